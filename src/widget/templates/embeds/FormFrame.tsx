import { Component, createRef, type VNode } from 'preact';
import { readFeatures } from '../../store/chat-features.js';
import { FORM_ENDED } from '../../store/form-ended.js';
import type { WindowContext } from '../../store/window-context.js';
import { cancelForm, type FormAction, listenToForm } from './form-bridge.js';
import type { FrameAddress } from './frame-address.js';

export interface FormFrameProps {
  address: FrameAddress;
  /** Accessible name of the frame. */
  title: string;
  /** False while the frame is hidden. The form keeps its state and is notified that the user has left it. */
  isOpen: boolean;
  onAction: (action: FormAction) => void;
}

/**
 * The form may run scripts, submit and open tabs. It may not navigate the page around it or show modal dialogs. It has an opaque
 * origin, without cookies and storage: otherwise a form could be redirected to a page of the host, which would then run with the
 * host's origin inside the window.
 */
const SANDBOX = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';

/** Draws a digital form of the platform in a sandboxed frame. */
export class FormFrame extends Component<FormFrameProps> {
  readonly #frame = createRef<HTMLIFrameElement>();
  #stopListening = () => {};
  /** The origin of its messages. Never changes, because a sandbox takes effect only when the page in it loads. */
  readonly #origin = this.#isTrusted() ? this.props.address.origin : 'null';
  /** True once the page in the frame has loaded. */
  #isLoaded = false;

  /** Whether the host lists the form's origin in `features.frameSameOrigin`. */
  #isTrusted(): boolean {
    const { frameSameOrigin } = readFeatures((this.context as WindowContext).session?.features);
    return [frameSameOrigin ?? []].flat().some((each) => each.replace(/\/$/, '') === this.props.address.origin);
  }

  readonly #onLoad = () => {
    this.#isLoaded = true;
  };

  override componentDidMount(): void {
    const frame = this.#frame.current!;
    this.#stopListening = listenToForm(frame, this.#origin, (action) => {
      frame.dispatchEvent(new Event(FORM_ENDED, { bubbles: true }));
      this.props.onAction(action);
    });
  }

  override componentDidUpdate({ isOpen }: FormFrameProps): void {
    if (isOpen && !this.props.isOpen && this.#isLoaded) cancelForm(this.#frame.current!, this.#origin);
  }

  override componentWillUnmount(): void {
    this.#stopListening();
  }

  render({ address, title }: FormFrameProps): VNode {
    return (
      <iframe
        class="form-frame"
        ref={this.#frame}
        title={title}
        sandbox={this.#origin === 'null' ? SANDBOX : `${SANDBOX} allow-same-origin`}
        referrerpolicy="strict-origin"
        onLoad={this.#onLoad}
        // Set after `sandbox`, which must be in effect before the page is requested.
        src={address.href}
      />
    );
  }
}
