import type { Assumptions } from '../assumptions.js';

/** One message in the log of the platform. */
export interface Entry {
  /** Index in the log. */
  readonly seq: number;
  /** Length of the log when the message began: less than `seq` for a stream during which another message was recorded. */
  readonly startSeq: number;
  /** `ms-…` */
  readonly id: string;
  readonly kind: 'user' | 'bot';
  readonly text: string;
  /** When it was recorded, in epoch milliseconds of the platform's clock. */
  readonly recordedAt: number;
  /** The time in frames and in the history, which may be coarser. */
  readonly timestamp: number;
  /** When it becomes visible in the history, in epoch milliseconds of the platform's clock. */
  readonly visibleAt: number;
  readonly clientMessageId?: number | string;
}

/** The messages of one user and the bot, in the order in which the platform recorded them. */
export class ConversationLog {
  readonly entries: Entry[] = [];
  readonly #name: string;
  readonly #assumptions: Assumptions;
  readonly #onRecorded: (entry: Entry) => void;
  readonly #drawLag: () => number;
  readonly #timesRecorded = new Map<string, number>();
  #nextId = 0;

  /** @param drawLag returns the time until the history shows a record, in milliseconds */
  constructor(name: string, assumptions: Assumptions, onRecorded: (entry: Entry) => void, drawLag = () => 0) {
    this.#name = name;
    this.#assumptions = assumptions;
    this.#onRecorded = onRecorded;
    this.#drawLag = drawLag;
  }

  /** The time for a frame or a record. In a log with distinct times it is later than all earlier ones. */
  timestampAt(now: number): number {
    if (this.#assumptions.timestamps === 'coarse') return Math.floor(now / 1_000) * 1_000;
    return Math.max(now, (this.entries.at(-1)?.timestamp ?? 0) + 1);
  }

  /** Creates the id for a message that is recorded later. */
  newId(): string {
    return `ms-${this.#name}-${(this.#nextId++).toString(16).padStart(4, '0')}`;
  }

  /** @returns the new entry, or undefined when the platform drops a repeated `clientMessageId` */
  recordUser(text: string, clientMessageId: number | string, now: number): Entry | undefined {
    const key = String(clientMessageId);
    const before = this.#timesRecorded.get(key) ?? 0;
    if (before > 0 && this.#assumptions.deduplicates) return undefined;
    this.#timesRecorded.set(key, before + 1);
    return this.#record({ id: this.newId(), kind: 'user', text, clientMessageId }, now);
  }

  /** @param stream for a streamed message: its id, and the length of the log when the stream began */
  recordBot(text: string, now: number, stream?: { id: string; startSeq: number }): Entry {
    return this.#record({ kind: 'bot', text, ...(stream ?? { id: this.newId() }) }, now);
  }

  #record(fields: Pick<Entry, 'id' | 'kind' | 'text' | 'clientMessageId'> & { startSeq?: number }, now: number): Entry {
    const timestamp = this.timestampAt(now);
    const seq = this.entries.length;
    const entry: Entry = {
      seq,
      startSeq: seq,
      recordedAt: now,
      visibleAt: now + this.#drawLag(),
      timestamp,
      ...fields,
    };
    this.entries.push(entry);
    this.#onRecorded(entry);
    return entry;
  }
}
