import { verifySocketJwt } from '../auth/verify-assertion.js';
import { ApiError } from '../lib/api-error.js';
import type { Conversation } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { SocketTicket } from '../state/socket-urls.js';
import type { SocketAction } from './frame-gate.js';

/** The only sub-protocol in the answer. The others contain secrets. */
export const RTM_PROTOCOL = 'x-rtm-v|1';

const PATH = '/rtm/bot';

/** A request to open a socket, before the upgrade. */
export interface SocketRequest {
  readonly url: URL;
  /** The offered sub-protocols, as in `Sec-WebSocket-Protocol`. */
  readonly protocols: string | undefined;
}

export interface Admission {
  readonly conversation: Conversation;
  /** A fault that applies as soon as the socket is open. */
  readonly fault: SocketAction | undefined;
}

/**
 * Decides whether a socket may open. Its URL is then used up.
 *
 * @returns undefined if a fault rule cuts the connection
 * @throws ApiError with the status of the refusal
 */
export async function admitSocket(
  platform: Platform,
  { url, protocols }: SocketRequest,
): Promise<Admission | undefined> {
  if (url.pathname !== PATH) throw new ApiError(404, `Resource not found: ${url.pathname}`);
  const sid = url.searchParams.get('sid') ?? '';
  const fault = await applyConnectionFaults(platform, sid);
  if (fault?.type === 'terminate') return undefined;
  const ticket = platform.socketUrls.take(sid);
  if (typeof ticket === 'string') throw new ApiError(401, `Invalid sid: ${ticket}`);
  await verifySubprotocols(platform, ticket, protocols);
  return { conversation: platform.conversationOf(ticket.user), fault };
}

/** A refusal is thrown before the URL is used up, because a proxy that refuses does not use it up either. */
async function applyConnectionFaults(platform: Platform, sid: string): Promise<SocketAction | undefined> {
  const { faults, socketUrls, timers } = platform;
  const action = faults.decide({ at: 'connection', user: socketUrls.peek(sid)?.user.identity });
  switch (action?.type) {
    case 'refuse':
      throw new ApiError(action.status ?? 503, 'Service Unavailable');
    case 'delay':
      await timers.sleep(action.ms);
      return timers.signal.aborted ? { type: 'terminate' } : undefined;
    case 'close':
    case 'terminate':
    case 'blackHole':
      return action;
    default:
      return undefined;
  }
}

/**
 * Verifies the sub-protocols of secure RTM, if a client offers any: `x-rtm-v|1`, `jwt|<JWT>`, `nonce|<nonce>` (protocol.md §2.3).
 * Clients that offer none are admitted, because mobile SDKs do not offer any.
 *
 * @throws ApiError 401
 */
async function verifySubprotocols(platform: Platform, ticket: SocketTicket, offered: string | undefined) {
  if (offered === undefined) return;
  const parts = new Map(
    offered.split(',').map((part) => {
      const [name = '', ...value] = part.trim().split('|');
      return [name, value.join('|')];
    }),
  );
  if (parts.get('x-rtm-v') !== '1') throw new ApiError(401, 'Unsupported RTM version');
  if (ticket.nonce === undefined || parts.get('nonce') !== ticket.nonce) throw new ApiError(401, 'Invalid nonce');
  const { identity } = await verifySocketJwt(platform, parts.get('jwt') ?? '');
  if (identity !== ticket.user.identity) throw new ApiError(401, 'Invalid jwt');
}
