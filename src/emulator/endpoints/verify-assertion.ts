import { type JWTPayload, jwtVerify } from 'jose';
import { reasonOf, refuseJwt } from '../jwt-refusal.js';
import type { Platform } from '../platform.js';

const ALGORITHMS = ['HS256', 'HS384', 'HS512'];
const HOUR_S = 3_600;

/** Who a JWT names. */
export interface Assertion {
  identity: string;
  isAnonymous: boolean;
}

/**
 * Verifies a JWT as `jwtgrant` does (protocol.md §1.3; bodies of refusals: §1.2).
 *
 * @throws PlatformError 401
 */
export async function verifyAssertion(platform: Platform, jwt: string): Promise<Assertion> {
  const { now, settings } = platform;
  const claims = await verifySignature(platform, jwt, new Date(now()));
  const assertion = readClaims(claims, settings.clientId);
  checkReplay(platform, claims);
  return assertion;
}

/**
 * Verifies the JWT that travels with the socket (protocol.md §2.3). Its expiry does not count there: clients reconnect for
 * hours with the JWT they began with.
 *
 * @throws PlatformError 401
 */
export async function verifySocketJwt(platform: Platform, jwt: string): Promise<Assertion> {
  const claims = await verifySignature(platform, jwt, new Date(0));
  return readClaims(claims, platform.settings.clientId);
}

async function verifySignature({ settings }: Platform, jwt: string, currentDate: Date): Promise<JWTPayload> {
  try {
    const key = new TextEncoder().encode(settings.clientSecret);
    return (await jwtVerify(jwt, key, { algorithms: ALGORITHMS, currentDate })).payload;
  } catch (error) {
    throw refuseJwt(reasonOf(error));
  }
}

function readClaims(claims: JWTPayload, clientId: string): Assertion {
  const app = claims.iss ?? claims.kore_iss ?? claims.appId;
  const identity = claims.sub ?? claims.kore_sub;
  if (app !== clientId) throw refuseJwt('iss is not the client id of a known app');
  if (typeof identity !== 'string' || identity === '') throw refuseJwt('sub is missing');
  return { identity, isAnonymous: claims.isAnonymous === true || claims.isAnonymous === 'true' };
}

/** `exp` in seconds since the epoch (RFC 7519). */
function checkReplay({ settings, replays, now }: Platform, { jti, kore_jti, exp }: JWTPayload): void {
  if (!settings.requireJti) return;
  const id = jti ?? kore_jti;
  if (typeof id !== 'string' || id === '') throw refuseJwt('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw refuseJwt('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(id, exp * 1000)) throw refuseJwt('possibly a replay');
}
