import { isXoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';

/** The documented minute window: what to wait for where a 429 does not say. */
const MINUTE_MS = 60_000;
const BASE_MS = 500;
const CAP_MS = 15_000;

/**
 * How long to wait before the same call again, in milliseconds; undefined where it must not be repeated. A call that a rate
 * limit refused was not carried out, so it may always be. Which calls are safe otherwise has been decided by `explainFailure`:
 * it takes `retryable` from the others.
 *
 * @param attempt failures so far, from 0
 */
export function retryDelayMs(error: unknown, attempt: number, random: () => number): number | undefined {
  if (!isXoError(error) || !error.retryable) return undefined;
  const asked = 'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : undefined;
  switch (error.code) {
    case 'http_rate_limited':
      return asked ?? MINUTE_MS;
    case 'http_unavailable':
      return asked ?? backoffMs(attempt, random(), BASE_MS, CAP_MS);
    case 'http_body':
    case 'network':
    case 'timeout':
      return backoffMs(attempt, random(), BASE_MS, CAP_MS);
    default:
      return undefined;
  }
}
