import { Component, createRef, type VNode } from 'preact';
import { FORM_ENDED } from '../../desk/form-ended.js';
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
 * What a foreign page may do in its frame: run, send its form, keep its own session, open a tab. Not: move the page around it,
 * or show its dialogs. With its own origin, which is never the host's (frame-address.ts): so the sandbox holds.
 */
const SANDBOX = 'allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** A digital form of the platform in a frame. */
export class FormFrame extends Component<FormFrameProps> {
  readonly #frame = createRef<HTMLIFrameElement>();
  #off = () => {};
  /** There is a page in it, and not only its address. */
  #isLoaded = false;

  readonly #loaded = () => {
    this.#isLoaded = true;
  };

  override componentDidMount(): void {
    const frame = this.#frame.current!;
    this.#off = listenToForm(frame, this.props.address.origin, (action) => {
      frame.dispatchEvent(new Event(FORM_ENDED, { bubbles: true }));
      this.props.onAction(action);
    });
  }

  override componentDidUpdate({ isOpen }: FormFrameProps): void {
    if (isOpen && !this.props.isOpen && this.#isLoaded) cancelForm(this.#frame.current!, this.props.address.origin);
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
        sandbox={SANDBOX}
        referrerpolicy="strict-origin"
        onLoad={this.#loaded}
        // After the sandbox: it must hold before the page is asked for.
        src={address.href}
      />
    );
  }
}
