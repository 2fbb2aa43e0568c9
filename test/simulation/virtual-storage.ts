import type { StorageLike } from '../../src/index.js';

/** What a browser keeps when a page is gone. Two tabs see the same; a tab that is gone writes nothing any more. */
export class VirtualStorage {
  readonly #items = new Map<string, string>();

  /** Everything that is stored now, for the search for secrets. */
  get items(): ReadonlyMap<string, string> {
    return this.#items;
  }

  /** The door of one page. `isDestroyed`: whether the page has been closed since. */
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
