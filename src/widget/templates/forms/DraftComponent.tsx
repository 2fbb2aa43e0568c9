import { Component } from 'preact';

/** Drafts by template. A message keeps its parsed template, so the draft lives as long as the message. */
const drafts = new WeakMap<object, unknown>();

/**
 * A form that keeps its draft when it is unmounted. In a long conversation only the messages near the viewport are mounted, and a
 * half-filled form must survive when the user scrolls away and comes back.
 */
export abstract class DraftComponent<
  Props extends { readonly template: object },
  Draft extends object,
> extends Component<Props, Draft> {
  /** Returns the draft of an untouched form. */
  abstract empty(): Draft;

  override componentWillMount(): void {
    this.setState((drafts.get(this.props.template) as Draft | undefined) ?? this.empty());
  }

  override componentWillUnmount(): void {
    drafts.set(this.props.template, this.state);
  }
}
