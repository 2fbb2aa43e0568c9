import type { XoError } from '../errors/index.js';
import type { HistoryPage, HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { FetchHistory, FetchOptions } from './conversation-host.js';
import { olderCursor } from './cursors.js';
import { createEntryFinder } from './entry-finder.js';
import type { SyncCursor } from './history-sync.js';
import type { Entry, Timeline } from './timeline.js';

/** How far back a reading of the newest records goes. */
export interface Backfill {
  /** No message is missing up to this cursor. Undefined: reads one page, to find the end of the history. */
  cursor: SyncCursor | undefined;
  /** No message that is searched for is before this cursor. Undefined: none is searched for. */
  floor?: SyncCursor | undefined;
  /** The same as an approximate time by the platform's clock: where the reading ends if `floor` is too far away. */
  since?: number | undefined;
  /** Number of records after which it gives up, unless it has to go on to `since`. */
  max: number;
}

/** How far a reading has come, so that the next one can continue after a failure. */
export interface Progress {
  /** The messages read so far, oldest first. */
  readonly run: readonly ReceivedMessage[];
  /** Offset of the next page; 0: nothing was read. */
  readonly offset: number;
  /** How many records of the last page the next one repeats, because their times do not tell which page is older. */
  readonly overlap: number;
  /** The last confirmed message when the reading began. */
  readonly last?: Entry | undefined;
}

export interface HistoryReader {
  /**
   * Reads from the newest record back to the cursor, or to the floor if that is older, and merges the new messages
   * (docs/delivery.md, D4). Without a cursor it merges nothing from before the first message in the list.
   *
   * @param progress of a failed reading, to continue from: messages that came later are left to the next reading
   * @param onProgress called after each page
   * @returns
   *  - `added`: the messages that were missing
   *  - `earlier`: messages that were read and not merged, because they are from before the cursor
   *  - `newest`: the cursor at the newest record
   *  - `restart`: if it gave up, the cursor to continue from
   *  - `origin`: if there was no cursor, the one before the first message in the list
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
  /**
   * Loads the next `limit` older records. Calls run one after the other, so that each gets its own page.
   *
   * @returns
   *  - `from`: the cursor at the oldest record that was read
   *  - `isNewest`: the page was read from the newest record on
   */
  older(
    limit: number,
    options: FetchOptions,
  ): Promise<{ added: Entry[]; hasMore: boolean; total: number; from: SyncCursor; isNewest: boolean }>;
}

interface ReadPage extends Pick<HistoryPage, 'moreAvailable' | 'total'> {
  /** Oldest first. */
  run: ReceivedMessage[];
  /** Number of records that it covers, including unreadable ones. */
  span: number;
}

/** The largest page that the vendor's client requests (docs/protocol.md §1.6). */
const MAX_PAGE = 100;
/** How many records the first page requests in addition to the known ones: the cursor's own, and a small gap. */
const EXTRA_RECORDS = 10;
/** How often one call of `older()` requests another page, if a page does not join or adds nothing. */
const OLDER_ATTEMPTS = 8;
/** Number of successful pages before larger ones are requested again. */
const PAGES_BEFORE_GROWTH = 3;

/** Returns a message that marks a gap: it stands after the messages that could not be loaded. */
export const gapMarker = (
  name: number | string,
  createdAt: number | undefined,
): ReceivedMessage & { raw: unknown } => ({
  // `system`, because nobody wrote it.
  ...({ from: 'system', components: [{ type: 'gap' }] } as object as Pick<ReceivedMessage, 'from' | 'components'>),
  serverId: `gap-${name}`,
  createdAt,
  text: '',
  raw: undefined,
});

/**
 * Reads the history: newest records (`backfill`) and older pages (`older`). Uses only `offset` and `limit`, because only these
 * are documented (docs/protocol.md §5.4). Pages may overlap, be shorter than requested, or shift while they are read.
 *
 * @param merge merges consecutive records, oldest first, and returns the new messages; if none is known, they go after `after`
 * @param getCursor returns the cursor up to which no message is missing
 */
export function createHistoryReader(
  fetch: FetchHistory,
  read: (record: HistoryRecord) => ReceivedMessage,
  merge: (run: ReceivedMessage[], after?: Entry, isNews?: boolean) => Entry[],
  timeline: Timeline,
  getCursor: () => SyncCursor | undefined = () => undefined,
): HistoryReader {
  const { confirmed, get } = timeline;
  let queue: Promise<unknown> = Promise.resolve();
  /** Largest page to request: halved when a page fails, doubled again after successful ones. */
  let pageLimit = MAX_PAGE;
  /** Number of successful pages before it is doubled. */
  let pagesUntilGrowth = 0;
  /** Number of readings in a row that ended at an unreadable record. */
  let unreadableStreak = 0;

  /** Returns the index of the first message that is in the list, or -1. */
  function indexOfKnown(run: readonly ReceivedMessage[]): number {
    const find = createEntryFinder(timeline);
    return run.findIndex((received) => find(received));
  }

  async function fetchPage(offset: number, limit: number, options: FetchOptions): Promise<ReadPage> {
    const { messages, ...rest } = await fetch({ offset, limit }, options);
    if (pagesUntilGrowth) pagesUntilGrowth--;
    else pageLimit = Math.min(MAX_PAGE, 2 * pageLimit);
    return { ...rest, run: messages.map(read), span: messages.length };
  }

  /**
   * Reads a page. If it is refused, too large or unreadable, requests half of it, down to a single record. A single record that
   * cannot be read is replaced with a gap marker:
   *
   *   1. If the response may come from a proxy (`XO_HTTP_BODY`), the first reading fails at the record.
   *   2. Otherwise, and in the next reading, the next older record is requested. If that fails, too, the reading fails, and the
   *      reading after it tries the one before that, and so on.
   *   3. If that succeeds and the response may come from a proxy, the record is requested once more.
   *   4. If it fails in the same way, the gap marker takes its place.
   */
  async function readPage(offset: number, wanted: number, options: FetchOptions): Promise<ReadPage> {
    const limit = Math.min(pageLimit, wanted);
    try {
      return await fetchPage(offset, limit, options);
    } catch (error) {
      const { code } = error as XoError;
      if (!/^XO_(HTTP_(TOO_LARGE|BODY|STATUS)|TIMEOUT)$/.test(code)) throw error;
      pageLimit = limit >> 1 || 1;
      pagesUntilGrowth = PAGES_BEFORE_GROWTH;
      if (code === 'XO_TIMEOUT') throw error;
      if (limit > 1) return readPage(offset, wanted, options);
      // Only an error of the platform itself is certainly about this record.
      const mayBeForeign = code === 'XO_HTTP_BODY';
      const skipped = unreadableStreak++ || +!mayBeForeign;
      if (!skipped) throw error;
      const following = await fetchPage(offset + skipped, 1, options);
      const retried =
        mayBeForeign &&
        (await fetchPage(offset, 1, options).catch((secondError) => {
          if (secondError.code !== code) throw secondError;
        }));
      if (retried) return retried;
      // Another unreadable record may follow. It must not fail this reading, because the next one would start with this record again.
      unreadableStreak = 1;
      const { serverId = '', createdAt } = following.run.at(-1) ?? {};
      return { ...following, run: [...following.run, gapMarker(serverId, createdAt)], span: following.span + skipped };
    }
  }

  async function readOlder(limit: number, options: FetchOptions) {
    // A page with a record that is known joins without a hole. Not every message in the list need be in the history, so the
    // first offset may be too far back. Then it steps forward until a page joins.
    let offset = Math.max(0, confirmed.length - 1);
    let joins = false;
    for (let tries = OLDER_ATTEMPTS; ; tries--) {
      const before = [...confirmed];
      const { run, span, moreAvailable, total } = await readPage(offset, limit + +!!offset, options);
      const isJoined: boolean = joins || indexOfKnown(run) >= 0;
      if (offset && tries && !isJoined) {
        offset = Math.max(0, offset - limit);
        continue;
      }
      // The newest page may not join at all. Then it goes after the messages that were here before and are not newer.
      const newest = Number(run.at(-1)?.createdAt);
      // A live message that no reading has found yet has no time of the platform. It is newer than the cursor.
      const isBefore = newest <= Number(getCursor()?.createdAt);
      const precedes = ({ serverTime }: Entry) => (serverTime === undefined ? !isBefore : !(serverTime > newest));
      const added = merge(run, offset ? undefined : before.findLast(precedes));
      const { serverId = '', createdAt, text } = run[0] ?? {};
      if (added.length || !moreAvailable || !tries)
        return { added, hasMore: moreAvailable, total, from: { serverId, createdAt, text }, isNewest: !offset };
      // A page that follows one without a hole joins, too.
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
      /** Whether the reading has come to the cursor. Its record may have been deleted: an older record is enough. */
      const reaches = (cursor: SyncCursor) =>
        indexOf(cursor) >= 0 || Number(run[0]?.createdAt) < Number(cursor.createdAt);
      const reportProgress = () => onProgress?.({ run: [...run], offset, overlap, last });
      let complete = !!end && reaches(end);
      for (; !complete && (run.length < max || Number(run[0]?.createdAt) >= since); limit = MAX_PAGE) {
        const { run: page, span, moreAvailable } = await readPage(offset - overlap, limit, options);
        // Pages overlap, and shift when new messages arrive. A record that became visible after an earlier page was read may
        // belong between the records of that page. So it is inserted before its successor in this page.
        const seen = new Set(run.map(({ serverId }) => serverId));
        const lastShared = page.findLastIndex(({ serverId }) => seen.has(serverId));
        if (lastShared < 0) {
          const oldest = run[0]?.createdAt;
          // With equal times only a record that both pages contain can tell which of them is older.
          if (run[0] && !overlap && page.some(({ createdAt }) => createdAt === oldest)) {
            overlap = 1;
            reportProgress();
            continue;
          }
          // After a page with nothing but the repeated record, the next one repeats none. Records with the same time are older then.
          const until = page.findIndex(({ createdAt }) => Number(createdAt) >= Number(oldest) + overlap);
          run = [...page.slice(0, until < 0 ? page.length : until), ...run];
        } else {
          let insertAt = indexOf(page[lastShared]!) + 1;
          for (const record of page.reverse()) {
            if (seen.has(record.serverId)) insertAt = indexOf(record);
            // Records newer than the first page are left to the next reading.
            else if (insertAt < run.length) run.splice(insertAt, 0, record);
          }
        }
        offset += Math.max(1, span - overlap);
        reportProgress();
        complete = !moreAvailable || !page.length || !end || reaches(end);
      }
      unreadableStreak = 0;
      // The floor may be out of reach. That alone is no gap.
      complete ||= !!cursor && reaches(cursor);
      // The cursor's own record is merged, too, if it is in the list: the others are placed after it.
      let next = run.length;
      if (cursor) {
        const at = indexOf(cursor);
        const later = run.findIndex(({ createdAt }) => !(Number(createdAt) <= Number(cursor.createdAt)));
        next = at >= 0 ? at + +!get(run[at]!.serverId) : reaches(cursor) ? (later < 0 ? run.length : later) : 0;
      }
      // Without a cursor, records before the first known message are not wanted. If messages are searched for, they stand among
      // the records after the first known one.
      const known = cursor && end === cursor ? -1 : indexOfKnown(run);
      const start = known < 0 ? next : Math.min(known, next);
      const added = merge(run.slice(start), last, true);
      const cursorAt = (index: number): SyncCursor => {
        const { serverId = '', createdAt, text } = run.at(index) ?? cursor ?? {};
        return { serverId, createdAt, text, confirmedCount: confirmed.length };
      };
      // After giving up, half of the records are read again, because others may become visible late among them.
      return {
        added,
        earlier: run.slice(0, start),
        newest: cursorAt(-1),
        restart: complete ? undefined : cursorAt(run.length >> 1),
        // Later readings go back so far, because records may become visible late between the messages in the list.
        origin: cursor || known < 0 ? undefined : { ...cursorAt(Math.max(0, known - 1)), confirmedCount: 0 },
      };
    },
    older(limit, options) {
      // A caller without types may pass anything.
      const count = Math.min(MAX_PAGE - 1, Math.max(1, Math.trunc(limit) || 1));
      const reading = queue.then(() => readOlder(count, options));
      queue = reading.catch(() => {});
      return reading;
    },
  };
}
