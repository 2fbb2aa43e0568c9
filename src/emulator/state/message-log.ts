import type { HistoryPage, HistoryRecord } from '../../protocol/history.js';
import type { Keeper } from '../data/keeper.js';
import type { EmulatorUser } from './emulator-user.js';

/** Which page is asked for: `offset` and `limit` in messages. */
export interface PageRequest {
  offset: number;
  limit: number;
  msgId?: string;
  forward: boolean;
}

/** The messages of one user with one bot, oldest first. A page costs its own length, whatever the log's. */
export class MessageLog {
  readonly #keeper: Keeper;
  readonly #user: EmulatorUser;
  readonly #records: HistoryRecord[] = [];
  /** Position by `_id` and by `userMsgId`: the platform's own client asks with either (protocol.md §5.2). */
  readonly #position = new Map<string, number>();

  /** Begins with what was kept of that user. */
  constructor(keeper: Keeper, user: EmulatorUser) {
    this.#keeper = keeper;
    this.#user = user;
    for (const record of keeper.messages(user)) this.#add(record);
  }

  get records(): readonly HistoryRecord[] {
    return this.#records;
  }

  /** The record is kept when this returns: only then may its message be acknowledged or shown. */
  append(record: HistoryRecord): void {
    this.#keeper.keepMessage(this.#user, record);
    this.#add(record);
  }

  #add(record: HistoryRecord): void {
    const position = this.#records.push(record) - 1;
    this.#position.set(record._id, position);
    if (record.userMsgId !== undefined) this.#position.set(String(record.userMsgId), position);
  }

  /** Forgets everything that was said. */
  clear(): void {
    this.#keeper.forgetMessages(this.#user);
    this.#records.length = 0;
    this.#position.clear();
  }

  has(id: number | string): boolean {
    return this.#position.has(String(id));
  }

  /**
   * Without `msgId` the newest messages, `offset` of them skipped. With it those before that message, or after it
   * (`forward`); the message itself is never among them. Undefined when nobody knows that message. Whether the platform
   * counts it in is unknown (protocol.md §9.4).
   */
  page({ offset, limit, msgId, forward }: PageRequest): HistoryPage | undefined {
    const total = this.#records.length;
    const known = msgId === undefined ? undefined : this.#position.get(msgId);
    if (msgId !== undefined && known === undefined) return undefined;

    if (forward && known !== undefined) {
      const start = Math.min(known + 1 + offset, total);
      const messages = this.#records.slice(start, start + limit);
      return { total, moreAvailable: start + messages.length < total, messages };
    }
    const end = Math.max((known ?? total) - offset, 0);
    const start = Math.max(end - limit, 0);
    return { total, moreAvailable: start > 0, messages: this.#records.slice(start, end) };
  }
}
