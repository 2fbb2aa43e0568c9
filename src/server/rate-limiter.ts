import { ConfigError } from '../errors/index.js';
import { visitorKey } from './visitor-key.js';

/**
 * What a limiter must do: reject when `key` has had enough, with `msBeforeNext` (milliseconds until it may ask again).
 * Each limiter of the package rate-limiter-flexible fits.
 */
export interface RateLimiter {
  consume(key: string): Promise<unknown>;
}

/** What the request itself cannot tell. The adapters fill it in; whatever else a framework passes there is ignored. */
export interface RequestContext {
  /** Network address of the visitor, as far as the server trusts it. */
  address?: string | undefined;
  /**
   * Where `address` comes from: `socket` is the connection itself, which behind a proxy is that of the proxy; `proxy` is what
   * a header says that the host trusts. @default 'proxy'
   */
  addressSource?: 'socket' | 'proxy' | undefined;
  /** False where the adapter knows that the request has no body. @default unknown */
  hasBody?: boolean | undefined;
  [other: string]: unknown;
}

/** How often one visitor may ask, and who counts. */
export interface RateLimitOptions {
  /** How many tokens one key may ask for … @default 60 */
  requests?: number;
  /** … in so many seconds. @default 60 */
  perSeconds?: number;
  /**
   * A client of the package `ioredis` or `redis`, connected by you: machines that share it count together. While it is out
   * of reach, each counts for itself. @default none: counted in this process
   */
  redis?: object;
  /** Counts in place of all that, by its own limits. */
  limiter?: RateLimiter;
  /**
   * Whose request it is. Needed where no adapter knows the address (Hono, Next, edge functions): read it from the header
   * that your proxy sets and visitors cannot. What is an address, in whatever form, counts by its `visitorKey`; other texts
   * count as they are. Where it gives nothing, the default holds.
   *
   * @default the address (of IPv6 the first 64 bits); without one, the identity, which does not hold back new visitors
   */
  keyOf?: (request: Request, context: RequestContext) => string | null | undefined;
}

export interface RequestRateLimiter {
  /** Whose request it is, as far as that is known before anybody is identified: guessing at identities is limited, too. */
  earlyKey(request: Request, context: RequestContext): string | undefined;
  /** Counts one request of `key`: 0 when it may pass, else milliseconds to wait. */
  waitMs(key: string): Promise<number>;
}

/** @throws ConfigError for a limit that is none */
export function createRateLimiter(options: RateLimitOptions): RequestRateLimiter {
  const { requests = 60, perSeconds = 60, keyOf, redis } = options;
  for (const [name, value] of Object.entries({ requests, perSeconds })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new ConfigError('config_invalid', `unable to limit requests; ${name} must be a whole number from 1 up`);
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
        // A limiter says no by rejecting with its figures; an Error is a limiter that is broken.
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
    // The two packages differ in how a script is run; only ioredis lets one be defined.
    useRedisPackage: !('defineCommand' in redis),
    points,
    duration,
    keyPrefix: 'xo-rtm-token',
    insuranceLimiter: memory,
    rejectIfRedisNotReady: true,
    // Who has had enough is remembered here and asks Redis no more.
    inMemoryBlockOnConsumed: points + 1,
  });
}
