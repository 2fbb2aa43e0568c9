/**
 * Returns how long a JWT is valid, as `exp − iat` of its claims. The result does not depend on any clock.
 *
 * @returns milliseconds; Infinity if the claims do not define it (no `exp` or `iat`, encrypted, or not a JWT)
 */
export function jwtLifetimeMs(jwt: string): number {
  try {
    const { iat, exp } = JSON.parse(atob(jwt.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')));
    return (exp - iat) * 1000 || Infinity;
  } catch {
    return Infinity;
  }
}
