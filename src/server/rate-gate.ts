import { addressKey } from './address-key.js';

/**
 * What a limiter must do: reject when `key` has had enough, with `msBeforeNext` (milliseconds until it may ask again).
 * Each limiter of the package rate-limiter-flexible fits.
 */
export interface RateLimiter {
  consume(key: string): Promise<unknown>;
}

/** What the request itself cannot tell. The adapters fill it in. */
export interface RequestContext {
  /** Network address of the visitor, as far as the server trusts it. */
  address?: string | undefined;
}

export interface RateLimitOptions {
  /** Counts the requests. Each limiter of the package rate-limiter-flexible fits. */
  limiter: RateLimiter;
  /**
   * Whose request it is, for the limiter. Needed where no adapter knows the address (edge functions): read it from the
   * header that your platform sets and visitors cannot. @default the address; without one, the identity
   */
  keyOf?: (request: Request, context: RequestContext) => string | undefined;
}

/** Counts one request of `key`: 0 when it may pass, else milliseconds to wait. */
export type RateGate = (key: string) => Promise<number>;

export function createRateGate({ limiter }: RateLimitOptions): RateGate {
  return async (key) => {
    try {
      await limiter.consume(key);
      return 0;
    } catch (rejection) {
      // A limiter says no by rejecting with its figures; an Error is a limiter that is broken.
      const wait = (rejection as { msBeforeNext?: unknown } | undefined)?.msBeforeNext;
      if (rejection instanceof Error || typeof wait !== 'number') throw rejection;
      return Math.max(wait, 1);
    }
  };
}

/** The key that is known before anybody is identified, so that guessing at identities is limited, too. */
export function earlyKey(options: RateLimitOptions, request: Request, context: RequestContext): string | undefined {
  const own = options.keyOf?.(request, context);
  if (own !== undefined) return `key:${own}`;
  return context.address === undefined ? undefined : `address:${addressKey(context.address)}`;
}
