import type { Clock } from '../lib/clock.js';
import type { LockManagerLike, StorageLike } from './options.js';

/*
 * Loads with the journal, and so shares no code with what loads first: bundlers would cut that in two.
 */

/** No storage takes so long for a few hundred bytes, and no lock manager for an answer, unless it hangs. */
const LIMIT_MS = 3_000;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>)?.then === 'function';

/** Settles as `work` does, or is rejected after the limit. Leaves no timer. */
function bound<Result>(work: Promise<Result>, clock: Clock, what: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(LIMIT_MS, () => reject(new Error(`unable to use ${what}; no answer in ${LIMIT_MS} ms`)));
    work.finally(stop).then(resolve, reject);
  });
}

/** The same storage, whose answers are rejected where they do not come within three seconds. */
export function boundStorage(storage: StorageLike, clock: Clock): StorageLike {
  const inTime = <Result>(result: Result): Result =>
    isPromise(result) ? (bound(result, clock, 'the storage') as Result) : result;
  return {
    getItem: (key) => inTime(storage.getItem(key)),
    setItem: (key, value) => inTime(storage.setItem(key, value)),
    removeItem: (key) => inTime(storage.removeItem(key)),
  };
}

/**
 * The same locks, whose requests are rejected where nothing is decided within three seconds. A lock that comes after that is
 * given back at once. How long one is held has no limit.
 */
export function boundLocks(locks: LockManagerLike, clock: Clock): LockManagerLike {
  return {
    request: <Result>(
      name: string,
      options: { ifAvailable?: boolean },
      callback: (lock: unknown) => Promise<Result>,
    ): Promise<Result> =>
      new Promise<Result>((resolve, reject) => {
        let isLate = false;
        const decided = new Promise<void>((decide) => {
          locks
            .request(name, options, async (lock) => {
              decide();
              return isLate ? (undefined as Result) : callback(lock);
            })
            .finally(decide)
            .then(resolve, reject);
        });
        bound(decided, clock, 'Web Locks').catch((error) => {
          isLate = true;
          reject(error);
        });
      }),
  };
}
