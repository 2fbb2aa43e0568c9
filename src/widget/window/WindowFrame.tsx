import { Component, type ComponentChildren, createRef, type VNode } from 'preact';
import { isComposing } from '../composer/composing.js';
import { LazyModule } from '../lib/lazy-module.js';
import { NO_ROOM } from '../styles/window.js';

const modal = new LazyModule(() => import('../a11y/modal.js'), 'the page beside the window stays within reach');

export interface WindowFrameProps {
  title: string;
  /** Left out where the window cannot be closed: it is then a part of the page and no dialog. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}

/** The box around all of the window. Escape closes it, wherever in it the focus is. Where it covers the page, it is modal. */
export class WindowFrame extends Component<WindowFrameProps> {
  readonly #box = createRef<HTMLDivElement>();
  readonly #noRoom = matchMedia(NO_ROOM);
  #release = () => {};

  override componentDidMount(): void {
    if (!this.props.onClose) return;
    this.#noRoom.onchange = this.#fit;
    this.#fit();
  }

  override componentWillUnmount(): void {
    this.#noRoom.onchange = null;
    this.#release();
  }

  readonly #fit = () => {
    this.#release();
    if (this.#noRoom.matches) {
      void modal.load().then(() => {
        this.#release();
        if (this.#box.current && this.#noRoom.matches)
          this.#release = modal.loaded?.makeModal(this.#box.current) ?? this.#release;
      });
    }
  };

  readonly #keyDown = (event: KeyboardEvent) => {
    const { onClose } = this.props;
    if (event.key !== 'Escape' || !onClose || isComposing(event)) return;
    // The page's own dialogs are to stay open.
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
        onKeyDown={this.#keyDown}
      >
        {children}
      </Box>
    );
  }
}
