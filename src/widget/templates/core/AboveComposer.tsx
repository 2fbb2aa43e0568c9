import { Component, createRef, render as draw, type VNode } from 'preact';
import type { WindowContext } from '../../store/window-context.js';

/**
 * Draws something above the field where the user writes, outside of the conversation: there it stays in sight. In a window
 * without such a field it stands in the message.
 */
export class AboveComposer extends Component<{ children: VNode }, { nowhere?: boolean }> {
  readonly #here = createRef<HTMLSpanElement>();
  readonly #box = document.createElement('div');

  override componentDidMount(): void {
    const composer = (this.#here.current!.getRootNode() as ParentNode).querySelector('.composer');
    if (!composer) return this.setState({ nowhere: true });
    this.#box.className = 'above-composer';
    composer.before(this.#box);
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    if (!this.state.nowhere) draw(<Within context={this.context}>{this.props.children}</Within>, this.#box);
  }

  override componentWillUnmount(): void {
    // Who has chosen by keyboard goes on at the field; a finger had better not call up the keyboard of the phone.
    const field = this.#box.querySelector(':focus-visible') && this.#box.nextElementSibling?.querySelector('textarea');
    draw(null, this.#box);
    this.#box.remove();
    field?.focus();
  }

  render({ children }: { children: VNode }, { nowhere }: { nowhere?: boolean }): VNode {
    return nowhere ? children : <span ref={this.#here} hidden />;
  }
}

interface WithinProps {
  context: WindowContext;
  children: VNode;
}

/** A tree of its own, in the context of the one that it belongs to. */
class Within extends Component<WithinProps> {
  override getChildContext(): WindowContext {
    return this.props.context;
  }

  render(props: WithinProps): VNode {
    return props.children;
  }
}
