import { unexpected } from './json.js';

/** A page of roles or users: both say whether more is available, and nothing of how to get it. */
export interface NumberedPage {
  total?: number;
  availableMore?: boolean;
}

/**
 * Reads the pages of roles and of users. How to ask for the second one is not documented; of a sibling API `offset` is the
 * number of the page, from 0, so that is sent first (admin-apis: Get Roles, inferred). Where the answer shows that the server
 * counts items, items are counted from there; where it shows that the server ignores `offset`, the list ends with an error
 * rather than silently short.
 *
 * @param ask gives the page at that offset
 * @param keysOf names the items of a page
 * @throws ProtocolError when the platform says there is more, and gives no more
 */
export async function* readNumberedPages<Page extends NumberedPage>(
  what: string,
  limit: number,
  ask: (offset: number | undefined) => Promise<Page>,
  keysOf: (page: Page) => readonly string[],
): AsyncGenerator<Page, void> {
  const seen = new Set<string>();
  let countsItems = false;
  let offset: number | undefined;
  for (let number = 0; ; number++) {
    const page = await ask(offset);
    const keys = keysOf(page);
    const fresh = keys.filter((key) => !seen.has(key));
    if (number > 0 && keys.length > 0 && fresh.length === 0 && page.availableMore) {
      throw unexpected(what, `the platform says there is more, and repeats what it has given (limit ${limit})`);
    }
    for (const key of keys) seen.add(key);
    yield page;
    // The seeds' sample gives more items than the limit; an empty page is the last one, whatever it says.
    if (!page.availableMore || keys.length === 0) return;
    // The page at offset 1 has all but one of the items of the page before: the server counts items.
    if (number === 1 && limit > 1 && fresh.length === 1 && keys.length > 1) countsItems = true;
    offset = countsItems ? seen.size : number + 1;
  }
}
