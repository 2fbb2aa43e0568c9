import { Component, type VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { systemClock } from '../../lib/clock.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { ChatSession } from '../store/chat-session.js';
import type { Announcement, AnnouncementContext, Announcer } from './announcer.js';

export interface LiveRegionProps extends AnnouncementContext {
  session: ChatSession;
  /** The state of the connection; each change is announced. */
  status: string;
}

const announcerModule = new LazyModule(() => import('./announcer.js'), 'markup is read aloud');

/** Number of lines in the DOM. Older ones have been read. */
const MAX_LINES = 8;

/**
 * Announces each new message once, and changes of the connection, to screen readers. The message list itself is no live
 * region, so loading history stays silent. The code that extracts the text loads after the first message.
 */
export class LiveRegion extends Component<LiveRegionProps, { lines: readonly Announcement[] }> {
  override state = { lines: [] };
  #announcer: Announcer | undefined;

  override componentDidMount(): void {
    this.props.session.onAnnounce = this.#announce;
  }

  override componentWillUnmount(): void {
    this.props.session.onAnnounce = undefined;
  }

  readonly #announce = (message: ChatMessage) => {
    const announce = () => {
      this.#announcer ??= announcerModule.loaded && new announcerModule.loaded.Announcer(this.#addLine);
      if (this.#announcer) this.#announcer.announce(message, this.props);
      // The announcer did not load: announce the raw text, limited like the rendered one.
      else if (!message.streaming) this.#addLine({ key: message.id, text: message.text.slice(0, 20_000) });
    };
    // After this task, so that the message is rendered first.
    systemClock.after(0, () => void announcerModule.load().then(announce));
  };

  readonly #addLine = (line: Announcement) =>
    this.setState(({ lines }) => ({ lines: [...lines, line].slice(-MAX_LINES) }));

  render({ status }: LiveRegionProps, { lines }: { lines: readonly Announcement[] }): VNode {
    return (
      <div class="sr">
        <div role="log" aria-live="polite" aria-relevant="additions">
          {lines.map(({ key, text }) => (
            <p key={key}>{text}</p>
          ))}
        </div>
        <div role="status">{status}</div>
      </div>
    );
  }
}
