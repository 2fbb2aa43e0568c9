import type { Clock } from './clock.js';

export interface DeadlineOptions {
  clock: Clock;
  limitMs: number;
  signal?: AbortSignal | undefined;
  /** The error for a wait that ended early. */
  refuse(why: 'timeout' | 'aborted'): Error;
}

/**
 * Waits for `work`, but not longer than `limitMs` and not after `signal` is aborted. The signal that `work` gets is aborted
 * as soon as nobody waits; the promise settles even when `work` does not heed it. Leaves no timer and no listener.
 */
export function withDeadline<T>(
  { clock, limitMs, signal, refuse }: DeadlineOptions,
  work: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const inner = new AbortController();
    const onAbort = () => end(() => reject(refuse('aborted')));
    const stopTimer = clock.after(limitMs, () => end(() => reject(refuse('timeout'))));
    const end = (settle: () => void) => {
      stopTimer();
      signal?.removeEventListener('abort', onAbort);
      settle();
      inner.abort();
    };
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort);
    new Promise<T>((start) => start(work(inner.signal))).then(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
    );
  });
}
