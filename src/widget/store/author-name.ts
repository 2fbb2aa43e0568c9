import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';

/** Returns the author's name, as shown to the user and read by screen readers. */
export function authorName(message: ChatMessage, botName: string, { t }: I18n): string {
  if (message.from === 'user') return t.you;
  return message.author?.name || (message.from === 'agent' ? t.agent : botName);
}
