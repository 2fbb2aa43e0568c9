import type { HistoryPage, HistoryQuery, HistoryRecord } from '../../src/protocol/history.js';

/** The history of the platform: `offset` counts from the newest record, a page has its oldest record first (docs/protocol.md §5.4). */
export class FakeHistory {
  /** Oldest first. */
  readonly records: HistoryRecord[] = [];
  readonly queries: HistoryQuery[] = [];
  /** Maximum of records in a page, also where a request has a higher `limit`. */
  pageCap = Number.POSITIVE_INFINITY;
  /** Number of records that a page repeats from the page before. */
  overlap = 0;
  /** Returns whether a record is already in the history. */
  isVisible: (record: HistoryRecord) => boolean = () => true;

  page({ offset = 0, limit = 10 }: HistoryQuery): HistoryPage {
    this.queries.push({ offset, limit });
    const records = this.records.filter(this.isVisible);
    const { length } = records;
    const to = Math.max(0, length - Math.max(0, offset - this.overlap));
    const from = Math.max(0, to - Math.min(limit, this.pageCap));
    return { total: length, moreAvailable: from > 0, messages: records.slice(from, to) };
  }
}
