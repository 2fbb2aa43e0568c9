import type { VNode } from 'preact';
import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { PureComponent } from '../lib/pure-component.js';
import { Bubble } from '../rich-text/Bubble.js';
import type { WindowContext } from '../store/window-context.js';
import { MessagePart } from './MessagePart.js';

export interface MessageRowProps {
  message: ChatMessage;
  i18n: I18n;
  client: ChatClient;
  onSend: (input: SendInput) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** One message. Renders again only if the message is a new object. */
export class MessageRow extends PureComponent<MessageRowProps, { broken?: boolean }> {
  override getChildContext(): WindowContext {
    const { id, from } = this.props.message;
    return { messageId: from === 'user' ? '' : id };
  }

  override componentDidMount(): void {
    const { session } = this.context as WindowContext;
    // Renders again when the button for blocked media has loaded.
    if (session?.asksForMedia && !session.media) void session.loadMedia().then(() => this.forceUpdate());
  }

  readonly #retry = () => this.props.onRetry(this.props.message.id);
  readonly #discard = () => this.props.onDiscard(this.props.message.id);

  /** If a part throws while rendering, the message falls back to its text, and the conversation stays intact. */
  override componentDidCatch(): void {
    this.setState({ broken: true });
  }

  render({ message, i18n, client, onSend }: MessageRowProps): VNode {
    const { t } = i18n;
    const { MediaButton } = (this.context as WindowContext).session ?? {};
    const plain = this.state.broken || message.components.length === 0;
    return (
      <div class="message" data-id={message.id}>
        {plain ? (
          <Bubble text={message.text} i18n={i18n} />
        ) : (
          message.components.map((part) => (
            <MessagePart part={part} message={message} i18n={i18n} client={client} onSend={onSend} />
          ))
        )}
        {MediaButton && <MediaButton i18n={i18n} />}
        {message.interrupted && <p class="note">{t.interrupted}</p>}
        {message.status === 'failed' && (
          <p class="note problem">
            {t.failed}
            <button type="button" class="inline" onClick={this.#retry}>
              {t.retry}
            </button>
            <button type="button" class="inline" onClick={this.#discard}>
              {t.discard}
            </button>
          </p>
        )}
      </div>
    );
  }
}
