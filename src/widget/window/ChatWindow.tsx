import { Component, type RefObject, type VNode } from 'preact';
import type { ChatClient } from '../../client/chat-client.js';
import { LiveRegion } from '../a11y/LiveRegion.js';
import { Composer } from '../composer/Composer.js';
import type { I18n } from '../i18n/i18n.js';
import { drawPerFrame } from '../lib/frame-draw.js';
import { LazyModule } from '../lib/lazy-module.js';
import { MessageList } from '../message-list/MessageList.js';
import type { ChatSession } from '../store/chat-session.js';
import type { WindowContext } from '../store/window-context.js';
import { connectionText } from './connection-text.js';
import { Header } from './Header.js';
import { WindowFrame } from './WindowFrame.js';

export interface ChatWindowProps {
  session: ChatSession;
  i18n: I18n;
  botName: string;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** Undefined if the window cannot be closed. */
  onClose?: (() => void) | undefined;
}

/** Loads with the first problem, or after the bot's first message: later there may be no network to load it. */
const bannerModule = new LazyModule(() => import('./ConnectionBanner.js'), 'no banner is shown');

/**
 * The open chat window. It is the only subscriber; its children compare references, and render only if something has
 * changed.
 */
export class ChatWindow extends Component<ChatWindowProps> {
  readonly #draw = drawPerFrame(() => this.forceUpdate());
  #unsubscribe = () => {};

  override getChildContext(): WindowContext {
    return { session: this.props.session };
  }

  override componentDidMount(): void {
    const { session } = this.props;
    this.#unsubscribe = session.subscribe(this.#draw);
    void session.firstMessageShown.then(() => bannerModule.load());
  }

  override componentWillUnmount(): void {
    this.#unsubscribe();
  }

  readonly #connect = () => this.props.session.connect();
  readonly #loadEarlier = () => this.props.session.loadEarlier();
  readonly #send: ChatSession['send'] = (input) => this.props.session.send(input);
  readonly #retry = (id: string) => this.props.session.retry(id);
  readonly #discard = (id: string) => void this.props.session.client.discard(id);

  render({ session, i18n, botName, fieldRef, onClose }: ChatWindowProps): VNode {
    const { t } = i18n;
    const { client } = session;
    const { agent, typing, state }: ChatClient = client;
    const [tone, status] = connectionText(state, t);
    const { ConnectionBanner, connectionProblem } = bannerModule.loaded ?? {};
    const problem = connectionProblem?.(state, t);
    // Render again only if the banner has loaded: otherwise every failed attempt would start the next one.
    if (!bannerModule.loaded && status === t.notConnected)
      void bannerModule.load().then(() => bannerModule.loaded && this.forceUpdate());
    const title = (agent.connected && agent.name) || botName;
    return (
      <WindowFrame title={title} onClose={onClose}>
        <Header
          title={title}
          picture={agent.connected ? agent.picture : undefined}
          tone={tone}
          status={status}
          t={t}
          onClose={onClose}
        />
        {ConnectionBanner && problem && (
          <ConnectionBanner {...problem} state={state} tone={tone} t={t} onConnect={this.#connect} />
        )}
        <MessageList
          messages={session.extras?.interleave(client.messages, t.language) ?? client.messages}
          history={session.history}
          ready={state.status === 'ready'}
          typing={typing}
          typist={typing.from === 'agent' ? (agent.name ?? t.agent) : botName}
          botName={botName}
          welcome={session.features?.features?.welcome ?? session.platformWelcome}
          i18n={i18n}
          client={client}
          onSend={this.#send}
          onRetry={this.#retry}
          onDiscard={this.#discard}
          onLoadEarlier={this.#loadEarlier}
        />
        <Composer session={session} i18n={i18n} fieldRef={fieldRef} />
        <LiveRegion session={session} status={problem?.problem ?? status} botName={botName} i18n={i18n} />
      </WindowFrame>
    );
  }
}
