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
  /** Was opened: its page stays as it is when the dialog is closed. */
  wasOpened?: boolean;
  /** How it ended. */
  ended?: FormAction | undefined;
}

/** A form on a page of its own: in a frame inside of the message, in a dialog, or, where neither is safe, in a tab. */
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
    // A page is fetched like a picture: where those wait for the visitor, it waits behind its button.
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
            // Escape closes the dialog, and not the window behind it as well.
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
