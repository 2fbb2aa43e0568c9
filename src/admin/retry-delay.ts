import { isXoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';

/** The documented window of the rate limit, for a 429 without Retry-After. */
const MINUTE_MS = 60_000;
const BASE_MS = 500;
const CAP_MS = 15_000;

/**
 * How long to wait before the same call is repeated, in milliseconds; undefined when it must not be repeated. The platform has not
 * carried out a call that exceeded a rate limit, so such a call may always be repeated. For all others `classifyError` has decided, and
 * `retryable` holds its decision.
 *
 * @param attempt number of failures so far, from 0
 */
export function retryDelayMs(error: unknown, attempt: number, random: () => number): number | undefined {
  if (!isXoError(error) || !error.retryable) return undefined;
  const { retryAfterMs } = error;
  switch (error.code) {
    case 'XO_HTTP_RATE_LIMITED':
      return retryAfterMs ?? MINUTE_MS;
    case 'XO_HTTP_UNAVAILABLE':
      return retryAfterMs ?? backoffMs(attempt, random(), BASE_MS, CAP_MS);
    case 'XO_HTTP_BODY':
    case 'XO_NETWORK':
    case 'XO_TIMEOUT':
      return backoffMs(attempt, random(), BASE_MS, CAP_MS);
    default:
      return undefined;
  }
}
