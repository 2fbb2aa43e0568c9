import { ConnectionError, isXoError, TokenError } from '../errors/index.js';
import { withTimeout } from '../lib/timeout.js';
import { isObject } from './json.js';
import type { AdminJwtReason, AdminSettings } from './options.js';

/** A kept JWT is replaced so long before it expires, or at half its life if that is shorter. */
const MARGIN_MS = 30_000;

/** Gives the JWT for the next request. */
export interface JwtSource {
  /** @throws TokenError `jwt_unavailable`, ConnectionError `aborted` or `timeout` */
  take(what: string, signal: AbortSignal | undefined): Promise<{ jwt: string; wasKept: boolean }>;
  /** The platform has refused it. */
  refuse(jwt: string): void;
}

/**
 * Keeps a JWT as long as it may be used again. With a `jti` it may not: the platform takes each one once (public-apis: JTI),
 * and two calls at the same time must not share one. Calls that find nothing kept therefore each ask for their own.
 */
export function createJwtSource({ getJwt, jti, timeoutMs, clock }: AdminSettings): JwtSource {
  let kept: { jwt: string; until: number } | undefined;
  let reason: AdminJwtReason = 'initial';

  return {
    async take(what, signal) {
      if (kept && clock.now() < kept.until) return { jwt: kept.jwt, wasKept: true };
      if (kept) reason = 'expired';
      kept = undefined;
      const jwt = await ask(what, signal);
      const lifeMs = reusableMs(jwt, jti, clock.now());
      if (lifeMs > 0) kept = { jwt, until: clock.now() + lifeMs };
      reason = 'expired';
      return { jwt, wasKept: false };
    },
    refuse(jwt) {
      if (kept && kept.jwt !== jwt) return;
      kept = undefined;
      reason = 'rejected';
    },
  };

  async function ask(what: string, signal: AbortSignal | undefined): Promise<string> {
    const unable = `unable to ${what}; `;
    try {
      const jwt: unknown = await withTimeout(clock, timeoutMs, signal, `get a JWT to ${what}`, (inner) =>
        getJwt({ reason, signal: inner }),
      );
      // A line break would end the header, other letters do not fit in; a space is a copied "Bearer …".
      if (typeof jwt === 'string' && /^[\x21-\x7e]+$/.test(jwt)) return jwt;
    } catch (cause) {
      if (cause instanceof ConnectionError && isXoError(cause)) throw cause;
      throw new TokenError('jwt_unavailable', `${unable}getJwt failed`, { cause });
    }
    throw new TokenError('jwt_unavailable', `${unable}getJwt gave no JWT`, {
      hint: 'It must give the token itself, without Bearer.',
    });
  }
}

/**
 * How long a JWT can be used again, in milliseconds; 0 for one that is good once. Its life is `exp − iat`, so that a wrong
 * clock on this machine does no harm; only where `iat` is missing that clock is asked.
 */
function reusableMs(jwt: string, jti: boolean | undefined, now: number): number {
  const claims = claimsOf(jwt);
  if (jti === true || !claims) return 0;
  if (jti === undefined && (claims.jti ?? claims.kore_jti) !== undefined) return 0;
  const { iat, exp } = claims;
  if (typeof exp !== 'number') return Number.POSITIVE_INFINITY;
  const lifeMs = exp * 1000 - (typeof iat === 'number' ? iat * 1000 : now);
  return lifeMs - Math.min(MARGIN_MS, lifeMs / 2);
}

/** Undefined for an encrypted or foreign token. */
function claimsOf(jwt: string): Record<string, unknown> | undefined {
  try {
    const [, payload = ''] = jwt.split('.');
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
