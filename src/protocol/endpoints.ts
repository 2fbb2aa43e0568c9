import { ConfigError } from '../errors/index.js';
import type { HistoryQuery } from './history.js';

/** What happens to running conversations on connect (protocol.md §2.2); `options.connectionMode` explains each. */
export type ConnectionMode = 'Default' | 'Start_New' | 'Start_New_Resume_Agent';

/**
 * What all forms of `apiUrl` have in common: origin and path prefix, without `/api`, version and slashes at the end.
 * `https://host`, `https://host/api/` and `https://host/api/1.1/` are the same platform; `https://proxy/x/api` is `https://proxy/x`.
 *
 * @throws ConfigError `config_invalid` when it is not an absolute http(s) address
 */
export function normaliseApiUrl(apiUrl: string): string {
  try {
    const { protocol, origin, pathname } = new URL(apiUrl);
    if (/^https?:/.test(protocol)) return origin + pathname.replace(/\/+(api(\/+1\.1)?\/*)?$/, '');
  } catch {
    // Not absolute: told below. The address itself is not repeated, since it may hold a password.
  }
  throw new ConfigError('config_invalid', 'unable to use apiUrl; it must be an address like https://platform.kore.ai');
}

// Paths as in the seeds: version 1.1 for grant and start, none for the history. `base` comes from normaliseApiUrl.

export const grantUrl = (base: string): string => `${base}/api/1.1/oAuth/token/jwtgrant`;

export const startUrl = (base: string): string => `${base}/api/1.1/rtm/start`;

/** Any other call of the platform. */
export const apiUrl = (base: string, path: string): string => `${base}/api/${path}`;

/** History (seeds; `msgId`, `forward`: protocol.md §1.6). */
export function historyUrl(base: string, botId: string, query?: HistoryQuery): string {
  // Numbers and flags, too, become text there.
  return `${base}/api/botmessages/rtm?${new URLSearchParams({ botId, ...query } as unknown as Record<string, string>)}`;
}

/**
 * The socket URL of rtm/start with what says how sessions go on (protocol.md §2.2). A reconnect touches none:
 * `ConnectionMode=Reconnect` where a mode is configured, else `isReconnect=true`.
 */
export function socketUrl(
  url: string,
  { connectionMode, reconnect }: { connectionMode?: ConnectionMode | undefined; reconnect: boolean },
): string {
  const mode = connectionMode && (reconnect ? 'Reconnect' : connectionMode);
  const query = mode ? `ConnectionMode=${encodeURIComponent(mode)}` : reconnect ? 'isReconnect=true' : '';
  return query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url;
}

/** Sub-protocols of secure RTM (protocol.md §2.3). They hold the JWT: never log them. */
export function subprotocols(jwt: string, nonce: string): string[] {
  return ['x-rtm-v|1', `jwt|${jwt}`, `nonce|${nonce}`];
}
