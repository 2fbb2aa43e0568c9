import { configError, requireObject } from '../lib/config-error.js';
import { visitorKey } from './visitor-key.js';

/**
 * A rate limiter. `consume` must reject when `key` has used up its requests, with `msBeforeNext` (milliseconds until the next one
 * is allowed). Every limiter of the package rate-limiter-flexible fits.
 */
export interface RateLimiter {
  consume(key: string): Promise<unknown>;
}

/**
 * Facts about a request that the request itself does not contain. The adapters of this package supply them; other values that a
 * framework passes are ignored.
 */
export interface RequestContext {
  /** Network address of the visitor, as far as the server trusts it. */
  address?: string | undefined;
  /**
   * The source of `address`: `socket` is the connection itself, which behind a proxy is that of the proxy; `proxy` is a header that
   * the host trusts. @default 'proxy'
   */
  addressSource?: 'socket' | 'proxy' | undefined;
  /** False when the adapter knows that the request has no body. @default unknown */
  hasBody?: boolean | undefined;
  [other: string]: unknown;
}

/** How often one visitor may request a JWT, and where requests are counted. */
export interface RateLimitOptions {
  /** Number of tokens that one key may request in `perSeconds`. @default 60 */
  requests?: number;
  /** Length of the window in seconds. @default 60 */
  perSeconds?: number;
  /**
   * A client of the package `ioredis` or `redis` that you have connected. Machines that share it count together. While Redis is not
   * available, each machine counts for itself. @default none: counted in this process
   */
  redis?: object;
  /** Replaces all of the above with a limiter of your own and its limits. */
  limiter?: RateLimiter;
  /**
   * Returns the key under which a request is counted. Required where no adapter knows the address (Hono, Next, edge functions):
   * read it from a header that your proxy sets and visitors cannot. An address, in whatever form, is counted by its `visitorKey`;
   * any other string is counted as it is. When the function returns nothing, the default applies.
   *
   * @default the address (of IPv6 the first 64 bits); without an address the identity, which does not limit new visitors
   */
  keyOf?: (request: Request, context: RequestContext) => string | null | undefined;
}

export interface RequestRateLimiter {
  /**
   * The key of a request, as far as it is known before the visitor is identified, so that guessing identities is limited as well.
   */
  earlyKey(request: Request, context: RequestContext): string | undefined;
  /** Counts one request of `key`. Resolves to 0 when it is allowed, otherwise to the milliseconds to wait. */
  waitMs(key: string): Promise<number>;
}

/** @throws ConfigError for an invalid limit */
export function createRateLimiter(options: RateLimitOptions): RequestRateLimiter {
  const { requests = 60, perSeconds = 60, keyOf, redis } = requireObject('limit requests', options);
  for (const [name, value] of Object.entries({ requests, perSeconds })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw configError('limit requests', `${name} must be a whole number from 1 up`);
  }
  let limiter: RateLimiter | Promise<RateLimiter> | undefined = options.limiter;

  return {
    earlyKey(request, context) {
      const own: unknown = keyOf?.(request, context);
      const ownKey = typeof own === 'number' ? String(own) : visitorKey(own as string | null | undefined);
      if (ownKey !== undefined) return `key:${ownKey}`;
      const key = visitorKey(context.address);
      return key === undefined ? undefined : `address:${key}`;
    },

    async waitMs(key) {
      limiter ??= loadLimiter(requests, perSeconds, redis);
      const loaded = await limiter;
      try {
        await loaded.consume(key);
        return 0;
      } catch (rejection) {
        // A limiter denies a request by rejecting with an object of numbers. An Error means that the limiter itself has failed.
        const wait = (rejection as { msBeforeNext?: unknown } | undefined)?.msBeforeNext;
        if (rejection instanceof Error || typeof wait !== 'number') throw rejection;
        return Math.max(wait, 1);
      }
    },
  };
}

async function loadLimiter(points: number, duration: number, redis: object | undefined): Promise<RateLimiter> {
  const { default: RateLimiterMemory } = await import('rate-limiter-flexible/lib/RateLimiterMemory.js');
  const memory = new RateLimiterMemory({ points, duration });
  if (redis === undefined) return memory;
  const { default: RateLimiterRedis } = await import('rate-limiter-flexible/lib/RateLimiterRedis.js');
  return new RateLimiterRedis({
    storeClient: redis,
    // The two packages run scripts differently; only ioredis has defineCommand.
    useRedisPackage: !('defineCommand' in redis),
    points,
    duration,
    keyPrefix: 'xo-rtm-token',
    insuranceLimiter: memory,
    rejectIfRedisNotReady: true,
    // Keys that are blocked are cached in memory, so that they do not cause further calls to Redis.
    inMemoryBlockOnConsumed: points + 1,
  });
}
