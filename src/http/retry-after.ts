/** One day. Timers of JavaScript overflow after 24 days, and no server means a longer wait. */
const MAX_MS = 86_400_000;

/**
 * Reads the `Retry-After` header, which holds seconds or a date. A date is compared with the `Date` header of the same answer, so
 * that a wrong clock on this machine does not matter.
 *
 * @param now epoch milliseconds, used if the answer has no `Date`
 * @returns milliseconds from now; undefined if the header is absent, invalid, or not exposed by CORS
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  const ms = Number(value) * 1000 || Date.parse(value!) - (Date.parse(headers.get('date')!) || now);
  return ms > 0 ? Math.min(ms, MAX_MS) : undefined;
}
