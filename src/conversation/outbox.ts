import { DeliveryError, type XoError } from '../errors/index.js';
import type { UserMessageBody } from '../protocol/outbound.js';

/** A message on its way. */
export interface OutboxEntry {
  readonly id: number;
  readonly body: UserMessageBody;
  /**
   * `queued`: not on the wire. `sent`: on the wire of this connection. `unsure`: it was on the wire of a connection that
   * is gone; only the history knows whether it arrived.
   */
  state: 'queued' | 'sent' | 'unsure';
  readonly settle: (error?: XoError) => void;
}

/** Puts a message on the wire. @returns false when the connection does not take it */
export type Transmit = (entry: OutboxEntry) => boolean;

/**
 * What is accepted and not yet acknowledged, in the order of acceptance (law 1).
 *
 * One message is on the wire at a time: only so is the order certain whatever gets lost. The next one leaves with the
 * ack of the last. An `unsure` message blocks the way until the history has spoken (law 2).
 */
export class Outbox {
  readonly #entries: OutboxEntry[] = [];
  readonly #limit: number;
  readonly #transmit: Transmit;

  constructor(limit: number, transmit: Transmit) {
    this.#limit = limit;
    this.#transmit = transmit;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** @throws DeliveryError `queue_full` */
  add(entry: OutboxEntry): void {
    if (this.size >= this.#limit) {
      throw new DeliveryError('queue_full', `unable to accept the message; ${this.#limit} messages are waiting`);
    }
    this.#entries.push(entry);
  }

  find(id: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => String(entry.id) === id);
  }

  remove(entry: OutboxEntry): void {
    this.#entries.splice(this.#entries.indexOf(entry), 1);
  }

  /** Puts the next message on the wire, if the way is free. */
  flush(): void {
    const head = this.#entries[0];
    if (head?.state !== 'queued') return;
    // Before transmitting: a listener of the frame may send the next message.
    head.state = 'sent';
    if (!this.#transmit(head)) head.state = 'queued';
  }

  /** The connection is gone. */
  lost(): void {
    const head = this.#entries[0];
    if (head?.state === 'sent') head.state = 'unsure';
  }

  /** The history was read to the end: what was in doubt and is still here has not arrived. */
  reconciled(): void {
    const head = this.#entries[0];
    if (head?.state === 'unsure') head.state = 'queued';
    this.flush();
  }
}
