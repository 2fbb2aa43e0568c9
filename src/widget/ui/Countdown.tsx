import { Component } from 'preact';
import { systemClock } from '../../lib/clock.js';

export interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** Milliseconds between two changes of the words, which fall on whole numbers of them before the end. */
  everyMs: number;
  words: (leftMs: number) => string;
}

/** Words that change with the time that is left. Ticks only while it is on screen and not over. */
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

  render({ until, words }: CountdownProps): string {
    return words(Math.max(0, until - systemClock.now()));
  }
}
