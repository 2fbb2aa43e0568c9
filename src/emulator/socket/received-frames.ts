import type { ReceivedFrame } from './received-frame.js';

/** The newest frames of clients, bounded in number and in bytes. */
export class ReceivedFrames {
  /** Oldest first. Always the same array. */
  readonly list: ReceivedFrame[] = [];
  readonly #most: number;
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  add(frame: ReceivedFrame): void {
    this.list.push(frame);
    this.#bytes += frame.raw.length;
    while (this.list.length > this.#most || this.#bytes > this.#mostBytes) {
      this.#bytes -= this.list.shift()!.raw.length;
    }
  }
}
