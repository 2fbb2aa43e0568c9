/**
 * How long a JWT is valid, from its own claims: `exp − iat`, so that no clock is asked.
 *
 * @returns milliseconds; Infinity where it does not say (no `exp`, an encrypted or foreign token)
 */
export function jwtLifetimeMs(jwt: string): number {
  try {
    const { iat, exp } = JSON.parse(atob(jwt.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')));
    return (exp - iat) * 1000 || Infinity;
  } catch {
    return Infinity;
  }
}
