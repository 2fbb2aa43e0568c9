import type { Clock } from '../lib/clock.js';
import type { LockManagerLike, StorageLike } from './options.js';

/*
 * Timeouts for storages and locks that hang. Loads with the outbox store and imports nothing from the client's first file,
 * because a bundler would split that file at the shared code.
 */

/** A storage or lock manager that takes longer than this for a few hundred bytes hangs. */
const LIMIT_MS = 3_000;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown>)?.then === 'function';

/** Settles like `work`, or rejects after the limit. Leaves no timer behind. */
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
 * Wraps a storage so that its promises reject after three seconds. A storage that has hung once is not used again, because one
 * wait after the other would keep the chat from connecting.
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
 * Wraps a lock manager so that its requests reject if nothing is decided within three seconds. A lock that is granted later is
 * released at once. How long a lock is held is not limited.
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
