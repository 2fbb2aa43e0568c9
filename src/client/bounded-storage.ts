import type { Clock } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import type { LockManagerLike, StorageLike } from './options.js';

/** No storage takes so long for a few hundred bytes, and no lock manager for an answer, unless it hangs. */
const LIMIT_MS = 5_000;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>)?.then === 'function';

/** The same storage, whose answers are rejected with `timeout` where they do not come within five seconds. */
export function boundStorage(storage: StorageLike, clock: Clock): StorageLike {
  const bound = <Result>(result: Result): Result =>
    isPromise(result) ? (withDeadline(clock, LIMIT_MS, undefined, 'use the storage', () => result) as Result) : result;
  return {
    getItem: (key) => bound(storage.getItem(key)),
    setItem: (key, value) => bound(storage.setItem(key, value)),
    removeItem: (key) => bound(storage.removeItem(key)),
  };
}

/**
 * The same locks, whose requests are rejected with `timeout` where nothing is decided within five seconds. A lock that comes
 * after that is given back at once. How long one is held has no limit.
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
              if (isLate) return undefined as Result;
              return callback(lock);
            })
            .then(resolve, reject)
            .finally(decide);
        });
        withDeadline(clock, LIMIT_MS, undefined, 'get a lock', () => decided).catch((error) => {
          isLate = true;
          reject(error);
        });
      }),
  };
}
