import { Component, createRef, type VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { I18n } from '../i18n/i18n.js';
import { linkText } from '../lib/link-text.js';
import { safeUrl } from '../lib/safe-url.js';
import { PlainText } from '../rich-text/PlainText.js';
import type { QuickStart, WelcomeStrings } from '../store/welcome-strings.js';
import type { WindowContext } from '../store/window-context.js';
import { addStylesAround } from '../styles/add-styles.js';
import { Avatar } from '../ui/Avatar.js';
import { welcomeStyles } from './welcome-styles.js';

export interface WelcomeProps {
  welcome: WelcomeStrings;
  botName: string;
  i18n: I18n;
  onSend: (input: SendInput) => void;
}

/** Title, text and quick starts at the beginning of a conversation. */
export class Welcome extends Component<WelcomeProps> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    addStylesAround(this.#box.current!, welcomeStyles);
    const { session } = this.context as WindowContext;
    if (session?.asksForMedia && !session.media) void session.loadMedia().then(() => this.setState({}));
  }

  override getChildContext(): WindowContext {
    return { messageId: 'welcome' };
  }

  /** Pictures that the page itself has chosen, or that are on its own origin, load without asking. */
  #isOwn(): boolean {
    const { welcome } = this.props;
    const isOfPlatform = welcome === (this.context as WindowContext).session?.platformWelcome;
    return !isOfPlatform || welcome.picture?.startsWith(`${location.origin}/`) === true;
  }

  #start(start: QuickStart): VNode | null {
    const { onSend } = this.props;
    const title = typeof start === 'string' ? start : start.title;
    if (typeof start === 'object' && 'url' in start) {
      const href = safeUrl(start.url);
      return href ? (
        <a class="start" part="action" dir="auto" href={href} target="_blank" rel="noopener noreferrer">
          {linkText(title, href)}
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

  render({ welcome: { title, text, picture, quickStarts = [] }, botName, i18n }: WelcomeProps): VNode {
    const { MediaButton } = (this.context as WindowContext).session ?? {};
    return (
      <div class="welcome" part="welcome" ref={this.#box}>
        <Avatar name={botName} picture={picture} isOwn={this.#isOwn()} />
        {MediaButton && <MediaButton i18n={i18n} />}
        {title && (
          <h3 class="welcome-title" dir="auto">
            {title}
          </h3>
        )}
        {text && (
          <p class="welcome-text" dir="auto">
            <PlainText text={text} t={i18n.t} />
          </p>
        )}
        {quickStarts.length > 0 && <div class="starts">{quickStarts.map((start) => this.#start(start))}</div>}
      </div>
    );
  }
}
