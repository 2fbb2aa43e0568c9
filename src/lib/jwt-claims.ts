import { isObject, type JsonObject } from './json.js';

/**
 * Reads the claims of a JWT without verifying its signature, for its dates and ids. Text outside ASCII is not decoded.
 *
 * @returns undefined for an encrypted token, or for text that is not a JWT
 */
export function readJwtClaims(jwt: string): JsonObject | undefined {
  try {
    const claims: unknown = JSON.parse(atob(jwt.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
