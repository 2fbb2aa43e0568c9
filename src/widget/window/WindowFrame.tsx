import { Component, type ComponentChildren, createRef, type VNode } from 'preact';
import { isComposing } from '../composer/composing.js';
import { LazyModule } from '../lib/lazy-module.js';
import { SMALL_SCREEN } from '../styles/window.js';

const modalModule = new LazyModule(() => import('../a11y/modal.js'), 'the page around the window is not inert');

export interface WindowFrameProps {
  title: string;
  /** Undefined if the window cannot be closed: it is then part of the page, and not a dialog. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}

/** The frame of the window. Escape closes it, wherever the focus is inside. Modal while it covers the page. */
export class WindowFrame extends Component<WindowFrameProps> {
  readonly #box = createRef<HTMLDivElement>();
  readonly #smallScreen = matchMedia(SMALL_SCREEN);
  #releaseModal = () => {};

  override componentDidMount(): void {
    if (!this.props.onClose) return;
    this.#smallScreen.onchange = this.#updateModal;
    this.#updateModal();
  }

  override componentWillUnmount(): void {
    this.#smallScreen.onchange = null;
    this.#releaseModal();
  }

  readonly #updateModal = () => {
    this.#releaseModal();
    if (this.#smallScreen.matches) {
      void modalModule.load().then(() => {
        this.#releaseModal();
        if (this.#box.current && this.#smallScreen.matches)
          this.#releaseModal = modalModule.loaded?.makeModal(this.#box.current) ?? this.#releaseModal;
      });
    }
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const { onClose } = this.props;
    if (event.key !== 'Escape' || !onClose || isComposing(event)) return;
    // Keeps the page's own dialogs open.
    event.stopPropagation();
    onClose();
  };

  render({ title, onClose, children }: WindowFrameProps): VNode {
    const Box = onClose ? 'div' : 'section';
    return (
      <Box
        class="window"
        part="window"
        role={onClose && 'dialog'}
        aria-label={title}
        ref={this.#box}
        onKeyDown={this.#onKeyDown}
      >
        {children}
      </Box>
    );
  }
}
