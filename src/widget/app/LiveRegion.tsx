import type { VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { authorName } from '../messages/author-name.js';
import { PureComponent } from '../pure-component.js';
import type { Announcement } from '../session/chat-session.js';
import { readPayload } from '../templates/read-payload.js';

export interface LiveRegionProps {
  /** What has arrived while the window was open, the last of it. */
  announced: readonly Announcement[];
  /** What is new about the connection. */
  status: string;
  botName: string;
  i18n: I18n;
}

/** What a message says to somebody who hears it. */
function spoken(message: ChatMessage, { t }: I18n): string {
  if (message.text.trim()) return message.text;
  return message.components
    .flatMap((part) => {
      if (part.type === 'image') return part.name ?? t.picture;
      if (part.type === 'template' || part.type === 'unknown') {
        return readPayload(part.payload, part.type).lines.map((line) => ('text' in line ? line.text : t.picture));
      }
      return 'name' in part && part.name ? part.name : [];
    })
    .join('. ');
}

/** Says each new message once, and changes of the connection, to a screen reader. The list itself stays quiet when the history is loaded. */
export class LiveRegion extends PureComponent<LiveRegionProps> {
  render({ announced, status, botName, i18n }: LiveRegionProps): VNode {
    return (
      <div class="sr">
        <div role="log" aria-live="polite" aria-relevant="additions">
          {announced.map(({ key, message, sentences, continued }) => {
            const text = sentences ?? spoken(message, i18n);
            if (!text) return null;
            const line =
              continued || message.from === 'system' ? text : i18n.t.says(authorName(message, botName, i18n), text);
            return <p key={key}>{line}</p>;
          })}
        </div>
        <div role="status">{status}</div>
      </div>
    );
  }
}
