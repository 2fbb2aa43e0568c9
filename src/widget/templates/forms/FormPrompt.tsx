import { Component, type ComponentChildren, createRef, type TargetedSubmitEvent, type VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import { RichText } from '../../rich-text/RichText.js';

export interface FormPromptProps {
  i18n: I18n;
  title?: string | undefined;
  text?: string | undefined;
  /** True once it is answered: the controls are disabled. */
  isOver: boolean;
  /** Why the form was not sent, and the id of the element with this message, to which fields refer. */
  error?: string | undefined;
  errorId?: string | undefined;
  /** Label of the main button. Without a label there is no button. */
  submit?: string | undefined;
  /** Buttons next to the main one. */
  extraButtons?: ComponentChildren;
  onSubmit?: (form: HTMLFormElement) => void;
  children?: ComponentChildren;
}

/** Draws a question with its controls as a card. The controls are disabled once it is answered. */
export class FormPrompt extends Component<FormPromptProps> {
  readonly #form = createRef<HTMLFormElement>();

  readonly #submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    // The browser must not submit the form itself.
    event.preventDefault();
    if (!this.props.isOver) this.props.onSubmit?.(event.currentTarget);
  };

  override componentDidUpdate({ isOver }: FormPromptProps): void {
    const form = this.#form.current;
    if (isOver || !this.props.isOver || !form) return;
    // Disabled controls cannot hold the focus, so the form takes it: keyboard users must not lose their place.
    const { activeElement } = form.getRootNode() as Document | ShadowRoot;
    if (form.contains(activeElement)) form.focus({ preventScroll: true });
  }

  render({ i18n, title, text, isOver, error, errorId, submit, extraButtons, children }: FormPromptProps): VNode {
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
          {(submit || extraButtons) && !isOver && (
            <div class="ask-buttons">
              {submit && (
                <button type="submit" class="ask-send">
                  {submit}
                </button>
              )}
              {extraButtons}
            </div>
          )}
        </fieldset>
      </form>
    );
  }
}
