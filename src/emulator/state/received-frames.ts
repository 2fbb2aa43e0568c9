/** A frame of a client as it arrived. Secrets in it are not redacted. */
export interface ReceivedFrame {
  /** Epoch milliseconds, by the emulator's clock. */
  readonly at: number;
  /** Identity of the user. */
  readonly user: string;
  /** Number of the connection, from 1 in the order of connecting. */
  readonly socket: number;
  /** The parsed frame. Undefined if it is not a JSON object. */
  readonly frame?: Readonly<Record<string, unknown>>;
  /** The text. For a binary frame, its bytes in base64. */
  readonly raw: string;
}

/** The newest frames of clients, limited in number and in bytes. */
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
