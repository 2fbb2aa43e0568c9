import { Component, createRef, type VNode } from 'preact';

/** Gives a DOM node of the host a place in the tree. */
export class DomNode extends Component<{ node: Node }> {
  readonly #place = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    this.#place.current?.replaceChildren(this.props.node);
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(): VNode {
    return <div ref={this.#place} />;
  }
}
