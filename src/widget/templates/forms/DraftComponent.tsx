import { Component } from 'preact';

/** By what they are drafts of: a payload keeps its object, and with it the draft goes. */
const drafts = new WeakMap<object, unknown>();

/**
 * Something half filled in. It outlives its component: of a long conversation only what is near the screen is drawn, and
 * who scrolls up to look something up finds the form again as it was left.
 */
export abstract class DraftComponent<
  Props extends { readonly template: object },
  Draft extends object,
> extends Component<Props, Draft> {
  /** Of a form that nobody has touched. */
  abstract empty(): Draft;

  override componentWillMount(): void {
    this.setState((drafts.get(this.props.template) as Draft | undefined) ?? this.empty());
  }

  override componentWillUnmount(): void {
    drafts.set(this.props.template, this.state);
  }
}
