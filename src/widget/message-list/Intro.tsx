import { Component, type VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { I18n } from '../i18n/i18n.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { WelcomeStrings } from '../store/welcome-strings.js';
import { Avatar } from '../ui/Avatar.js';

export interface IntroProps {
  /** What page or platform say at the beginning, if they do. */
  welcome: WelcomeStrings | undefined;
  botName: string;
  i18n: I18n;
  /** What the window says itself. */
  hint: string | false;
  onSend: (input: SendInput) => void;
}

const late = new LazyModule(() => import('./Welcome.js'), 'a conversation begins without a welcome');

/** What stands where a conversation begins, until the user has said something. */
export class Intro extends Component<IntroProps> {
  override componentDidMount(): void {
    if (this.props.welcome && !late.loaded) void late.load().then(() => this.setState({}));
  }

  override componentDidUpdate(before: IntroProps): void {
    if (this.props.welcome !== before.welcome) this.componentDidMount();
  }

  render({ welcome, botName, i18n, hint, onSend }: IntroProps): VNode {
    const View = late.loaded?.Welcome;
    if (welcome && View) return <View words={welcome} botName={botName} i18n={i18n} onSend={onSend} />;
    return (
      <div class="intro">
        <Avatar name={botName} />
        {hint}
      </div>
    );
  }
}
