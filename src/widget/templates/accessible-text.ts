import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { readPayload } from './read-payload.js';

/** Returns the text that screen readers and read-aloud get for a message without text of its own. */
export function accessibleText({ components }: ChatMessage, { t }: I18n): string {
  return components
    .flatMap((part) => {
      if (part.type === 'image') return part.name ?? t.picture;
      if (part.type === 'template' || part.type === 'unknown') {
        return readPayload(part.payload, part.type).lines.map((line) => ('text' in line ? line.text : t.picture));
      }
      return 'name' in part && part.name ? part.name : [];
    })
    .join('. ');
}
