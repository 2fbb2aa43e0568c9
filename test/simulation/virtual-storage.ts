import type { StorageLike } from '../../src/index.js';

/** A storage that outlives pages. All pages read the same items, and a closed page cannot write. */
export class VirtualStorage {
  readonly #items = new Map<string, string>();

  /** All stored items. */
  get items(): ReadonlyMap<string, string> {
    return this.#items;
  }

  /** The storage as one page sees it. `isDestroyed`: whether the page has been closed. */
  forPage(kind: 'sync' | 'async' | 'broken' | 'hanging', isDestroyed: () => boolean): StorageLike {
    const items = this.#items;
    const sync: StorageLike = {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => {
        if (!isDestroyed()) items.set(key, value);
      },
      removeItem: (key) => {
        if (!isDestroyed()) items.delete(key);
      },
    };
    if (kind === 'sync') return sync;
    if (kind === 'async') {
      return {
        getItem: async (key) => sync.getItem(key),
        setItem: async (key, value) => sync.setItem(key, value),
        removeItem: async (key) => sync.removeItem(key),
      };
    }
    if (kind === 'hanging') {
      const hang = () => new Promise<never>(() => {});
      return { getItem: hang, setItem: hang, removeItem: hang };
    }
    const refuse = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
    return { getItem: refuse, setItem: refuse, removeItem: refuse };
  }
}
