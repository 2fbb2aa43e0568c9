import { Component, createRef, type VNode } from 'preact';

/** Inserts a DOM node of the host into the tree. */
export class DomNode extends Component<{ node: Node }> {
  readonly #box = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    this.#box.current?.replaceChildren(this.props.node);
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(): VNode {
    return <div ref={this.#box} />;
  }
}
