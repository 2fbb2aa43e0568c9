import { ConnectionError, isXoError, TokenError } from '../errors/index.js';
import { readJwtClaims } from '../lib/jwt-claims.js';
import { withTimeout } from '../lib/timeout.js';
import type { AdminJwtReason, AdminSettings } from './options.js';

/** A cached JWT is replaced this long before it expires, or after half of its lifetime if that is shorter. */
const MARGIN_MS = 30_000;

/** Supplies the JWT for the next request. */
export interface JwtCache {
  /** @throws TokenError `XO_JWT_UNAVAILABLE`, ConnectionError `XO_ABORTED` or `XO_TIMEOUT` */
  take(operation: string, signal: AbortSignal | undefined): Promise<{ jwt: string; wasCached: boolean }>;
  /** Removes a JWT that the platform has rejected. */
  reject(jwt: string): void;
}

/**
 * Caches a JWT for as long as it can be reused. A JWT with a `jti` cannot: the platform accepts each one once (public-apis.md §1.3), so
 * two calls at the same time must not share one. Calls that find nothing in the cache therefore each request their own.
 */
export function createJwtCache({ getJwt, jti, timeoutMs, clock }: AdminSettings): JwtCache {
  let cached: { jwt: string; until: number } | undefined;
  let reason: AdminJwtReason = 'initial';

  return {
    async take(operation, signal) {
      if (cached && clock.now() < cached.until) return { jwt: cached.jwt, wasCached: true };
      if (cached) reason = 'expired';
      cached = undefined;
      const jwt = await requestJwt(operation, signal);
      const lifeMs = reusableMs(jwt, jti, clock.now());
      if (lifeMs > 0) cached = { jwt, until: clock.now() + lifeMs };
      reason = 'expired';
      return { jwt, wasCached: false };
    },
    reject(jwt) {
      if (cached && cached.jwt !== jwt) return;
      cached = undefined;
      reason = 'rejected';
    },
  };

  async function requestJwt(operation: string, signal: AbortSignal | undefined): Promise<string> {
    const unable = `unable to ${operation}; `;
    try {
      const jwt: unknown = await withTimeout(clock, timeoutMs, signal, `get a JWT to ${operation}`, (inner) =>
        getJwt({ reason, signal: inner }),
      );
      // A line break would end the header, and other characters do not fit into one. A space means "Bearer …" was copied along.
      if (typeof jwt === 'string' && /^[\x21-\x7e]+$/.test(jwt)) return jwt;
    } catch (cause) {
      if (cause instanceof ConnectionError && isXoError(cause)) throw cause;
      throw new TokenError('XO_JWT_UNAVAILABLE', `${unable}getJwt failed`, { cause });
    }
    throw new TokenError('XO_JWT_UNAVAILABLE', `${unable}getJwt gave no JWT`, {
      hint: 'getJwt must return the token itself, without Bearer in front of it.',
    });
  }
}

/**
 * How long a JWT can be reused, in milliseconds; 0 for one that can be used only once. The lifetime is `exp − iat`, so that a wrong
 * clock on this machine does not matter. The clock is read only when `iat` is missing.
 */
function reusableMs(jwt: string, jti: boolean | undefined, now: number): number {
  const claims = readJwtClaims(jwt);
  if (jti === true || !claims) return 0;
  if (jti === undefined && (claims.jti ?? claims.kore_jti) !== undefined) return 0;
  const { iat, exp } = claims;
  if (typeof exp !== 'number') return Number.POSITIVE_INFINITY;
  const lifeMs = exp * 1000 - (typeof iat === 'number' ? iat * 1000 : now);
  return lifeMs - Math.min(MARGIN_MS, lifeMs / 2);
}
