import { Component } from 'preact';
import { systemClock } from '../../lib/clock.js';

export interface CountdownProps {
  /** Epoch milliseconds. */
  until: number;
  /** The words around the seconds. */
  words: (seconds: number) => string;
}

/** Seconds until something happens. Ticks on the second, and only while it is on screen and not over. */
export class Countdown extends Component<CountdownProps> {
  #stop = () => {};

  override componentDidMount(): void {
    this.#stop();
    const left = this.props.until - systemClock.now();
    if (left > 0) this.#stop = systemClock.after(left % 1000 || 1000, () => this.forceUpdate());
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    this.#stop();
  }

  render({ until, words }: CountdownProps): string {
    return words(Math.max(0, Math.ceil((until - systemClock.now()) / 1000)));
  }
}
