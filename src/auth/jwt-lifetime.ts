import { readJwtClaims } from '../lib/jwt-claims.js';

/**
 * Returns how long a JWT is valid, as `exp − iat` of its claims. The result does not depend on any clock.
 *
 * @returns milliseconds; Infinity if the claims do not define it (no `exp` or `iat`, encrypted, or not a JWT)
 */
export function jwtLifetimeMs(jwt: string): number {
  const { iat, exp } = (readJwtClaims(jwt) ?? {}) as { iat: number; exp: number };
  return (exp - iat) * 1000 || Infinity;
}
