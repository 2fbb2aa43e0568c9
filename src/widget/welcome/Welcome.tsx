import { Component, createRef, type VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import { Avatar } from '../app/Avatar.js';
import { adoptLater } from '../styles/adopt-later.js';
import { PlainText } from '../text/PlainText.js';
import { safeUrl } from '../text/safe-url.js';
import { welcomeStyles } from './welcome-styles.js';
import type { QuickStart, WelcomeWords } from './welcome-words.js';

export interface WelcomeProps {
  words: WelcomeWords;
  botName: string;
  onSend: (input: SendInput) => void;
}

/** Title, words and quick starts, where a conversation begins. */
export class Welcome extends Component<WelcomeProps> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    adoptLater(this.#box.current!, welcomeStyles);
  }

  #start(start: QuickStart): VNode | null {
    const { onSend } = this.props;
    const title = typeof start === 'string' ? start : start.title;
    if (typeof start === 'object' && 'url' in start) {
      const href = safeUrl(start.url);
      return href ? (
        <a class="start" part="action" dir="auto" href={href} target="_blank" rel="noopener noreferrer">
          {title}
        </a>
      ) : null;
    }
    const input = typeof start === 'string' ? { text: start } : { payload: start.payload, renderText: title };
    return (
      <button type="button" class="start" part="action" dir="auto" onClick={() => onSend(input)}>
        {title}
      </button>
    );
  }

  render({ words: { title, text, picture, quickStarts = [] }, botName }: WelcomeProps): VNode {
    return (
      <div class="welcome" part="welcome" ref={this.#box}>
        <Avatar name={botName} picture={picture} />
        {title && (
          <h3 class="welcome-title" dir="auto">
            {title}
          </h3>
        )}
        {text && (
          <p class="welcome-text" dir="auto">
            <PlainText text={text} />
          </p>
        )}
        {quickStarts.length > 0 && <div class="starts">{quickStarts.map((start) => this.#start(start))}</div>}
      </div>
    );
  }
}
