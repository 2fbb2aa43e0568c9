import { unexpected } from './json.js';

/** How the pages of one list are asked for, and what they say of themselves. */
export interface PageSource<Page> {
  /** Completes "unable to …". */
  readonly what: string;
  /** Items that are asked for at a time. */
  readonly limit: number;
  /** Gives the page at that position: a number of items, of pages, or of whatever `next` counts. Undefined: the first. */
  ask(position: number | undefined): Promise<Page>;
  /** Names the items of a page, so that a page that was given before is known again. */
  keysOf(page: Page): readonly string[];
  /** What the page says: whether there is more. Undefined where it says nothing. */
  saysMore(page: Page): unknown;
  /** How many items the list has, where the page says so. */
  totalOf?(page: Page): unknown;
  /** Where the next page begins. */
  next(progress: PageProgress<Page>): number;
}

/** What has been read, the last page included. */
export interface PageProgress<Page> {
  readonly page: Page;
  /** Pages so far. */
  readonly pages: number;
  /** Items so far, doubles included. */
  readonly items: number;
  /** Different items so far. */
  readonly distinct: number;
  /** Items of the last page that no page before has had. */
  readonly fresh: number;
  /** Items of the last page. */
  readonly length: number;
}

/**
 * Reads a list to its end, whatever the platform says of it. The end is an empty page; or one that says it is the last, and
 * whose total does not contradict. A page may be shorter than was asked for: servers have limits of their own. What a page
 * says is not believed against what it brings: a list whose next page brings nothing new ends with an error where the
 * platform says there is more, rather than never or silently short.
 *
 * @throws ProtocolError `protocol_answer` when the platform says there is more, and repeats what it has given
 */
export async function* readPages<Page>(source: PageSource<Page>): AsyncGenerator<Page, void> {
  const { what, limit } = source;
  const seen = new Set<string>();
  let items = 0;
  let position: number | undefined;
  for (let pages = 1; ; pages++) {
    const page = await source.ask(position);
    const keys = source.keysOf(page);
    const fresh = new Set(keys.filter((key) => !seen.has(key))).size;
    const more = readFlag(source.saysMore(page));
    if (pages > 1 && keys.length > 0 && fresh === 0) {
      // Where nothing is said, a page that was not full was the last one, and the server ignores where to begin.
      if (more === true || (more === undefined && keys.length >= limit)) {
        throw unexpected(what, `the platform says there is more, and repeats what it has given (limit ${limit})`);
      }
      return;
    }
    // Asked for in case there was more: the page before was the last one.
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
 * Positions for roles and users. How to ask for the second page is not documented; of a sibling API `offset` is the number of
 * the page, from 0, so that is sent first (public-apis: Get Roles, inferred). Where the answer shows that the server counts
 * items, items are counted from there.
 */
export function guessedOffsets(limit: number): PageSource<unknown>['next'] {
  let countsItems = false;
  return ({ pages, distinct, fresh, length }) => {
    // The page at offset 1 has all but one of the items of the page before: the server counts items.
    if (pages === 2 && limit > 1 && fresh === 1 && length > 1) countsItems = true;
    return countsItems ? distinct : pages;
  };
}

/** Names an item without an id by what is in it: a hash of 53 bits, for lists may be long, and entries large. */
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

/** Samples of the platform have true and false, and of related fields 1 and 0 or the words. */
function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === 'true') return true;
  return value === false || value === 0 || value === 'false' ? false : undefined;
}
