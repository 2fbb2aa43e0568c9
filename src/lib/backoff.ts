/**
 * Full jitter: anything from 0 to the ceiling, so that clients that failed together do not return together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 *
 * @param attempt failures so far, from 0
 * @param random from 0 up to 1
 */
export function backoffMs(attempt: number, random: number, baseMs: number, capMs: number): number {
  return random * Math.min(capMs, baseMs * 2 ** attempt);
}

/** Who waits: somebody for a message or `connect()`, somebody in front of an open window, or nobody. */
export type Urgency = 'waiting' | 'watched' | 'none';

/**
 * First and greatest ceiling in milliseconds. Ten thousand idle clients of one lost server need the room of the last pair
 * (law 5); for a person who waits, a connection that is possible again is taken within seconds.
 */
const CEILINGS_MS: Record<Urgency, readonly [first: number, greatest: number]> = {
  waiting: [1_000, 4_000],
  watched: [4_000, 4_000],
  none: [8_000, 20_000],
};

/**
 * The wait before the next attempt to reach the platform. After a pause that the platform has asked for, clients spread over
 * half of its length again.
 *
 * @param attempt failures so far, from 0
 * @param random from 0 up to 1
 * @param retryAfterMs the pause that the platform asked for; 0: none
 */
export function retryDelayMs(urgency: Urgency, attempt: number, random: number, retryAfterMs = 0): number {
  const [first, greatest] = CEILINGS_MS[urgency];
  if (!retryAfterMs) return backoffMs(attempt, random, first, greatest);
  return retryAfterMs + random * Math.max(retryAfterMs / 2, urgency === 'none' ? first : CEILINGS_MS.waiting[0]);
}
