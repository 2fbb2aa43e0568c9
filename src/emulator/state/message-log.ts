import type { HistoryPage, HistoryRecord } from '../../protocol/history.js';
import { createRandom, type Random } from '../lib/random.js';
import type { EmulatorUser } from '../types/user.js';
import type { Store } from './store.js';

/** The requested page. `offset` and `limit` count messages. */
export interface PageRequest {
  offset: number;
  limit: number;
  msgId?: string;
  forward: boolean;
}

/** The delay until a message appears in the history, in milliseconds: one for all messages, or a range from which each gets its own. */
export type Lag = number | { readonly min: number; readonly max: number };

/** Messages, oldest first, and the position of each by `_id` and by `userMsgId`. */
interface Shown {
  readonly records: readonly HistoryRecord[];
  positionOf(id: string): number | undefined;
}

/** The history of one user with the bot, oldest first. The cost of a page does not depend on the length of the history. */
export class MessageLog {
  readonly #store: Store;
  readonly #user: EmulatorUser;
  readonly #elapsed: () => number;
  readonly #records: HistoryRecord[] = [];
  /** Position by `_id` and by `userMsgId`: the platform's own client uses either (protocol.md §5.2). */
  readonly #position = new Map<string, number>();
  /** When each was recorded, on a steady clock, because delays are in real time whatever the emulator's clock says. */
  readonly #recordedAt: number[] = [];
  /** The position of each message in the range of a lag, from 0 to 1. They are drawn in order, so that a seed repeats them. */
  readonly #shares: number[] = [];
  #drawShare: Random | undefined;

  /**
   * Begins with the stored messages of the user.
   *
   * @param elapsed milliseconds on a steady clock
   */
  constructor(store: Store, user: EmulatorUser, elapsed: () => number) {
    this.#store = store;
    this.#user = user;
    this.#elapsed = elapsed;
    for (const record of store.messages(user)) this.#add(record, Number.NEGATIVE_INFINITY);
  }

  get records(): readonly HistoryRecord[] {
    return this.#records;
  }

  /** Stores a record. The message may be acknowledged or sent only after this call has returned. */
  append(record: HistoryRecord): void {
    this.#store.appendMessage(this.#user, record);
    this.#add(record, this.#elapsed());
  }

  #add(record: HistoryRecord, recordedAt: number): void {
    this.#recordedAt.push(recordedAt);
    const position = this.#records.push(record) - 1;
    this.#position.set(record._id, position);
    if (record.userMsgId !== undefined) this.#position.set(String(record.userMsgId), position);
  }

  /** Deletes all messages. */
  clear(): void {
    this.#store.deleteMessages(this.#user);
    this.#records.length = 0;
    this.#position.clear();
    this.#recordedAt.length = 0;
    this.#shares.length = 0;
  }

  /** All messages. */
  get all(): Shown {
    return { records: this.#records, positionOf: (id) => this.#position.get(id) };
  }

  /** The messages that have appeared by now in a history that lags. Each gets its lag from `random`, once. */
  shown(lag: Lag, random: Random): Shown {
    const { min, max } = typeof lag === 'number' ? { min: lag, max: lag } : lag;
    this.#drawShare ??= createRandom(Math.floor(random() * 2 ** 32));
    while (this.#shares.length < this.#records.length) this.#shares.push(this.#drawShare());
    const now = this.#elapsed();
    const records = this.#records.filter(
      (_, at) => now - (this.#recordedAt[at] ?? 0) >= min + (max - min) * (this.#shares[at] ?? 0),
    );
    const isNamed = ({ _id, userMsgId }: HistoryRecord, id: string) => _id === id || String(userMsgId) === id;
    return {
      records,
      positionOf(id) {
        const at = records.findLastIndex((record) => isNamed(record, id));
        return at < 0 ? undefined : at;
      },
    };
  }

  has(id: number | string): boolean {
    return this.#position.has(String(id));
  }

  /**
   * Without `msgId`, returns the newest messages after skipping `offset`. With it, returns those before that message, or after it
   * (`forward`), without the message itself. Undefined for an unknown `msgId`. Whether the platform includes the message is unknown
   * (protocol.md §9.4).
   */
  page(
    { offset, limit, msgId, forward }: PageRequest,
    { records, positionOf }: Shown = this.all,
  ): HistoryPage | undefined {
    const total = records.length;
    const known = msgId === undefined ? undefined : positionOf(msgId);
    if (msgId !== undefined && known === undefined) return undefined;

    if (forward && known !== undefined) {
      const start = Math.min(known + 1 + offset, total);
      const messages = records.slice(start, start + limit);
      return { total, moreAvailable: start + messages.length < total, messages };
    }
    const end = Math.max((known ?? total) - offset, 0);
    const start = Math.max(end - limit, 0);
    return { total, moreAvailable: start > 0, messages: records.slice(start, end) };
  }
}
