import type { VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { authorName } from '../messages/author-name.js';
import { PureComponent } from '../pure-component.js';
import type { Announcement } from '../session/chat-session.js';
import { parts } from '../templates/LazyPart.js';

export interface LiveRegionProps {
  /** What has arrived while the window was open, the last of it. */
  announced: readonly Announcement[];
  /** What is new about the connection. */
  status: string;
  botName: string;
  i18n: I18n;
}

/** Says each new message once, and changes of the connection, to a screen reader. The list itself stays quiet when the history is loaded. */
export class LiveRegion extends PureComponent<LiveRegionProps> {
  override componentDidUpdate(): void {
    const isSilent = this.props.announced.some(({ message }) => !message.text.trim());
    // A message without words of its own is said when it is known what it is.
    if (isSilent && !parts.loaded) void parts.load().then(() => this.forceUpdate());
  }

  render({ announced, status, botName, i18n }: LiveRegionProps): VNode {
    return (
      <div class="sr">
        <div role="log" aria-live="polite" aria-relevant="additions">
          {announced.map(({ key, message, sentences, continued }) => {
            const text = sentences ?? (message.text.trim() ? message.text : parts.loaded?.spokenWords(message, i18n));
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
