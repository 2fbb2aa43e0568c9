import type { HistoryPage, HistoryRecord } from '../../protocol/history.js';
import { createRandom, type Random } from '../lib/random.js';
import type { EmulatorUser } from '../types/user.js';
import type { Store } from './store.js';

/** Which page is asked for: `offset` and `limit` in messages. */
export interface PageRequest {
  offset: number;
  limit: number;
  msgId?: string;
  forward: boolean;
}

/** How long a message takes to show in the history, in milliseconds: as long for each, or for each a time of its own. */
export type Lag = number | { readonly min: number; readonly max: number };

/** Messages, oldest first, and where one of them stands: by `_id` and by `userMsgId`. */
interface Shown {
  readonly records: readonly HistoryRecord[];
  positionOf(id: string): number | undefined;
}

/** The messages of one user with one bot, oldest first. A page costs its own length, whatever the log's. */
export class MessageLog {
  readonly #store: Store;
  readonly #user: EmulatorUser;
  readonly #elapsed: () => number;
  readonly #records: HistoryRecord[] = [];
  /** Position by `_id` and by `userMsgId`: the platform's own client asks with either (protocol.md §5.2). */
  readonly #position = new Map<string, number>();
  /** When each was recorded, on the clock that runs evenly: delays are real, whatever time the emulator tells. */
  readonly #recordedAt: number[] = [];
  /** From 0 to 1: how much of the span of a lag each takes. Drawn in their order, so that a seed repeats them. */
  readonly #shares: number[] = [];
  #drawShare: Random | undefined;

  /**
   * Begins with what was kept of that user.
   *
   * @param elapsed milliseconds on a clock that runs evenly
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

  /** The record is kept when this returns: only then may its message be acknowledged or shown. */
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

  /** Forgets everything that was said. */
  clear(): void {
    this.#store.deleteMessages(this.#user);
    this.#records.length = 0;
    this.#position.clear();
    this.#recordedAt.length = 0;
    this.#shares.length = 0;
  }

  /** All messages there are. */
  get all(): Shown {
    return { records: this.#records, positionOf: (id) => this.#position.get(id) };
  }

  /** The messages that show by now in a history that lags. `random` gives each its lag, once. */
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
   * Without `msgId` the newest messages, `offset` of them skipped. With it those before that message, or after it
   * (`forward`); the message itself is never among them. Undefined when nobody knows that message. Whether the platform
   * counts it in is unknown (protocol.md §9.4).
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
