import { Component, type RefObject, type VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { isComposing } from './composing.js';
import { Icon } from './Icon.js';

export interface ComposerProps {
  t: Catalogue;
  /** What was being written when the window was closed. */
  draft: string;
  /** The way of the focus into the window. */
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
}

/** Where the user writes. Enter sends, Shift+Enter begins a new line, the field grows with the text (the limit is in the style). */
export class Composer extends Component<ComposerProps, { text: string }> {
  override state = { text: this.props.draft };
  override componentDidMount(): void {
    this.#grow();
  }

  override componentDidUpdate(): void {
    this.#grow();
  }

  #grow(): void {
    const field = this.props.fieldRef.current!;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  #write(text: string): void {
    this.setState({ text });
    this.props.onDraft(text);
  }

  readonly #input = (event: Event) => this.#write((event.currentTarget as HTMLTextAreaElement).value);

  readonly #keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.#send();
  };

  readonly #submit = (event: Event) => {
    event.preventDefault();
    this.#send();
    this.props.fieldRef.current!.focus();
  };

  #send(): void {
    // The field, not the state: a fast typist may be ahead of the last rendering.
    const text = this.props.fieldRef.current!.value.trim();
    if (!text) return;
    this.#write('');
    this.props.onSend(text);
  }

  render({ t, fieldRef }: ComposerProps, { text }: { text: string }): VNode {
    return (
      <form class="composer" part="composer" onSubmit={this.#submit}>
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
            value={text}
            ref={fieldRef}
            onInput={this.#input}
            onKeyDown={this.#keyDown}
          />
          <button type="submit" class="round send" part="send" aria-label={t.send} disabled={!text.trim()}>
            <Icon name="send" />
          </button>
        </div>
      </form>
    );
  }
}
