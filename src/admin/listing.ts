/**
 * A list that comes in pages. Nothing is asked for until somebody iterates, and each iteration begins anew.
 *
 * ```ts
 * for await (const role of admin.roles.list({ roleType: 'bot' })) console.log(role.role);
 * ```
 */
export interface Listing<Item, Page> extends AsyncIterable<Item> {
  /** The pages as the platform sent them, unknown fields and all. */
  pages(): AsyncIterable<Page>;
  /** The first page: for `total`, or where a few items are enough. */
  first(): Promise<Page>;
  /** Everything, in one array. */
  toArray(): Promise<Item[]>;
}

/**
 * @param keyOf names an item, so that it comes once even where pages overlap: lists move while they are read.
 * Undefined: every item is one of its own
 */
export function createListing<Item, Page>(
  readPages: () => AsyncGenerator<Page, void>,
  itemsOf: (page: Page) => readonly Item[],
  keyOf: (item: Item) => string | undefined = () => undefined,
): Listing<Item, Page> {
  async function* items(): AsyncGenerator<Item, void> {
    const seen = new Set<string>();
    for await (const page of readPages()) {
      for (const item of itemsOf(page)) {
        const key = keyOf(item);
        if (key !== undefined && seen.has(key)) continue;
        if (key !== undefined) seen.add(key);
        yield item;
      }
    }
  }

  return Object.freeze({
    [Symbol.asyncIterator]: items,
    pages: readPages,
    async first() {
      const { value } = await readPages().next();
      return value as Page;
    },
    async toArray() {
      const all: Item[] = [];
      for await (const item of items()) all.push(item);
      return all;
    },
  });
}
