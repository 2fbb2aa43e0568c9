/**
 * A list that the platform delivers in pages. Nothing is requested until the list is iterated, and each iteration starts again at the
 * first page.
 *
 * ```ts
 * for await (const role of admin.roles.list({ roleType: 'bot' })) console.log(role.role);
 * ```
 */
export interface PagedList<Item, Page> extends AsyncIterable<Item> {
  /** The pages as the platform sent them, with unknown fields, and with `hasMore` where the platform says whether more follow. */
  pages(): AsyncIterable<Page>;
  /** Resolves to the first page, for its `total`, or when a few items are enough. */
  first(): Promise<Page>;
  /** Resolves to all items. */
  toArray(): Promise<Item[]>;
}

/**
 * @param keyOf identifies an item, so that an item that stands on two pages is returned once: lists change while they are read.
 *   Undefined when items cannot be identified; then every item is returned
 */
export function createPagedList<Item, Page>(
  readPages: () => AsyncGenerator<Page, void>,
  itemsOf: (page: Page) => readonly Item[],
  keyOf: (item: Item) => string | undefined = () => undefined,
): PagedList<Item, Page> {
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
