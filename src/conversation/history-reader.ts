import type { XoError } from '../errors/index.js';
import type { HistoryPage, HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { FetchHistory, FetchOptions } from './conversation-ports.js';
import { gapMarker } from './gap-marker.js';
import type { Mark } from './history-sync.js';
import { olderMark } from './older-mark.js';
import type { Entry, Timeline } from './timeline.js';

/** How far a reading of the newest records goes back. */
export interface Backfill {
  /** Nothing up to here is missing. Undefined: one page shows where the history stands. */
  cursor: Mark | undefined;
  /** Nothing that is looked for is before this place. Undefined: nothing is looked for. */
  floor?: Mark | undefined;
  /** The same as a time by the platform's clock, roughly: where `floor` is very far, the reading ends here. */
  since?: number | undefined;
  /** Records after which it gives up, unless something is looked for. */
  max: number;
}

/** How far a reading has come. With it the next one goes on where one has failed. */
export interface Progress {
  /** What was read, oldest first. */
  readonly run: readonly ReceivedMessage[];
  /** Where the next page begins; 0: nothing was read. */
  readonly offset: number;
  readonly overlap: number;
  /** The last message that was here when it began. */
  readonly last?: Entry | undefined;
}

export interface HistoryReader {
  /**
   * Reads from the newest record back to the cursor, or to the floor where that is older, and merges what is new (law 3).
   * Without a cursor it takes nothing from before the first message that is here.
   *
   * @param progress of a reading that has failed: this one goes on from there, and shows no more than that one would have
   * @param onProgress hears after each page
   * @returns what was missing; `earlier`, the records that were read and not merged; `newest` is the last place that it saw; `restart`, the place to go on from where it gave up; `origin`, where there was no cursor, the place before the first message that is here
   */
  backfill(
    reach: Backfill,
    options: FetchOptions,
    progress?: Progress,
    onProgress?: (progress: Progress) => void,
  ): Promise<{
    added: Entry[];
    earlier: ReceivedMessage[];
    newest: Mark;
    restart: Mark | undefined;
    origin: Mark | undefined;
  }>;
  /** Loads the next `limit` older records. Calls queue up, so that each gets a page of its own. */
  older(limit: number, options: FetchOptions): Promise<{ added: Entry[]; hasMore: boolean; total: number }>;
}

interface ReadPage extends Pick<HistoryPage, 'moreAvailable' | 'total'> {
  /** Oldest first. */
  run: ReceivedMessage[];
  /** So many records it covers, with those that could not be read. */
  span: number;
}

/** The most the platform's own client asks for at once (protocol.md §1.6). */
const PAGE_MAX = 100;
/** Records that a reading asks for beyond what is known: the mark, and a small gap. */
const SPARE = 10;
const OLDER_TRIES = 8;
/** Good pages after one that was too much, before more is asked for again. */
const CALM_PAGES = 3;

/**
 * Reads the history in two directions. Only `offset` and `limit` are used, which the seeds document; pages may overlap, be
 * short, or shift while they are read.
 *
 * @param cursorOf the place up to which nothing is missing
 * @param merge merges a run of records, oldest first, behind `after` where none of them is known; gives what was new
 */
export function createHistoryReader(
  fetch: FetchHistory,
  read: (record: HistoryRecord) => ReceivedMessage,
  merge: (run: ReceivedMessage[], after?: Entry) => Entry[],
  { settled, find, get }: Timeline,
  cursorOf: () => Mark | undefined = () => undefined,
): HistoryReader {
  let queue: Promise<unknown> = Promise.resolve();
  /** Most records to ask for at once: fewer after what was too much, and more again after what was not. */
  let pageMax = PAGE_MAX;
  /** So many good pages have to come before that. */
  let calm = 0;
  /** So many readings in a row have ended at one record that could not be read. */
  let stuck = 0;

  async function ask(offset: number, limit: number, options: FetchOptions): Promise<ReadPage> {
    const { messages, ...rest } = await fetch({ offset, limit }, options);
    if (calm) calm--;
    else pageMax = Math.min(PAGE_MAX, 2 * pageMax);
    return { ...rest, run: messages.map(read), span: messages.length };
  }

  /**
   * Reads a page. One that is refused, too large or unreadable is asked for in halves, down to one record. Where that cannot be
   * read either, a `gap` stands in its place, if the history answers for what is behind it, and then not for it again. It takes
   * two readings to believe that, since somebody on the way may have answered. Each further reading looks one record further.
   */
  async function readPage(offset: number, wanted: number, options: FetchOptions): Promise<ReadPage> {
    const limit = Math.min(pageMax, wanted);
    try {
      return await ask(offset, limit, options);
    } catch (error) {
      const { code } = error as XoError;
      if (!/^(http_(too_large|body|status)|timeout)$/.test(code)) throw error;
      pageMax = limit >> 1 || 1;
      calm = CALM_PAGES;
      if (code === 'timeout') throw error;
      if (limit > 1) return readPage(offset, wanted, options);
      // Only of the platform's own words it is certain that they are about this record.
      const isDoubtful = code === 'http_body';
      const skipped = stuck++ || +!isDoubtful;
      if (!skipped) throw error;
      const behind = await ask(offset + skipped, 1, options);
      const after =
        isDoubtful &&
        (await ask(offset, 1, options).catch((again) => {
          if (again.code !== code) throw again;
        }));
      if (after) return after;
      // Another one may follow: the next reading would end there, and begin with this one again.
      stuck = 1;
      const { serverId = '', createdAt } = behind.run.at(-1) ?? {};
      return { ...behind, run: [...behind.run, gapMarker(serverId, createdAt)], span: behind.span + skipped };
    }
  }

  async function readOlder(limit: number, options: FetchOptions) {
    // One record that is known already shows that the page joins without a hole. What is here may be in the history or
    // not, so the first guess can be too far back; then it steps forward until the page joins.
    let offset = Math.max(0, settled.length - 1);
    let joins = false;
    for (let tries = OLDER_TRIES; ; tries--) {
      const before = [...settled];
      const { run, span, moreAvailable, total } = await readPage(offset, limit + +!!offset, options);
      const isJoined: boolean = joins || run.some((received) => find(received));
      if (offset && tries && !isJoined) {
        offset = Math.max(0, offset - limit);
        continue;
      }
      // The newest page may not join at all: then it goes behind what was here and is not newer.
      const newest = Number(run.at(-1)?.createdAt);
      // What came live and no reading has shown yet has no time of the platform. It is newer than what stood there before.
      const isBefore = newest <= Number(cursorOf()?.createdAt);
      const precedes = ({ stamp }: Entry) => (stamp === undefined ? !isBefore : !(stamp > newest));
      const added = merge(run, offset ? undefined : before.findLast(precedes));
      if (added.length || !moreAvailable || !tries) return { added, hasMore: moreAvailable, total };
      // What is behind a page that joins does, too.
      joins = isJoined;
      offset += Math.max(1, span - 1);
    }
  }

  return {
    async backfill({ cursor, floor, since = Infinity, max }, options, progress, onProgress) {
      const last = progress ? progress.last : settled.at(-1);
      const end = olderMark(cursor, floor);
      let run = [...(progress?.run ?? [])];
      let { offset, overlap } = progress ?? { offset: 0, overlap: 0 };
      let limit = offset ? PAGE_MAX : Math.max(0, settled.length - (end?.size ?? 0)) + SPARE;
      const indexOf = (mark: Mark) =>
        mark.serverId ? run.findIndex(({ serverId }) => serverId === mark.serverId) : -1;
      /** A record may be gone that was there: what is older than it is beyond it, too. */
      const reaches = (mark: Mark) => indexOf(mark) >= 0 || Number(run[0]?.createdAt) < Number(mark.createdAt);
      const tellProgress = () => onProgress?.({ run: [...run], offset, overlap, last });
      let complete = !!end && reaches(end);
      for (; !complete && (run.length < max || Number(run[0]?.createdAt) >= since); limit = PAGE_MAX) {
        const { run: page, span, moreAvailable } = await readPage(offset - overlap, limit, options);
        // Pages overlap, and shift when something is said meanwhile. What has become visible since an earlier page was read
        // may belong between the records of that page: it goes in front of its successor in this one.
        const seen = new Set(run.map(({ serverId }) => serverId));
        const joint = page.findLastIndex(({ serverId }) => seen.has(serverId));
        if (joint < 0) {
          const oldest = run[0]?.createdAt;
          // Times of one second do not tell which page is older: a record that both hold does.
          if (run[0] && !overlap && page.some(({ createdAt }) => createdAt === oldest)) {
            overlap = 1;
            tellProgress();
            continue;
          }
          // Behind a page of one record, which was held by both, there is none.
          const until = page.findIndex(({ createdAt }) => Number(createdAt) >= Number(oldest) + overlap);
          run = [...page.slice(0, until < 0 ? page.length : until), ...run];
        } else {
          let place = indexOf(page[joint]!) + 1;
          for (const record of page.reverse()) {
            if (seen.has(record.serverId)) place = indexOf(record);
            // What is newer than the first page is left to the next reading.
            else if (place < run.length) run.splice(place, 0, record);
          }
        }
        offset += Math.max(1, span - overlap);
        tellProgress();
        complete = !moreAvailable || !page.length || !end || reaches(end);
      }
      stuck = 0;
      // What is looked for may be further away than this reading goes: nothing is missing for that reason.
      complete ||= !!cursor && reaches(cursor);
      // Where the cursor's own record is here, it shows the others their place.
      let next = run.length;
      if (cursor) {
        const at = indexOf(cursor);
        const later = run.findIndex(({ createdAt }) => !(Number(createdAt) <= Number(cursor.createdAt)));
        next = at >= 0 ? at + +!get(run[at]!.serverId) : reaches(cursor) ? (later < 0 ? run.length : later) : 0;
      }
      // Without a cursor, what came before the first message that is known here is not wanted; and what is looked for has its
      // place among those after it.
      const known = cursor && end === cursor ? -1 : run.findIndex((received) => find(received));
      const start = known < 0 ? next : Math.min(known, next);
      const added = merge(run.slice(start), last);
      const place = (index: number): Mark => {
        const { serverId = '', createdAt, text } = run.at(index) ?? cursor ?? {};
        return { serverId, createdAt, text, size: settled.length };
      };
      // What follows the half of it is read again: only so is what becomes visible late still found.
      return {
        added,
        earlier: run.slice(0, start),
        newest: place(-1),
        restart: complete ? undefined : place(run.length >> 1),
        // What becomes visible late between the messages that are here is found only by readings that go back so far.
        origin: cursor || known < 0 ? undefined : { ...place(Math.max(0, known - 1)), size: 0 },
      };
    },
    older(limit, options) {
      const reading = queue.then(() => readOlder(Math.min(PAGE_MAX - 1, limit), options));
      queue = reading.catch(() => {});
      return reading;
    },
  };
}
