import { Component, createRef, type VNode } from 'preact';
import { RichText } from '../../rich-text/RichText.js';
import type { WindowContext } from '../../store/window-context.js';
import type { TemplateProps } from '../draw-template.js';
import { FormFrame } from './FormFrame.js';
import type { FormAction } from './form-bridge.js';
import type { FormPart } from './form-part.js';
import { frameAddress } from './frame-address.js';

interface DigitalFormState {
  isOpen?: boolean;
  /** True once it was opened: the frame stays in the closed dialog, so that the form keeps its state. */
  wasOpened?: boolean;
  /** The action with which the form ended. */
  ended?: FormAction | undefined;
}

/** Draws a form that is a web page: in a frame within the message, in a dialog or, where a frame is not safe, as a link to a tab. */
export class DigitalForm extends Component<TemplateProps<FormPart>, DigitalFormState> {
  readonly #dialog = createRef<HTMLDialogElement>();
  readonly #button = createRef<HTMLButtonElement>();

  readonly #open = () => this.setState({ isOpen: true, wasOpened: true, ended: undefined });
  readonly #close = () => this.setState({ isOpen: false });
  readonly #end = (ended: FormAction) => this.setState({ isOpen: false, wasOpened: false, ended });

  override componentDidUpdate(_: unknown, before: DigitalFormState): void {
    if (this.state.isOpen && !before.isOpen) this.#dialog.current?.showModal();
    if (this.state.isOpen || !before.isOpen) return;
    this.#dialog.current?.close();
    this.#button.current?.focus();
  }

  render(
    { template, i18n, strings }: TemplateProps<FormPart>,
    { isOpen = false, wasOpened, ended }: DigitalFormState,
  ): VNode {
    const { text, title = i18n.t.openForm, formLink } = template;
    // With `images="ask"`, remote content waits for the visitor's consent: the form then opens with its button.
    const isInline = template.isInline && !(this.context as WindowContext).session?.asksForMedia;
    const address = frameAddress(formLink, location);
    const tab = address && (
      <a
        class={address.fitsFrame ? 'quiet form-tab' : 'action'}
        part="action"
        href={address.href}
        target="_blank"
        rel="noopener noreferrer"
      >
        <bdi>{address.fitsFrame ? strings.openInTab : title}</bdi>
      </a>
    );
    const name = text ?? title;
    return (
      <>
        {text && (
          <div class="bubble" part="bubble" dir="auto">
            <RichText text={text} t={i18n.t} />
          </div>
        )}
        {address?.fitsFrame && isInline && !ended && (
          <FormFrame address={address} title={name} isOpen onAction={this.#end} />
        )}
        <div class="actions" part="actions">
          {address?.fitsFrame && !isInline && (
            <button
              type="button"
              class="action"
              part="action"
              aria-haspopup="dialog"
              ref={this.#button}
              onClick={this.#open}
            >
              <bdi>{title}</bdi>
            </button>
          )}
          {!ended && tab}
        </div>
        {ended && (
          <p class="note" role="status">
            {ended === 'formSubmit' ? strings.formSent : strings.formClosed}
          </p>
        )}
        {address?.fitsFrame && wasOpened && (
          <dialog
            class="form-dialog"
            ref={this.#dialog}
            aria-label={name}
            onClose={this.#close}
            // Escape closes only the dialog, not the chat window as well.
            onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
          >
            <div class="form-dialog-head">
              <bdi>{title}</bdi>
              <button type="button" class="quiet" onClick={this.#close}>
                {strings.close}
              </button>
            </div>
            <FormFrame address={address} title={name} isOpen={isOpen} onAction={this.#end} />
          </dialog>
        )}
      </>
    );
  }
}
