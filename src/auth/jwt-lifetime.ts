import { readJwtClaims } from '../lib/jwt-claims.js';

/**
 * How long a JWT is valid, computed from its own claims as `exp − iat`, so that the clock of this machine does not matter.
 *
 * @returns milliseconds; Infinity when the claims do not say (no `exp`, an encrypted token, or text that is not a JWT)
 */
export function jwtLifetimeMs(jwt: string): number {
  const { iat, exp } = (readJwtClaims(jwt) ?? {}) as { iat: number; exp: number };
  return (exp - iat) * 1000 || Infinity;
}
