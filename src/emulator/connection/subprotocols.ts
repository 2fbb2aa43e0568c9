import { verifySocketJwt } from '../auth/verify-assertion.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { SocketTicket } from '../state/socket-urls.js';

/** The one we answer with: the others are secrets. */
export const RTM_PROTOCOL = 'x-rtm-v|1';

/**
 * Verifies the sub-protocols of secure RTM where a client offers any: `x-rtm-v|1`, `jwt|<JWT>`, `nonce|<nonce>`
 * (protocol.md §2.3). A client that offers none may pass: mobile SDKs do not.
 *
 * @throws PlatformError 401
 */
export async function verifySubprotocols(platform: Platform, ticket: SocketTicket, offered: string | undefined) {
  if (offered === undefined) return;
  const parts = new Map(
    offered.split(',').map((part) => {
      const [name = '', ...value] = part.trim().split('|');
      return [name, value.join('|')];
    }),
  );
  if (parts.get('x-rtm-v') !== '1') throw new PlatformError(401, 'Unsupported RTM version');
  if (ticket.nonce === undefined || parts.get('nonce') !== ticket.nonce) throw new PlatformError(401, 'Invalid nonce');
  const { identity } = await verifySocketJwt(platform, parts.get('jwt') ?? '');
  if (identity !== ticket.user.identity) throw new PlatformError(401, 'Invalid jwt');
}
