import { Component, type VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { I18n } from '../i18n/i18n.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { WelcomeStrings } from '../store/welcome-strings.js';
import { Avatar } from '../ui/Avatar.js';

export interface IntroProps {
  /** The welcome of the page or the platform, if there is one. */
  welcome: WelcomeStrings | undefined;
  botName: string;
  i18n: I18n;
  /** The default text. */
  hint: string | false;
  onSend: (input: SendInput) => void;
}

const welcomeModule = new LazyModule(() => import('./Welcome.js'), 'no welcome is shown');

/** Shown at the beginning of a conversation, until the user has sent something. */
export class Intro extends Component<IntroProps> {
  override componentDidMount(): void {
    if (this.props.welcome && !welcomeModule.loaded) void welcomeModule.load().then(() => this.setState({}));
  }

  override componentDidUpdate(before: IntroProps): void {
    if (this.props.welcome !== before.welcome) this.componentDidMount();
  }

  render({ welcome, botName, i18n, hint, onSend }: IntroProps): VNode {
    const View = welcomeModule.loaded?.Welcome;
    if (welcome && View) return <View welcome={welcome} botName={botName} i18n={i18n} onSend={onSend} />;
    return (
      <div class="intro">
        <Avatar name={botName} />
        {hint}
      </div>
    );
  }
}
