import { Component, type ComponentChildren, createRef, type TargetedSubmitEvent, type VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import { RichText } from '../../rich-text/RichText.js';

export interface FormPromptProps {
  i18n: I18n;
  title?: string | undefined;
  text?: string | undefined;
  /** Answered: nothing can be changed any more. */
  isOver: boolean;
  /** Why it was not sent, and the element that tells so: fields point at it. */
  error?: string | undefined;
  errorId?: string | undefined;
  /** Label of the main button; without one there is none. */
  submit?: string | undefined;
  /** Buttons beside the main one. */
  beside?: ComponentChildren;
  onSubmit?: (form: HTMLFormElement) => void;
  children?: ComponentChildren;
}

/** A question with its controls, as a card: they are locked when it is answered, and a mistake is said where it is. */
export class FormPrompt extends Component<FormPromptProps> {
  readonly #form = createRef<HTMLFormElement>();

  readonly #submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    // Nothing leaves the page by itself.
    event.preventDefault();
    if (!this.props.isOver) this.props.onSubmit?.(event.currentTarget);
  };

  override componentDidUpdate({ isOver }: FormPromptProps): void {
    const form = this.#form.current;
    if (isOver || !this.props.isOver || !form) return;
    // Who has just answered must not lose the place: a locked control cannot hold the focus.
    const { activeElement } = form.getRootNode() as Document | ShadowRoot;
    if (form.contains(activeElement)) form.focus({ preventScroll: true });
  }

  render({ i18n, title, text, isOver, error, errorId, submit, beside, children }: FormPromptProps): VNode {
    return (
      <form
        class={isOver ? 'ask ask-over' : 'ask'}
        part="form"
        noValidate
        autocomplete="off"
        tabIndex={-1}
        ref={this.#form}
        onSubmit={this.#submit}
      >
        <fieldset disabled={isOver}>
          {title && (
            <legend class="ask-title" dir="auto">
              <RichText text={title} t={i18n.t} />
            </legend>
          )}
          {text && (
            <div class="ask-text" dir="auto">
              <RichText text={text} t={i18n.t} />
            </div>
          )}
          {children}
          {error && (
            <p class="ask-error" id={errorId} role="alert">
              {error}
            </p>
          )}
          {(submit || beside) && !isOver && (
            <div class="ask-buttons">
              {submit && (
                <button type="submit" class="ask-send">
                  {submit}
                </button>
              )}
              {beside}
            </div>
          )}
        </fieldset>
      </form>
    );
  }
}
