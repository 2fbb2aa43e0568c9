import type { HistoryPage, HistoryQuery, HistoryRecord } from '../protocol/history.js';
import type { ChatMessage } from './chat-message.js';

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export type FetchHistory = (query: HistoryQuery, options: FetchOptions) => Promise<HistoryPage>;

export interface HistoryReader {
  /** Remembers where the history stands, without taking anything from it. */
  mark(options: FetchOptions): Promise<void>;
  /**
   * Reads from the newest record back to the mark and merges what lies between (law 3).
   *
   * @param expected records since the mark that are known already, to ask for no more than needed
   * @param max records after which it gives up
   * @returns what was missing; `complete` is false when the mark was not reached
   */
  fill(expected: number, max: number, options: FetchOptions): Promise<{ added: ChatMessage[]; complete: boolean }>;
  /** Loads the next `limit` older records. Calls queue up, so that each gets a page of its own. */
  older(
    limit: number,
    options: FetchOptions,
  ): Promise<{ messages: ChatMessage[]; moreAvailable: boolean; total: number }>;
}

/** The most the platform's own client asks for at once (protocol.md §1.6). */
const PAGE_MAX = 100;
/** Records that a reading asks for beyond what is known: the mark, and a small gap. */
const SPARE = 10;
const OLDER_TRIES = 8;

/**
 * Reads the history in two directions. Only `offset` and `limit` are used, which the seeds document; pages may overlap, be
 * short, or shift while they are read.
 *
 * @param merge merges a run of records, oldest first; gives what was new
 * @param known whether a record's message is here
 * @param recorded how many messages here are also in the platform's history, at the most
 */
export function createHistoryReader(
  fetch: FetchHistory,
  merge: (records: HistoryRecord[], older: boolean) => ChatMessage[],
  known: (record: HistoryRecord) => boolean,
  recorded: () => number,
): HistoryReader {
  /**
   * Newest record up to which nothing is missing here: `''` is the beginning of the history, undefined is not known yet.
   * Live frames do not move it; only a reading of the history proves that nothing was lost on the way.
   */
  let mark: string | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function readOlder(limit: number, options: FetchOptions) {
    // One record that is known already shows that the page joins without a hole. What is here may be in the history or
    // not, so the first guess can be too far back; then it steps forward until the page joins.
    let offset = Math.max(0, recorded() - 1);
    for (let tries = OLDER_TRIES; ; tries--) {
      const { messages: records, moreAvailable, total } = await fetch({ offset, limit: limit + +!!offset }, options);
      if (offset && tries && !records.some(known)) {
        offset = Math.max(0, offset - limit);
        continue;
      }
      const messages = merge(records, true);
      if (messages.length || !moreAvailable || !tries) return { messages, moreAvailable, total };
      offset += Math.max(1, records.length - 1);
    }
  }

  return {
    async mark(options) {
      mark ??= (await fetch({ limit: 1 }, options)).messages.at(-1)?._id ?? '';
    },
    async fill(expected, max, options) {
      let run: HistoryRecord[] = [];
      let complete = mark === undefined;
      if (complete) await this.mark(options);
      for (let limit = expected + SPARE, offset = 0; !complete && run.length < max; limit = PAGE_MAX) {
        const { messages, moreAvailable } = await fetch({ offset, limit: Math.min(PAGE_MAX, limit) }, options);
        const seen = new Set(run.map(({ _id }) => _id));
        run = [...messages.filter(({ _id }) => !seen.has(_id)), ...run];
        offset += messages.length;
        const at = run.findIndex(({ _id }) => _id === mark);
        complete = at >= 0 || !moreAvailable || !messages.length;
        run = run.slice(at + 1);
      }
      const added = merge(run, false);
      mark = run.at(-1)?._id ?? mark;
      return { added, complete };
    },
    older(limit, options) {
      const reading = queue.then(() => readOlder(Math.min(PAGE_MAX - 1, limit), options));
      queue = reading.catch(() => {});
      return reading;
    },
  };
}
