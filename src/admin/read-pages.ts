import { protocolError } from './read-response.js';

/** Describes how to read the pages of one list. */
export interface PageSource<Page> {
  /** Completes "unable to …". */
  readonly operation: string;
  /** Number of items that one request asks for. */
  readonly limit: number;
  /** Requests the page at a position: a number of items, of pages, or of what `next` counts. Undefined requests the first page. */
  fetchPage(position: number | undefined): Promise<Page>;
  /** Identifies the items of a page, so that a page that the platform repeats is recognised. */
  keysOf(page: Page): readonly string[];
  /** Whether more follow, according to the page. Undefined when the page does not say. */
  hasMore(page: Page): boolean | undefined;
  /** Number of items in the list, when the page says so. */
  totalOf?(page: Page): unknown;
  /** Position of the next page. */
  next(progress: PageProgress<Page>): number;
}

/** What has been read so far, including the last page. */
export interface PageProgress<Page> {
  readonly page: Page;
  /** Number of pages so far. */
  readonly pages: number;
  /** Number of items so far, including repeated ones. */
  readonly items: number;
  /** Number of distinct items so far. */
  readonly distinct: number;
  /** Number of items of the last page that were on no earlier page. */
  readonly fresh: number;
  /** Number of items of the last page. */
  readonly length: number;
}

/**
 * Reads a list to its end. The end is an empty page, or a page that says it is the last one and whose total does not contradict. A page
 * may be shorter than requested, because servers have limits of their own. When the platform says that more follow and then repeats
 * items that it has sent before, the list ends with an error: otherwise it would never end, or would silently be too short.
 *
 * @throws ProtocolError `XO_PROTOCOL_ANSWER` when the platform says that more follow, and repeats earlier items
 */
export async function* readPages<Page>(source: PageSource<Page>): AsyncGenerator<Page, void> {
  const { operation, limit } = source;
  const seen = new Set<string>();
  let items = 0;
  let position: number | undefined;
  for (let pages = 1; ; pages++) {
    const page = await source.fetchPage(position);
    const keys = source.keysOf(page);
    const fresh = new Set(keys.filter((key) => !seen.has(key))).size;
    const more = source.hasMore(page);
    if (pages > 1 && keys.length > 0 && fresh === 0) {
      // Without a statement, a page that is not full is the last one, and the server has ignored the position.
      if (more === true || (more === undefined && keys.length >= limit)) {
        throw protocolError(
          operation,
          `the platform says there is more, and repeats what it has given (limit ${limit})`,
        );
      }
      return;
    }
    // The platform had not said whether this page exists. The page before was the last one.
    if (pages > 1 && keys.length === 0 && more === undefined) return;
    for (const key of keys) seen.add(key);
    items += keys.length;
    yield page;
    if (keys.length === 0) return;
    const total = source.totalOf?.(page);
    if (more === false && !(typeof total === 'number' && total > items)) return;
    position = source.next({ page, pages, items, distinct: seen.size, fresh, length: keys.length });
  }
}

/**
 * Positions for the lists of roles and users. How to request their second page is not documented. In a sibling API `offset` is the
 * number of the page, from 0, so the client sends that first (public-apis.md §4). When the answer shows that the server counts items,
 * the client counts items from then on.
 */
export function guessedOffsets(limit: number): PageSource<unknown>['next'] {
  let countsItems = false;
  return ({ pages, distinct, fresh, length }) => {
    // With offset 1, the answer has all but one of the items of the page before: the server counts items.
    if (pages === 2 && limit > 1 && fresh === 1 && length > 1) countsItems = true;
    return countsItems ? distinct : pages;
  };
}

/** Identifies an item without an id by its content: a hash of 53 bits, because lists may be long and entries large. */
export function fingerprint(item: unknown): string {
  const text = JSON.stringify(item);
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  return `${text.length}:${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}
