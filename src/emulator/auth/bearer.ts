import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { AccessToken } from '../state/access-tokens.js';

/** The headers of a request, with names in lower case. */
export interface RequestHeaders {
  readonly authorization?: string | undefined;
  readonly 'content-type'?: string | undefined;
  readonly [name: string]: string | string[] | undefined;
}

/** The access token of a request. Clients write `bearer` and `Bearer` (protocol.md §0.1). */
export function bearerToken({ authorization = '' }: RequestHeaders): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];
}

/** @throws ApiError 401, with the code `TOKEN_EXPIRED` for an expired token (protocol.md §1.2) */
export function authenticate(platform: Platform, headers: RequestHeaders): AccessToken {
  const value = bearerToken(headers);
  const token = value === undefined ? undefined : platform.tokens.find(value);
  if (!token) throw new ApiError(401, 'Invalid Access token');
  if (platform.tokens.isExpired(token)) throw new ApiError(401, 'token expired', { code: 'TOKEN_EXPIRED' });
  return token;
}
