import { Component } from 'preact';
import { systemClock } from '../../lib/clock.js';

export interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** Interval of updates in ms, aligned to `until`. */
  everyMs: number;
  text: (leftMs: number) => string;
}

/** Text that changes with the remaining time. The timer runs only while the component is mounted and time is left. */
export class Countdown extends Component<CountdownProps> {
  #stop = () => {};

  override componentDidMount(): void {
    this.#stop();
    const { until, everyMs } = this.props;
    const left = until - systemClock.now();
    if (left > 0) this.#stop = systemClock.after(left % everyMs || everyMs, () => this.forceUpdate());
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    this.#stop();
  }

  render({ until, text }: CountdownProps): string {
    return text(Math.max(0, until - systemClock.now()));
  }
}
