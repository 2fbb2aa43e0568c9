import type { StorageLike } from './options.js';

/** Keys as storage-key.ts makes them, and drafts of earlier versions, which belonged to no user. */
const OWN_KEYS = /^xo-(rtm:|chat\.draft\.)/;

/**
 * Erases everything that chats have stored in `localStorage` and `sessionStorage` of this origin: waiting messages, how far the
 * history was read, and drafts, of every user and bot. For logging out; `destroy()` and `disconnect()` erase nothing.
 *
 * A client or window that still runs, here or in another tab, stores nothing any more; end it with `destroy()` or
 * `disconnect()` all the same, since it goes on showing and sending what it has. Messages that wait only in the storage are
 * lost. A storage of your own (`options.storage`) is not touched: its keys begin with `xo-rtm:`.
 *
 * Never throws: where storage is forbidden, nothing was stored.
 */
export function forget(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = (globalThis as unknown as Record<typeof name, StorageLike>)[name];
      for (const key of Object.keys(storage)) if (OWN_KEYS.test(key)) storage.removeItem(key);
    } catch {
      // There is no such storage, or even reading the property throws, where a page may not store anything.
    }
  }
}
