import { Component, type RefObject, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { ChatSession } from '../store/chat-session.js';
import type { ComposerHandle } from '../store/composer-host.js';
import { Icon } from '../ui/Icon.js';
import { isComposing } from './composing.js';

export interface ComposerProps {
  session: ChatSession;
  i18n: I18n;
  /** The way of the focus into the window. */
  fieldRef: RefObject<HTMLTextAreaElement | null>;
}

/**
 * Where the user writes. Enter sends, Shift+Enter begins a new line, the field grows with the text (the limit is in the style).
 * All else comes later, with the extras.
 */
export class Composer extends Component<ComposerProps, { text: string }> implements ComposerHandle {
  // Begins with what was being written when the window was closed.
  override state = { text: this.props.session.draft };

  get field(): HTMLTextAreaElement | null {
    return this.props.fieldRef.current;
  }

  get text(): string {
    return this.state.text;
  }

  get i18n(): I18n {
    return this.props.i18n;
  }

  override componentDidMount(): void {
    const field = this.field!;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  /** Measured for another text alone: with each message that comes in, it would cost more than the message. */
  override componentDidUpdate(_: ComposerProps, before: { text: string }): void {
    if (before.text !== this.state.text) this.componentDidMount();
  }

  write(text: string): void {
    this.setState({ text });
    this.props.session.draft = text;
  }

  submit(): void {
    const { session } = this.props;
    // The field, not the state: a fast typist may be ahead of the last rendering.
    const text = this.field!.value.trim();
    if (session.extras ? !session.extras.send(text) : !text) return;
    if (!session.extras) session.send({ text });
    this.write('');
  }

  readonly #input = (event: Event) => this.write((event.currentTarget as HTMLTextAreaElement).value);

  readonly #keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.submit();
  };

  readonly #submit = (event: Event) => {
    event.preventDefault();
    this.submit();
    this.field!.focus();
  };

  render({ session, i18n, fieldRef }: ComposerProps, { text }: { text: string }): VNode {
    const { t } = i18n;
    const { extras } = session;
    return (
      <form class="composer" part="composer" onSubmit={this.#submit}>
        {extras?.top(this)}
        {/* The frame is around both, so that the text stays clear of the button in either direction of writing. */}
        <div class="box">
          <textarea
            class="field"
            part="field"
            rows={1}
            // Empty it is as the page is, for the sake of the placeholder.
            dir={text ? 'auto' : undefined}
            enterkeyhint="send"
            autocomplete="off"
            aria-label={t.writeMessage}
            placeholder={t.writeMessage}
            // Not disabled: that would throw the focus out of the window.
            readOnly={extras?.blocked}
            value={text}
            ref={fieldRef}
            onInput={this.#input}
            onKeyDown={this.#keyDown}
          />
          {extras?.tools(this)}
          <button
            type="submit"
            class="round send"
            part="send"
            aria-label={t.send}
            disabled={extras ? !extras.maySend(text) : !text.trim()}
          >
            <Icon name="send" />
          </button>
        </div>
      </form>
    );
  }
}
