import { ConnectionError, HttpError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';

/** How many calls the platform allows in a rolling minute and in a rolling hour; both count (public-apis.md §3). */
export interface RateLimit {
  readonly perMinute: number;
  readonly perHour?: number;
}

/** The limit of the automation APIs, for each bot, account or job. */
export const AUTOMATION_LIMIT: RateLimit = { perMinute: 60, perHour: 1800 };
/** The limit of the Contact Center analytics, for each account. */
export const CONTACT_CENTER_LIMIT: RateLimit = { perMinute: 60 };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Delays calls so that they stay within the rate limit of the platform, in the order in which they come. Each bucket is counted separately. */
export class Throttle {
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  /** When the calls of a bucket were or will be sent, in epoch milliseconds, ascending. */
  readonly #departures = new Map<string, number[]>();

  constructor(clock: Clock, maxWaitMs: number) {
    this.#clock = clock;
    this.#maxWaitMs = maxWaitMs;
  }

  /**
   * Resolves when the call may be sent.
   *
   * @param onWait is called before a wait, with its length in milliseconds
   * @throws ConnectionError `XO_ABORTED`; HttpError `XO_HTTP_RATE_LIMITED` when the wait would be longer than `maxWaitMs`
   */
  async pass(
    operation: string,
    bucket: string,
    limit: RateLimit,
    signal: AbortSignal | undefined,
    onWait: (ms: number) => void,
  ): Promise<void> {
    const times = this.#timesOf(bucket);
    const now = this.#clock.now();
    const at = Math.max(now, nextDeparture(times, limit));
    const waitMs = at - now;
    if (waitMs > this.#maxWaitMs) {
      throw new HttpError('XO_HTTP_RATE_LIMITED', `unable to ${operation}; the documented rate limit is used up`, {
        status: 429,
        platformCode: undefined,
        retryAfterMs: waitMs,
      });
    }
    times.push(at);
    if (waitMs === 0) return;
    onWait(waitMs);
    await sleep(this.#clock, waitMs, signal);
    if (!signal?.aborted) return;
    times.splice(times.indexOf(at), 1);
    throw new ConnectionError('XO_ABORTED', `unable to ${operation}; aborted`);
  }

  #timesOf(bucket: string): number[] {
    const before = this.#clock.now() - HOUR_MS;
    const known = this.#departures.get(bucket);
    if (known) {
      const first = known.findIndex((time) => time > before);
      known.splice(0, first < 0 ? known.length : first);
      return known;
    }
    for (const [name, times] of this.#departures) if ((times.at(-1) ?? 0) <= before) this.#departures.delete(name);
    const times: number[] = [];
    this.#departures.set(bucket, times);
    return times;
  }
}

function nextDeparture(times: readonly number[], { perMinute, perHour }: RateLimit): number {
  const free = (count: number, windowMs: number) => (times.at(-count) ?? Number.NEGATIVE_INFINITY) + windowMs;
  return Math.max(free(perMinute, MINUTE_MS), perHour === undefined ? 0 : free(perHour, HOUR_MS));
}
