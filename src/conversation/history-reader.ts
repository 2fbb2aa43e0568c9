import type { HistoryPage, HistoryQuery, HistoryRecord } from '../protocol/history.js';
import type { ChatMessage } from './chat-message.js';

export interface HistoryPorts {
  /** Asks the platform for a page. */
  fetch(query: HistoryQuery, options: FetchOptions): Promise<HistoryPage>;
  /** Merges a run of records, oldest first; gives what was new. */
  merge(records: readonly HistoryRecord[], from: 'gap' | 'older'): ChatMessage[];
  known(record: HistoryRecord): boolean;
  /** How many messages here are also in the platform's history, at the most. */
  recorded(): number;
}

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

/** The most the platform's own client asks for at once (protocol.md §1.6). */
const PAGE_MAX = 100;
/** Records that the first page of a reading asks for beyond what is known: the anchor, and a small gap. */
const SPARE = 10;
const OLDER_TRIES = 8;

/**
 * Reads the history in two directions. Only `offset` and `limit` are used, which the seeds document; pages may overlap, be
 * short, or shift while they are read.
 */
export class HistoryReader {
  readonly #ports: HistoryPorts;
  /**
   * Newest record up to which nothing is missing here: `''` is the beginning of the history, undefined is not known yet.
   * Live frames do not move it; only a reading of the history proves that nothing was lost on the way.
   */
  anchor: string | undefined;
  #older: Promise<unknown> = Promise.resolve();

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
  }

  /** Remembers where the history stands, without taking anything from it. */
  async drop(options: FetchOptions): Promise<void> {
    if (this.anchor === undefined)
      this.anchor = (await this.#ports.fetch({ limit: 1 }, options)).messages.at(-1)?._id ?? '';
  }

  /**
   * Reads from the newest record back to the anchor and merges what lies between (law 3).
   *
   * @param expected records since the anchor that are known already, to ask for no more than needed
   * @param max records after which it gives up
   * @returns what was missing; `complete` is false when the anchor was not reached
   */
  async fill(
    expected: number,
    max: number,
    options: FetchOptions,
  ): Promise<{ added: ChatMessage[]; complete: boolean }> {
    const { fetch, merge } = this.#ports;
    if (this.anchor === undefined) {
      await this.drop(options);
      return { added: [], complete: true };
    }
    let run: HistoryRecord[] = [];
    let complete = false;
    let limit = Math.min(PAGE_MAX, expected + SPARE);
    for (let offset = 0; run.length < max; limit = PAGE_MAX) {
      const { messages, moreAvailable } = await fetch({ offset, limit }, options);
      const seen = new Set(run.map((record) => record._id));
      run = [...messages.filter((record) => !seen.has(record._id)), ...run];
      offset += messages.length;
      const at = run.findIndex((record) => record._id === this.anchor);
      complete = at >= 0 || !moreAvailable || !messages.length;
      if (complete) {
        run = run.slice(at + 1);
        break;
      }
    }
    const added = merge(run, 'gap');
    this.anchor = run.at(-1)?._id ?? this.anchor;
    return { added, complete };
  }

  /** Loads the next `limit` older records. Calls queue up, so that each gets a page of its own. */
  older(
    limit: number,
    options: FetchOptions,
  ): Promise<{ messages: ChatMessage[]; moreAvailable: boolean; total: number }> {
    const next = this.#older.then(() => this.#readOlder(Math.min(PAGE_MAX - 1, limit), options));
    this.#older = next.catch(() => {});
    return next;
  }

  async #readOlder(limit: number, options: FetchOptions) {
    const { fetch, merge, known, recorded } = this.#ports;
    // One record that is known already shows that the page joins without a hole. What is here may be in the history or
    // not, so the first guess can be too far back; then it steps forward until the page joins.
    let offset = Math.max(0, recorded() - 1);
    for (let tries = 1; ; tries++) {
      const {
        messages: records,
        moreAvailable,
        total,
      } = await fetch({ offset, limit: limit + (offset && 1) }, options);
      if (offset && !records.some(known) && tries < OLDER_TRIES) {
        offset = Math.max(0, offset - limit);
        continue;
      }
      const messages = merge(records, 'older');
      if (messages.length || !moreAvailable || tries >= OLDER_TRIES) return { messages, moreAvailable, total };
      offset += Math.max(1, records.length - 1);
    }
  }
}
