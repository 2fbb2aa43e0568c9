import { ApiError } from '../lib/api-error.js';

const WINDOWS = [
  { limit: 'perHour', ms: 3_600_000, name: 'hourly' },
  { limit: 'perMinute', ms: 60_000, name: 'per-minute' },
] as const;

/** Rolling windows of a minute and an hour, both counted (public-apis: Rate limits). Refused calls do not count. */
export class RateWindows {
  readonly #now: () => number;
  readonly #limits: { perMinute: number; perHour: number } | undefined;
  /** Epoch milliseconds of the calls of each bucket, rising. */
  readonly #calls = new Map<string, number[]>();

  constructor(now: () => number, limits: { perMinute: number; perHour: number } | undefined) {
    this.#now = now;
    this.#limits = limits;
  }

  /**
   * Counts a call. `Retry-After` is not documented; here it is the time until the next call would pass.
   *
   * @throws ApiError 429 with the documented words
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
