import type { Clock } from '../lib/clock.js';
import type { LockManagerLike, StorageLike } from './options.js';

/*
 * Loads with the outbox store, and so shares no code with what loads first: bundlers would cut that in two.
 */

/** No storage takes so long for a few hundred bytes, and no lock manager for an answer, unless it hangs. */
const LIMIT_MS = 3_000;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>)?.then === 'function';

/** Settles as `work` does, or is rejected after the limit. Leaves no timer. */
function bound<Result>(
  work: Promise<Result>,
  clock: Clock,
  subject: string,
  onTimeout: (error: Error) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(LIMIT_MS, () => {
      const error = new Error(`unable to use ${subject}; no answer in ${LIMIT_MS} ms`);
      onTimeout(error);
      reject(error);
    });
    work.finally(stop).then(resolve, reject);
  });
}

/**
 * The same storage, whose answers are rejected where they do not come within three seconds. A storage that has hung once is
 * not asked again: waits that follow each other would keep the chat from connecting.
 */
export function boundStorage(storage: StorageLike, clock: Clock): StorageLike {
  let hung: Error | undefined;
  function call<Result>(step: () => Result): Result {
    if (hung) throw hung;
    const result = step();
    if (!isPromise(result)) return result;
    const onTimeout = (error: Error) => {
      hung = error;
    };
    return bound(result, clock, 'the storage', onTimeout) as Result;
  }
  return {
    getItem: (key) => call(() => storage.getItem(key)),
    setItem: (key, value) => call(() => storage.setItem(key, value)),
    removeItem: (key) => call(() => storage.removeItem(key)),
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
        void bound(decided, clock, 'Web Locks', (error) => {
          isLate = true;
          reject(error);
        }).catch(() => {});
      }),
  };
}
