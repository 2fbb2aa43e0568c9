import { ConnectionError } from '../errors/index.js';
import type { Clock } from './clock.js';
import { whenAborted } from './when-aborted.js';

/**
 * Waits for `work`, but not longer than `limitMs` and not after `signal` is aborted. The signal that `work` gets is aborted
 * as soon as nobody waits; the promise settles even when `work` does not heed it. Leaves no timer and no listener.
 *
 * @param what completes "unable to …"
 * @throws ConnectionError `timeout` or `aborted` when the wait ended early
 */
export function withDeadline<T>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal | undefined,
  what: string,
  work: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  let stopTimer = () => {};
  let stopListening = stopTimer;
  return new Promise<T>((resolve, reject) => {
    const refuse = (why: 'timeout' | 'aborted') => reject(new ConnectionError(why, `unable to ${what}; ${why}`));
    stopTimer = clock.after(limitMs, () => refuse('timeout'));
    stopListening = whenAborted(signal, () => refuse('aborted'));
    if (!signal?.aborted) (async () => work(inner.signal))().then(resolve, reject);
  }).finally(() => {
    stopTimer();
    stopListening();
    inner.abort();
  });
}

/** Resolves after `ms`, or as soon as `signal` is aborted: look at the signal afterwards. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<unknown> {
  return withDeadline(clock, ms, signal, 'pause', () => new Promise(() => {})).catch(() => {});
}
