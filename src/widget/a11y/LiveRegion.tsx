import { Component, type VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { systemClock } from '../../lib/clock.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { ChatSession } from '../store/chat-session.js';
import type { Announcer, SpokenLine, Voice } from './announcer.js';

export interface LiveRegionProps extends Voice {
  session: ChatSession;
  /** What is new about the connection. */
  status: string;
}

const aloud = new LazyModule(() => import('./announcer.js'), 'marks are read aloud');

/** How many of the last lines are held. Older ones have been said. */
const HELD = 8;

/**
 * Says each new message once, and changes of the connection, to a screen reader. The list itself stays quiet when the history
 * is loaded. What finds the words loads behind the first message.
 */
export class LiveRegion extends Component<LiveRegionProps, { lines: readonly SpokenLine[] }> {
  override state = { lines: [] };
  #announcer: Announcer | undefined;

  override componentDidMount(): void {
    this.props.session.onAnnounce = this.#hear;
  }

  override componentWillUnmount(): void {
    this.props.session.onAnnounce = undefined;
  }

  readonly #hear = (message: ChatMessage) => {
    const announce = () => {
      this.#announcer ??= aloud.loaded && new aloud.loaded.Announcer(this.#say);
      if (this.#announcer) this.#announcer.hear(message, this.props);
      // As it is, and bounded as what is drawn.
      else if (!message.streaming) this.#say({ key: message.id, text: message.text.slice(0, 20_000) });
    };
    // After this task: first the words are to be seen.
    systemClock.after(0, () => void aloud.load().then(announce));
  };

  readonly #say = (line: SpokenLine) => this.setState(({ lines }) => ({ lines: [...lines, line].slice(-HELD) }));

  render({ status }: LiveRegionProps, { lines }: { lines: readonly SpokenLine[] }): VNode {
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
