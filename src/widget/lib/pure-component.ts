import { Component } from 'preact';

function differ(a: object, b: object): boolean {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (left[key] !== right[key]) return true;
  for (const key in right) if (!(key in left)) return true;
  return false;
}

/**
 * Renders only when a prop or a field of the state has changed (shallow comparison). Messages and strings keep their
 * references.
 */
export abstract class PureComponent<Props = object, State = object> extends Component<Props, State> {
  override shouldComponentUpdate(props: Readonly<Props>, state: Readonly<State>): boolean {
    return differ(this.props, props as object) || differ(this.state as object, state as object);
  }
}
