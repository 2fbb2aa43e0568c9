import { ApiError } from '../lib/api-error.js';

const WINDOWS = [
  { limit: 'perHour', ms: 3_600_000, name: 'hourly' },
  { limit: 'perMinute', ms: 60_000, name: 'per-minute' },
] as const;

/** Limits calls in rolling windows of a minute and an hour (docs/public-apis.md §3). Refused calls do not count. */
export class RateWindows {
  readonly #now: () => number;
  readonly #limits: { perMinute: number; perHour: number } | undefined;
  /** Times of the calls of each bucket in epoch milliseconds, in ascending order. */
  readonly #calls = new Map<string, number[]>();

  constructor(now: () => number, limits: { perMinute: number; perHour: number } | undefined) {
    this.#now = now;
    this.#limits = limits;
  }

  /**
   * Counts a call. `Retry-After` is not documented; here it is the time until the next call is allowed.
   *
   * @throws ApiError 429 with the documented message
   */
  admit(bucket: string): void {
    if (!this.#limits) return;
    const now = this.#now();
    const calls = (this.#calls.get(bucket) ?? []).filter((time) => time > now - WINDOWS[0].ms);
    for (const { limit, ms, name } of WINDOWS) {
      const oldest = calls.at(-this.#limits[limit]);
      if (oldest === undefined || oldest <= now - ms) continue;
      throw new ApiError(429, `You've exceeded the ${name} rate limit. Please wait for sometime before retrying.`, {
        headers: { 'retry-after': String(Math.max(1, Math.ceil((oldest + ms - now) / 1000))) },
      });
    }
    this.#calls.set(bucket, [...calls, now]);
  }
}
