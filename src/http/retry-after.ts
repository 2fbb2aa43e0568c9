/** A day. Timers of the platform hold 24 of them; nobody means more. */
const LONGEST_MS = 86_400_000;

/**
 * Reads `Retry-After`: seconds, or a date. A date is taken relative to the answer's own `Date`, so that a wrong clock on
 * this machine does no harm.
 *
 * @returns milliseconds from now, or undefined where the header is absent or not readable (CORS must expose it)
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  const ms = Number(value) * 1000 || Date.parse(value!) - (Date.parse(headers.get('date')!) || now);
  return ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}
