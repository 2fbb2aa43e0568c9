import { ConnectionError } from '../errors/index.js';
import type { Clock } from './clock.js';
import { onAbort } from './on-abort.js';

/**
 * Waits for `work`, but no longer than `limitMs` and not after `signal` is aborted. The signal that `work` receives is
 * aborted as soon as the wait ends; the promise settles even if `work` ignores that signal. Leaves no timer and no listener.
 *
 * @param operation completes "unable to …" in error messages
 * @throws ConnectionError `XO_TIMEOUT` or `XO_ABORTED` if the wait ended early
 */
export function withTimeout<T>(
  clock: Clock,
  limitMs: number,
  signal: AbortSignal | undefined,
  operation: string,
  work: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  const inner = new AbortController();
  let stopTimer = () => {};
  let stopListening = stopTimer;
  return new Promise<T>((resolve, reject) => {
    const fail = (code: 'XO_TIMEOUT' | 'XO_ABORTED', why: string) =>
      reject(new ConnectionError(code, `unable to ${operation}; ${why}`));
    stopTimer = clock.after(limitMs, () => fail('XO_TIMEOUT', 'timeout'));
    stopListening = onAbort(signal, () => fail('XO_ABORTED', 'aborted'));
    if (!signal?.aborted) (async () => work(inner.signal))().then(resolve, reject);
  }).finally(() => {
    stopTimer();
    stopListening();
    inner.abort();
  });
}

/** Resolves after `ms`, or as soon as `signal` is aborted. It never rejects, so the caller checks the signal afterwards. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<unknown> {
  return withTimeout(clock, ms, signal, 'sleep', () => new Promise(() => {})).catch(() => {});
}
