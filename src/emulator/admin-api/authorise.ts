import { verifyApiJwt } from '../auth/verify-api-jwt.js';
import type { Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import { API_ACCESS, type ApiAccess, type ApiName } from '../options/api-access.js';
import type { CheckedApp } from '../options/read-admin-options.js';
import type { Platform } from '../platform/platform.js';

/**
 * Checks a call of a public API: its JWT, then the scope of its app, then the rate limit.
 *
 * @param bucket calls with the same bucket share a rate limit: a bot, the account, a job
 * @throws ApiError 401, 403, 429
 */
export async function authorise(
  platform: Platform,
  { headers }: Exchange,
  api: ApiName,
  bucket: string,
): Promise<void> {
  const { auth } = headers;
  const app = await verifyApiJwt(platform, Array.isArray(auth) ? auth[0] : auth);
  checkScope(app, API_ACCESS[api]);
  platform.admin.rates.admit(bucket);
}

/** The error messages of the platform are not documented. */
function checkScope({ scopes, madeIn }: CheckedApp, access: ApiAccess): void {
  if (scopes === 'all' || (access.anyConsoleApp && madeIn === 'console')) return;
  const scope = access[madeIn];
  if (scope === undefined) {
    const other = madeIn === 'console' ? 'the XO Platform' : 'the Bots Admin Console';
    throw new ApiError(403, `${access.name} can be called only by an app created in ${other}`);
  }
  if (!scopes.includes(scope)) throw new ApiError(403, `The app does not have the API scope "${scope}"`);
}
