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
