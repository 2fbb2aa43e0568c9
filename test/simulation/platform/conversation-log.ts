import type { Assumptions } from '../assumptions.js';

/** One line of the log of record. */
export interface Entry {
  /** Place in the log, from 0. */
  readonly seq: number;
  /** Where the log stood when it began: less than `seq` for a stream during which something else was recorded. */
  readonly began: number;
  /** `ms-…` */
  readonly id: string;
  readonly kind: 'user' | 'bot';
  readonly text: string;
  /** When it was really recorded: epoch milliseconds of the platform's clock. */
  readonly recordedAt: number;
  /** The time that frames and history give, which may be coarser. */
  readonly stamp: number;
  /** When the history shows it: epoch milliseconds of the platform's clock. */
  readonly visibleAt: number;
  readonly clientMessageId?: number | string;
}

/** What one user and the bot have said, in the order in which the platform recorded it. */
export class ConversationLog {
  readonly entries: Entry[] = [];
  readonly #name: string;
  readonly #assumptions: Assumptions;
  readonly #onRecorded: (entry: Entry) => void;
  readonly #lag: () => number;
  readonly #timesRecorded = new Map<string, number>();
  #nextId = 0;

  /** @param lag how long the history takes to show a record, in milliseconds */
  constructor(name: string, assumptions: Assumptions, onRecorded: (entry: Entry) => void, lag = () => 0) {
    this.#name = name;
    this.#assumptions = assumptions;
    this.#onRecorded = onRecorded;
    this.#lag = lag;
  }

  /** The time that a frame or a record gives, which in a log with distinct times is later than all before. */
  stampOf(now: number): number {
    if (this.#assumptions.stamps === 'coarse') return Math.floor(now / 1_000) * 1_000;
    return Math.max(now, (this.entries.at(-1)?.stamp ?? 0) + 1);
  }

  /** An id in the form of the platform's, for a message that is recorded later. */
  newId(): string {
    return `ms-${this.#name}-${(this.#nextId++).toString(16).padStart(4, '0')}`;
  }

  /** @returns the new entry, or undefined where the platform knows this `clientMessageId` and drops it */
  recordUser(text: string, clientMessageId: number | string, now: number): Entry | undefined {
    const key = String(clientMessageId);
    const before = this.#timesRecorded.get(key) ?? 0;
    if (before > 0 && this.#assumptions.dedupes) return undefined;
    this.#timesRecorded.set(key, before + 1);
    return this.#record({ id: this.newId(), kind: 'user', text, clientMessageId }, now);
  }

  /** @param stream where a message that was said in parts got its id, and how long the log was then */
  recordBot(text: string, now: number, stream?: { id: string; began: number }): Entry {
    return this.#record({ kind: 'bot', text, ...(stream ?? { id: this.newId() }) }, now);
  }

  #record(what: Pick<Entry, 'id' | 'kind' | 'text' | 'clientMessageId'> & { began?: number }, now: number): Entry {
    const stamp = this.stampOf(now);
    const seq = this.entries.length;
    const entry: Entry = { seq, began: seq, recordedAt: now, visibleAt: now + this.#lag(), stamp, ...what };
    this.entries.push(entry);
    this.#onRecorded(entry);
    return entry;
  }
}
