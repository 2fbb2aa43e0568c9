import type { JWTPayload } from 'jose';
import type { Platform } from '../platform/platform.js';
import { type AppJwt, jwtError, verifyAppJwt } from './app-jwt.js';

const HOUR_S = 3_600;

/** The user that a JWT identifies, and the app that signed it. */
export interface Assertion {
  identity: string;
  isAnonymous: boolean;
  clientId: string;
}

/**
 * Verifies a JWT as `jwtgrant` does (protocol.md §1.3; error bodies: §1.2). It must come from the emulator's own app or one of
 * `admin.apps`, use the algorithm of that app, and be encrypted if the app enforces encryption.
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
 * Verifies the JWT in the sub-protocols of a socket (protocol.md §2.3). It may have expired, because clients reconnect for hours with
 * their first JWT.
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
    unknownApp: () => jwtError('iss is not the client id of a known app'),
    currentDate,
  });
}

function readClaims({ app, claims }: AppJwt): Assertion {
  const identity = claims.sub ?? claims.kore_sub;
  if (typeof identity !== 'string' || identity === '') throw jwtError('sub is missing');
  const isAnonymous = claims.isAnonymous === true || claims.isAnonymous === 'true';
  return { identity, isAnonymous, clientId: app.clientId };
}

/** `exp` in seconds since the epoch (RFC 7519). */
function checkReplay({ settings, replays, now }: Platform, { app, claims }: AppJwt): void {
  if (!settings.requireJti && !app.requireJti) return;
  const { jti, kore_jti, exp }: JWTPayload = claims;
  const id = jti ?? kore_jti;
  if (typeof id !== 'string' || id === '') throw jwtError('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw jwtError('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(id, exp * 1000)) throw jwtError('possibly a replay');
}
