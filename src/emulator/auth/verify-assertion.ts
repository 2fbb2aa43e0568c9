import type { JWTPayload } from 'jose';
import type { Platform } from '../platform/platform.js';
import { type AppJwt, refuseJwt, verifyAppJwt } from './app-jwt.js';

const HOUR_S = 3_600;

/** Who a JWT names, and which app made it. */
export interface Assertion {
  identity: string;
  isAnonymous: boolean;
  clientId: string;
}

/**
 * Verifies a JWT as `jwtgrant` does (protocol.md §1.3; bodies of refusals: §1.2): of the emulator's own app, or of one of
 * `admin.apps`, with its algorithm, and encrypted where the app enforces that.
 *
 * @throws ApiError 401
 */
export async function verifyAssertion(platform: Platform, jwt: string): Promise<Assertion> {
  const verified = await verify(platform, jwt, new Date(platform.now()));
  const assertion = readClaims(verified);
  checkReplay(platform, verified);
  return assertion;
}

/**
 * Verifies the JWT that travels with the socket (protocol.md §2.3). Its expiry does not count there: clients reconnect for
 * hours with the JWT they began with.
 *
 * @throws ApiError 401
 */
export async function verifySocketJwt(platform: Platform, jwt: string): Promise<Assertion> {
  return readClaims(await verify(platform, jwt, new Date(0)));
}

function verify({ settings }: Platform, jwt: string, currentDate: Date): Promise<AppJwt> {
  return verifyAppJwt(jwt, {
    apps: settings.admin.channelApps,
    clientIdOf: ({ iss, kore_iss, appId }) => iss ?? kore_iss ?? appId,
    unknownApp: () => refuseJwt('iss is not the client id of a known app'),
    currentDate,
  });
}

function readClaims({ app, claims }: AppJwt): Assertion {
  const identity = claims.sub ?? claims.kore_sub;
  if (typeof identity !== 'string' || identity === '') throw refuseJwt('sub is missing');
  const isAnonymous = claims.isAnonymous === true || claims.isAnonymous === 'true';
  return { identity, isAnonymous, clientId: app.clientId };
}

/** `exp` in seconds since the epoch (RFC 7519). */
function checkReplay({ settings, replays, now }: Platform, { app, claims }: AppJwt): void {
  if (!settings.requireJti && !app.requireJti) return;
  const { jti, kore_jti, exp }: JWTPayload = claims;
  const id = jti ?? kore_jti;
  if (typeof id !== 'string' || id === '') throw refuseJwt('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw refuseJwt('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(id, exp * 1000)) throw refuseJwt('possibly a replay');
}
