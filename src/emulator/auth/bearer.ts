import type { Exchange } from '../http/exchange.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { AccessToken } from '../state/access-tokens.js';

/** The access token of the request. Clients write `bearer` and `Bearer` (protocol.md §0.1). */
export function bearerToken(headers: Exchange['headers']): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization?.trim() ?? '')?.[1];
}

/** @throws PlatformError 401, with code `TOKEN_EXPIRED` for a token that was good once (protocol.md §1.2) */
export function authenticate(platform: Platform, headers: Exchange['headers']): AccessToken {
  const value = bearerToken(headers);
  const token = value === undefined ? undefined : platform.tokens.find(value);
  if (!token) throw new PlatformError(401, 'Invalid Access token');
  if (platform.tokens.isExpired(token)) throw new PlatformError(401, 'token expired', { code: 'TOKEN_EXPIRED' });
  return token;
}
