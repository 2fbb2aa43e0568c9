import { Component, createRef, render as draw, type VNode } from 'preact';
import type { WindowContext } from '../../store/window-context.js';

/**
 * Draws its children above the composer, outside the conversation, where they stay in view. In a window without a composer they
 * are drawn within the message.
 */
export class AboveComposer extends Component<{ children: VNode }, { isInMessage?: boolean }> {
  readonly #marker = createRef<HTMLSpanElement>();
  readonly #box = document.createElement('div');

  override componentDidMount(): void {
    const composer = (this.#marker.current!.getRootNode() as ParentNode).querySelector('.composer');
    if (!composer) return this.setState({ isInMessage: true });
    this.#box.className = 'above-composer';
    composer.before(this.#box);
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    if (!this.state.isInMessage)
      draw(<WithContext context={this.context}>{this.props.children}</WithContext>, this.#box);
  }

  override componentWillUnmount(): void {
    // Keyboard users continue in the text field. After a tap the field gets no focus, which would open a phone's keyboard.
    const field = this.#box.querySelector(':focus-visible') && this.#box.nextElementSibling?.querySelector('textarea');
    draw(null, this.#box);
    this.#box.remove();
    field?.focus();
  }

  render({ children }: { children: VNode }, { isInMessage }: { isInMessage?: boolean }): VNode {
    return isInMessage ? children : <span ref={this.#marker} hidden />;
  }
}

interface WithContextProps {
  context: WindowContext;
  children: VNode;
}

/** Passes the context of the message on to the separate tree above the composer. */
class WithContext extends Component<WithContextProps> {
  override getChildContext(): WindowContext {
    return this.props.context;
  }

  render(props: WithContextProps): VNode {
    return props.children;
  }
}
