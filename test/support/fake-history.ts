import type { HistoryPage, HistoryQuery, HistoryRecord } from '../../src/protocol/history.js';

/** The history of the platform: `offset` counts from the newest record, a page has the oldest first (seeds). */
export class FakeHistory {
  /** Oldest first. */
  readonly records: HistoryRecord[] = [];
  readonly queries: HistoryQuery[] = [];
  /** Most records of one page, whatever is asked for. */
  pageCap = Number.POSITIVE_INFINITY;
  /** So many records of the page before come again. */
  overlap = 0;
  /** Whether a record can be seen yet. */
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
