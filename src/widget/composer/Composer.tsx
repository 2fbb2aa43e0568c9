import { Component, type RefObject, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { ChatSession } from '../store/chat-session.js';
import type { ComposerHandle } from '../store/composer-host.js';
import { Icon } from '../ui/Icon.js';
import { isComposing } from './composing.js';

export interface ComposerProps {
  session: ChatSession;
  i18n: I18n;
  /** Ref to the field, for moving the focus into the window. */
  fieldRef: RefObject<HTMLTextAreaElement | null>;
}

/**
 * The input field. Enter sends, Shift+Enter starts a new line, and the field grows with the text up to a limit in the
 * styles. Everything else comes with the extras, which load later.
 */
export class Composer extends Component<ComposerProps, { text: string }> implements ComposerHandle {
  // Restores the draft from before the window was closed.
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

  /** Only measures if the text has changed: on every incoming message it would cost more than rendering the message. */
  override componentDidUpdate(_: ComposerProps, before: { text: string }): void {
    if (before.text !== this.state.text) this.componentDidMount();
  }

  write(text: string): void {
    this.setState({ text });
    this.props.session.draft = text;
  }

  submit(): void {
    const { session } = this.props;
    // Reads the field, because the state may lag behind a fast typist.
    const text = this.field!.value.trim();
    if (session.extras ? !session.extras.send(text) : !text) return;
    if (!session.extras) session.send({ text });
    this.write('');
  }

  readonly #onInput = (event: Event) => this.write((event.currentTarget as HTMLTextAreaElement).value);

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.submit();
  };

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    this.submit();
    this.field!.focus();
  };

  render({ session, i18n, fieldRef }: ComposerProps, { text }: { text: string }): VNode {
    const { t } = i18n;
    const { extras } = session;
    return (
      <form class="composer" part="composer" onSubmit={this.#onSubmit}>
        {extras?.top(this)}
        {/* The border surrounds both, so that the text does not run under the button in either writing direction. */}
        <div class="box">
          <textarea
            class="field"
            part="field"
            rows={1}
            // The placeholder uses the direction of the page.
            dir={text ? 'auto' : undefined}
            enterkeyhint="send"
            autocomplete="off"
            aria-label={t.writeMessage}
            placeholder={t.writeMessage}
            // Not `disabled`, which would move the focus out of the window.
            readOnly={extras?.blocked}
            value={text}
            ref={fieldRef}
            onInput={this.#onInput}
            onKeyDown={this.#onKeyDown}
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
