import { Component, createRef, type VNode } from 'preact';
import { readFeatures } from '../../store/chat-features.js';
import { FORM_ENDED } from '../../store/form-ended.js';
import type { WindowContext } from '../../store/window-context.js';
import { cancelForm, type FormAction, listenToForm } from './form-bridge.js';
import type { FrameAddress } from './frame-address.js';

export interface FormFrameProps {
  address: FrameAddress;
  /** What the frame shows. */
  title: string;
  /** False while it is hidden. It stays as it was left; the form is told that its reader has gone. */
  isOpen: boolean;
  onAction: (action: FormAction) => void;
}

/**
 * What a foreign page may do in its frame: run, send its form, open a tab. Not: move the page around it, or show its dialogs.
 * Its origin is one of its own, without cookies and storage. A form could otherwise be redirected to a page of the host, which
 * would then run with the host's origin inside of the window.
 */
const SANDBOX = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';

/** A digital form of the platform in a frame. */
export class FormFrame extends Component<FormFrameProps> {
  readonly #frame = createRef<HTMLIFrameElement>();
  #off = () => {};
  /** The origin that its messages have. Stays: what a sandbox allows counts when the page in it is loaded. */
  readonly #origin = this.#isTrusted() ? this.props.address.origin : 'null';
  /** There is a page in it, and not only its address. */
  #isLoaded = false;

  /** True where the page around has named the form's origin. */
  #isTrusted(): boolean {
    const { frameSameOrigin } = readFeatures((this.context as WindowContext).session?.features);
    return [frameSameOrigin ?? []].flat().some((each) => each.replace(/\/$/, '') === this.props.address.origin);
  }

  readonly #loaded = () => {
    this.#isLoaded = true;
  };

  override componentDidMount(): void {
    const frame = this.#frame.current!;
    this.#off = listenToForm(frame, this.#origin, (action) => {
      frame.dispatchEvent(new Event(FORM_ENDED, { bubbles: true }));
      this.props.onAction(action);
    });
  }

  override componentDidUpdate({ isOpen }: FormFrameProps): void {
    if (isOpen && !this.props.isOpen && this.#isLoaded) cancelForm(this.#frame.current!, this.#origin);
  }

  override componentWillUnmount(): void {
    this.#off();
  }

  render({ address, title }: FormFrameProps): VNode {
    return (
      <iframe
        class="form-frame"
        ref={this.#frame}
        title={title}
        sandbox={this.#origin === 'null' ? SANDBOX : `${SANDBOX} allow-same-origin`}
        referrerpolicy="strict-origin"
        onLoad={this.#loaded}
        // After the sandbox: it must hold before the page is asked for.
        src={address.href}
      />
    );
  }
}
