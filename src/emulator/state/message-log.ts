import type { HistoryPage, HistoryRecord } from '../../protocol/history.js';

/** Which page is asked for: `offset` and `limit` in messages. */
export interface PageRequest {
  offset: number;
  limit: number;
  msgId?: string;
  forward: boolean;
}

/** The messages of one user with one bot, oldest first. A page costs its own length, whatever the log's. */
export class MessageLog {
  readonly #records: HistoryRecord[] = [];
  /** Position by `_id` and by `userMsgId`: the platform's own client asks with either (protocol.md §5.2). */
  readonly #position = new Map<string, number>();

  get records(): readonly HistoryRecord[] {
    return this.#records;
  }

  append(record: HistoryRecord): void {
    const position = this.#records.push(record) - 1;
    this.#position.set(record._id, position);
    if (record.userMsgId !== undefined) this.#position.set(String(record.userMsgId), position);
  }

  /** Forgets everything that was said. */
  clear(): void {
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
