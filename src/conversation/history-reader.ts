import type { HistoryPage, HistoryQuery, HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { Entry, Timeline } from './timeline.js';

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export type FetchHistory = (query: HistoryQuery, options: FetchOptions) => Promise<HistoryPage>;

/** A place in the history: a record's id, `''` for the beginning, its time by the platform's clock, and its text. */
export type Mark = Partial<Pick<ReceivedMessage, 'serverId' | 'createdAt' | 'text'>>;

export interface HistoryReader {
  /**
   * Newest record up to which nothing is missing here; undefined where the history was not read yet. Live frames do not
   * move it: only a reading of the history proves that nothing was lost on the way.
   */
  mark: Mark | undefined;
  /**
   * Reads from the newest record back to the mark and merges what lies between (law 3). Where there is no mark, it makes
   * one, and takes nothing from before the first message that is here.
   *
   * @param max records after which it gives up
   * @param since time, by the platform's clock, of the oldest record that is looked for: where the mark does not end the
   *   reading, it goes back to there. Default: nothing is.
   * @param deep what is looked for may lie before the mark: it does not end the reading
   * @returns what was missing; `complete` is false when the mark was not reached, `moved` when the mark is another one now
   */
  fill(
    max: number,
    options: FetchOptions,
    since?: number,
    deep?: boolean,
  ): Promise<{ added: Entry[]; complete: boolean; moved: boolean }>;
  /** Loads the next `limit` older records. Calls queue up, so that each gets a page of its own. */
  older(limit: number, options: FetchOptions): Promise<{ added: Entry[]; moreAvailable: boolean; total: number }>;
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
 * @param merge merges a run of records, oldest first, behind `after` where none of them is known; gives what was new
 */
export function createHistoryReader(
  fetch: FetchHistory,
  read: (record: HistoryRecord) => ReceivedMessage,
  merge: (run: ReceivedMessage[], after?: Entry) => Entry[],
  { settled, has, get }: Timeline,
): HistoryReader {
  let mark: Mark | undefined;
  /** Messages that were here when the mark was made. */
  let settledAtMark = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function readOlder(limit: number, options: FetchOptions) {
    // One record that is known already shows that the page joins without a hole. What is here may be in the history or
    // not, so the first guess can be too far back; then it steps forward until the page joins.
    let offset = Math.max(0, settled.length - 1);
    for (let tries = OLDER_TRIES; ; tries--) {
      const before = [...settled];
      const { messages, moreAvailable, total } = await fetch({ offset, limit: limit + +!!offset }, options);
      const run = messages.map(read);
      if (offset && tries && !run.some(has)) {
        offset = Math.max(0, offset - limit);
        continue;
      }
      // The newest page may not join at all: then it goes behind what was here and is not newer.
      const newest = Number(run.at(-1)?.createdAt);
      const added = merge(run, offset ? undefined : before.findLast(({ stamp }) => !(Number(stamp) > newest)));
      if (added.length || !moreAvailable || !tries) return { added, moreAvailable, total };
      offset += Math.max(1, run.length - 1);
    }
  }

  return {
    get mark() {
      return mark;
    },
    set mark(restored) {
      mark = restored;
    },
    async fill(max, options, since = Infinity, deep = false) {
      const from = mark;
      const last = settled.at(-1);
      let run: ReceivedMessage[] = [];
      let complete = false;
      let at = -1;
      let limit = Math.max(0, settled.length - settledAtMark) + SPARE;
      const isBack = () => !(Number(run[0]?.createdAt) >= since);
      let overlap = 0;
      for (let offset = 0; !complete && (run.length < max || !isBack()); limit = PAGE_MAX) {
        const query = { offset: offset - overlap, limit: Math.min(PAGE_MAX, limit) };
        const { messages, moreAvailable } = await fetch(query, options);
        const page = messages.map(read);
        // Pages overlap, and shift when something is said meanwhile: what was read already or is newer is not older.
        const seen = new Set(run.map(({ serverId }) => serverId));
        const oldest = run[0]?.createdAt;
        let end = page.findIndex(({ serverId }) => seen.has(serverId));
        if (end < 0) {
          // Times of one second do not tell which page is older: a record that both hold does.
          if (run[0] && !overlap && page.some(({ createdAt }) => createdAt === oldest)) {
            overlap = 1;
            continue;
          }
          end = page.findIndex(({ createdAt }) => Number(createdAt) >= Number(oldest));
        }
        run = [...page.slice(0, end < 0 ? page.length : end), ...run];
        offset += Math.max(1, page.length - overlap);
        at = from ? run.findIndex(({ serverId }) => serverId === from.serverId) : at;
        complete = !moreAvailable || !page.length || (from && !deep ? at >= 0 : isBack());
      }
      // The mark's own message, where it is here, shows the others their place. Without a mark, what came before the first
      // message that is known here is not wanted.
      const known = from && !deep ? -1 : run.findIndex(has);
      const next = from ? (get(run[at]?.serverId) ? at : at + 1) : run.length;
      const added = merge(run.slice(known < 0 ? next : Math.min(known, next)), last);
      // Another reading may have been faster, or somebody has set it back meanwhile.
      const moved = mark === from;
      if (moved) mark = run.at(-1) ?? from ?? { serverId: '' };
      settledAtMark = settled.length;
      return { added, complete, moved };
    },
    older(limit, options) {
      const reading = queue.then(() => readOlder(Math.min(PAGE_MAX - 1, limit), options));
      queue = reading.catch(() => {});
      return reading;
    },
  };
}
