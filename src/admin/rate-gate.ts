import { ConnectionError, HttpError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';

/** Rolling windows, both counted (public-apis: Rate limits). */
export interface RateLimit {
  readonly perMinute: number;
  readonly perHour?: number;
}

/** Of the automation APIs, for each bot, account or job. */
export const AUTOMATION_LIMIT: RateLimit = { perMinute: 60, perHour: 1800 };
/** Of the analytics of the Contact Center, for each account: the minute alone. */
export const CONTACT_CENTER_LIMIT: RateLimit = { perMinute: 60 };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Lets calls out as fast as the platform allows, in the order of asking. Each bucket is counted by itself. */
export class RateGate {
  readonly #clock: Clock;
  readonly #maxWaitMs: number;
  /** When calls of a bucket went, or will go, in epoch milliseconds, rising. */
  readonly #departures = new Map<string, number[]>();

  constructor(clock: Clock, maxWaitMs: number) {
    this.#clock = clock;
    this.#maxWaitMs = maxWaitMs;
  }

  /**
   * Resolves when the call may go.
   *
   * @param onWait hears of a wait, in milliseconds
   * @throws ConnectionError `aborted`; HttpError `http_rate_limited` where the wait would be longer than allowed
   */
  async pass(
    what: string,
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
      throw new HttpError('http_rate_limited', `unable to ${what}; the documented rate limit is used up`, {
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
    throw new ConnectionError('aborted', `unable to ${what}; aborted`);
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
