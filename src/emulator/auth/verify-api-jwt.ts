import type { JWTPayload } from 'jose';
import { ApiError } from '../lib/api-error.js';
import type { CheckedApp } from '../options/read-admin-options.js';
import type { Platform } from '../platform/platform.js';
import { jwtError, verifyAppJwt } from './app-jwt.js';

const HOUR_S = 3_600;

/**
 * Verifies a JWT of the public APIs and returns its app (docs/public-apis.md §1.2). The error bodies are documented for `jti`
 * only; the others follow their form, and "Invalid SDK credentials" was observed on the platform.
 *
 * @throws ApiError 401
 */
export async function verifyApiJwt(platform: Platform, token: string | undefined): Promise<CheckedApp> {
  if (token === undefined || token === '') throw jwtError('jwt must be provided');
  const { app, claims } = await verifyAppJwt(token, {
    apps: platform.admin.apps,
    clientIdOf: ({ appId }) => appId,
    unknownApp: () => new ApiError(401, 'Invalid SDK credentials', { code: 4002 }),
    currentDate: new Date(platform.now()),
  });
  checkJti(platform, app, claims);
  return app;
}

/** Assumes the documented rules for JWTs of the SDK here, too: each `jti` can be used once, for an hour. */
function checkJti({ replays, now }: Platform, app: CheckedApp, { jti, kore_jti, exp }: JWTPayload): void {
  const id = jti ?? kore_jti;
  if (id === undefined && !app.requireJti) return;
  if (typeof id !== 'string' || id === '') throw jwtError('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw jwtError('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(`${app.clientId} ${id}`, exp * 1000)) throw jwtError('possibly a replay');
}
