/**
 * Returns a delay with full jitter: a random value from 0 up to the ceiling, so that clients that failed together do not
 * retry together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param attempt number of failures so far, from 0
 * @param random from 0 up to 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: number, baseMs: number, capMs: number): number {
  return random * Math.min(capMs, baseMs * 2 ** attempt);
}

/** How urgent a reconnect is: a message or `connect()` is waiting, a chat window is visible, or neither. */
export type Urgency = 'waiting' | 'watched' | 'none';

/**
 * The ceilings of the first and of all later delays, in milliseconds. Ten thousand idle clients that lose the same server
 * need the wide range of `none` (D8 in docs/delivery.md), while a waiting user is reconnected within seconds (D7).
 */
const CEILINGS_MS: Record<Urgency, readonly [first: number, greatest: number]> = {
  waiting: [1_000, 4_000],
  watched: [4_000, 4_000],
  none: [8_000, 20_000],
};

/**
 * Returns the delay before the next attempt to reach the platform. If the platform has requested a pause, clients spread
 * over half of its length after it ends.
 *
 * @param attempt number of failures so far, from 0
 * @param random from 0 up to 1
 * @param retryAfterMs the pause that the platform requested, or 0
 * @returns milliseconds
 */
export function retryDelayMs(urgency: Urgency, attempt: number, random: number, retryAfterMs = 0): number {
  const [first, greatest] = CEILINGS_MS[urgency];
  if (!retryAfterMs) return backoffMs(attempt, random, first, greatest);
  return retryAfterMs + random * Math.max(retryAfterMs / 2, urgency === 'none' ? first : CEILINGS_MS.waiting[0]);
}
