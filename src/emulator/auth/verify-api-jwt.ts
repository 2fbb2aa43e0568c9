import type { JWTPayload } from 'jose';
import { ApiError } from '../lib/api-error.js';
import type { CheckedApp } from '../options/read-admin-options.js';
import type { Platform } from '../platform/platform.js';
import { refuseJwt, verifyAppJwt } from './app-jwt.js';

const HOUR_S = 3_600;

/**
 * Which app a JWT of the public APIs comes from (seeds, "Generating the JWT Token"). The bodies of refusals are documented for
 * `jti` only; the others are like them, and "Invalid SDK credentials" is what a user of the platform saw.
 *
 * @throws ApiError 401
 */
export async function verifyApiJwt(platform: Platform, token: string | undefined): Promise<CheckedApp> {
  if (token === undefined || token === '') throw refuseJwt('jwt must be provided');
  const { app, claims } = await verifyAppJwt(token, {
    apps: platform.admin.apps,
    clientIdOf: ({ appId }) => appId,
    unknownApp: () => new ApiError(401, 'Invalid SDK credentials', { code: 4002 }),
    currentDate: new Date(platform.now()),
  });
  checkJti(platform, app, claims);
  return app;
}

/** What the platform says of JWTs of its SDK is taken to hold here, too: any `jti` is good once, for an hour. */
function checkJti({ replays, now }: Platform, app: CheckedApp, { jti, kore_jti, exp }: JWTPayload): void {
  const id = jti ?? kore_jti;
  if (id === undefined && !app.requireJti) return;
  if (typeof id !== 'string' || id === '') throw refuseJwt('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw refuseJwt('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(`${app.clientId} ${id}`, exp * 1000)) throw refuseJwt('possibly a replay');
}
