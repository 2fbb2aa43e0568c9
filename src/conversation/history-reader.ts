import type { XoError } from '../errors/index.js';
import type { HistoryPage, HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { FetchHistory, FetchOptions } from './conversation-host.js';
import { olderCursor } from './cursors.js';
import type { SyncCursor } from './history-sync.js';
import type { Entry, Timeline } from './timeline.js';

/** How far a reading of the newest records goes back. */
export interface Backfill {
  /** Nothing up to here is missing. Undefined: one page shows where the history stands. */
  cursor: SyncCursor | undefined;
  /** Nothing that is looked for is before this place. Undefined: nothing is looked for. */
  floor?: SyncCursor | undefined;
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
    newest: SyncCursor;
    restart: SyncCursor | undefined;
    origin: SyncCursor | undefined;
  }>;
  /** Loads the next `limit` older records. Calls queue up, so that each gets a page of its own. */
  older(limit: number, options: FetchOptions): Promise<{ added: Entry[]; moreAvailable: boolean; total: number }>;
}

interface ReadPage extends Pick<HistoryPage, 'moreAvailable' | 'total'> {
  /** Oldest first. */
  run: ReceivedMessage[];
  /** So many records it covers, with those that could not be read. */
  span: number;
}

/** The most the platform's own client asks for at once (protocol.md §1.6). */
const MAX_PAGE = 100;
/** Records that a reading asks for beyond what is known: the mark, and a small gap. */
const EXTRA_RECORDS = 10;
const OLDER_ATTEMPTS = 8;
/** Good pages after one that was too much, before more is asked for again. */
const PAGES_BEFORE_GROWTH = 3;

/** Stands where messages could not be loaded, behind the last one that could not. */
export const gapMarker = (
  name: number | string,
  createdAt: number | undefined,
): ReceivedMessage & { raw: unknown } => ({
  // Shown as a message of nobody.
  ...({ from: 'system', components: [{ type: 'gap' }] } as object as Pick<ReceivedMessage, 'from' | 'components'>),
  serverId: `gap-${name}`,
  createdAt,
  text: '',
  raw: undefined,
});

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
  { confirmed, find, get }: Timeline,
  cursorOf: () => SyncCursor | undefined = () => undefined,
): HistoryReader {
  let queue: Promise<unknown> = Promise.resolve();
  /** Most records to ask for at once: fewer after what was too much, and more again after what was not. */
  let pageLimit = MAX_PAGE;
  /** So many good pages have to come before that. */
  let pagesUntilGrowth = 0;
  /** So many readings in a row have ended at one record that could not be read. */
  let unreadableStreak = 0;

  async function fetchPage(offset: number, limit: number, options: FetchOptions): Promise<ReadPage> {
    const { messages, ...rest } = await fetch({ offset, limit }, options);
    if (pagesUntilGrowth) pagesUntilGrowth--;
    else pageLimit = Math.min(MAX_PAGE, 2 * pageLimit);
    return { ...rest, run: messages.map(read), span: messages.length };
  }

  /**
   * Reads a page. One that is refused, too large or unreadable is asked for in halves, down to one record. Where that cannot be
   * read either, a `gap` stands in its place, if the history answers for what is behind it, and then not for it again. It takes
   * two readings to believe that, since somebody on the way may have answered. Each further reading looks one record further.
   */
  async function readPage(offset: number, wanted: number, options: FetchOptions): Promise<ReadPage> {
    const limit = Math.min(pageLimit, wanted);
    try {
      return await fetchPage(offset, limit, options);
    } catch (error) {
      const { code } = error as XoError;
      if (!/^(http_(too_large|body|status)|timeout)$/.test(code)) throw error;
      pageLimit = limit >> 1 || 1;
      pagesUntilGrowth = PAGES_BEFORE_GROWTH;
      if (code === 'timeout') throw error;
      if (limit > 1) return readPage(offset, wanted, options);
      // Only of the platform's own words it is certain that they are about this record.
      const mayBeForeign = code === 'http_body';
      const skipped = unreadableStreak++ || +!mayBeForeign;
      if (!skipped) throw error;
      const following = await fetchPage(offset + skipped, 1, options);
      const retried =
        mayBeForeign &&
        (await fetchPage(offset, 1, options).catch((secondError) => {
          if (secondError.code !== code) throw secondError;
        }));
      if (retried) return retried;
      // Another one may follow: the next reading would end there, and begin with this one again.
      unreadableStreak = 1;
      const { serverId = '', createdAt } = following.run.at(-1) ?? {};
      return { ...following, run: [...following.run, gapMarker(serverId, createdAt)], span: following.span + skipped };
    }
  }

  async function readOlder(limit: number, options: FetchOptions) {
    // One record that is known already shows that the page joins without a hole. What is here may be in the history or
    // not, so the first guess can be too far back; then it steps forward until the page joins.
    let offset = Math.max(0, confirmed.length - 1);
    let joins = false;
    for (let tries = OLDER_ATTEMPTS; ; tries--) {
      const before = [...confirmed];
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
      const precedes = ({ serverTime }: Entry) => (serverTime === undefined ? !isBefore : !(serverTime > newest));
      const added = merge(run, offset ? undefined : before.findLast(precedes));
      if (added.length || !moreAvailable || !tries) return { added, moreAvailable, total };
      // What is behind a page that joins does, too.
      joins = isJoined;
      offset += Math.max(1, span - 1);
    }
  }

  return {
    async backfill({ cursor, floor, since = Infinity, max }, options, progress, onProgress) {
      const last = progress ? progress.last : confirmed.at(-1);
      const end = olderCursor(cursor, floor);
      let run = [...(progress?.run ?? [])];
      let { offset, overlap } = progress ?? { offset: 0, overlap: 0 };
      let limit = offset ? MAX_PAGE : Math.max(0, confirmed.length - (end?.confirmedCount ?? 0)) + EXTRA_RECORDS;
      const indexOf = (cursor: SyncCursor) =>
        cursor.serverId ? run.findIndex(({ serverId }) => serverId === cursor.serverId) : -1;
      /** A record may be gone that was there: what is older than it is beyond it, too. */
      const reaches = (cursor: SyncCursor) =>
        indexOf(cursor) >= 0 || Number(run[0]?.createdAt) < Number(cursor.createdAt);
      const reportProgress = () => onProgress?.({ run: [...run], offset, overlap, last });
      let complete = !!end && reaches(end);
      for (; !complete && (run.length < max || Number(run[0]?.createdAt) >= since); limit = MAX_PAGE) {
        const { run: page, span, moreAvailable } = await readPage(offset - overlap, limit, options);
        // Pages overlap, and shift when something is said meanwhile. What has become visible since an earlier page was read
        // may belong between the records of that page: it goes in front of its successor in this one.
        const seen = new Set(run.map(({ serverId }) => serverId));
        const lastShared = page.findLastIndex(({ serverId }) => seen.has(serverId));
        if (lastShared < 0) {
          const oldest = run[0]?.createdAt;
          // Times of one second do not tell which page is older: a record that both hold does.
          if (run[0] && !overlap && page.some(({ createdAt }) => createdAt === oldest)) {
            overlap = 1;
            reportProgress();
            continue;
          }
          // Behind a page of one record, which was held by both, there is none.
          const until = page.findIndex(({ createdAt }) => Number(createdAt) >= Number(oldest) + overlap);
          run = [...page.slice(0, until < 0 ? page.length : until), ...run];
        } else {
          let insertAt = indexOf(page[lastShared]!) + 1;
          for (const record of page.reverse()) {
            if (seen.has(record.serverId)) insertAt = indexOf(record);
            // What is newer than the first page is left to the next reading.
            else if (insertAt < run.length) run.splice(insertAt, 0, record);
          }
        }
        offset += Math.max(1, span - overlap);
        reportProgress();
        complete = !moreAvailable || !page.length || !end || reaches(end);
      }
      unreadableStreak = 0;
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
      const cursorAt = (index: number): SyncCursor => {
        const { serverId = '', createdAt, text } = run.at(index) ?? cursor ?? {};
        return { serverId, createdAt, text, confirmedCount: confirmed.length };
      };
      // What follows the half of it is read again: only so is what becomes visible late still found.
      return {
        added,
        earlier: run.slice(0, start),
        newest: cursorAt(-1),
        restart: complete ? undefined : cursorAt(run.length >> 1),
        // What becomes visible late between the messages that are here is found only by readings that go back so far.
        origin: cursor || known < 0 ? undefined : { ...cursorAt(Math.max(0, known - 1)), confirmedCount: 0 },
      };
    },
    older(limit, options) {
      const reading = queue.then(() => readOlder(Math.min(MAX_PAGE - 1, limit), options));
      queue = reading.catch(() => {});
      return reading;
    },
  };
}
