import type { StorageLike } from './options.js';

/** Keys of storage-key.ts, and drafts of earlier versions, which belonged to no user. */
const OWN_KEYS = /^xo-(rtm:|chat\.draft\.)/;

/**
 * Erases everything that chats have stored in `localStorage` and `sessionStorage` of this origin: queued messages, how far the
 * history was read, and drafts, of all users and bots. Call it on logout, because `destroy()` and `disconnect()` erase nothing.
 *
 * A client or window that is still running, here or in another tab, stores nothing any more, but keeps showing and sending its
 * messages, so end it with `destroy()` or `disconnect()`. Messages that exist only in the storage are lost. Your own storage
 * (`options.storage`) is not erased; the keys in it begin with `xo-rtm:`.
 *
 * Never throws: if the page may not use a storage, nothing is stored in it.
 */
export function forget(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = (globalThis as unknown as Record<typeof name, StorageLike>)[name];
      for (const key of Object.keys(storage)) if (OWN_KEYS.test(key)) storage.removeItem(key);
    } catch {
      // The runtime has no such storage, or the page may not store anything: then even reading the property throws.
    }
  }
}
