import { ConfigError, ProtocolError } from '../errors/index.js';
import { isString } from '../lib/json.js';
import type { HistoryQuery } from './history.js';

/** What happens to running conversations on connect (protocol.md §2.2); `options.connectionMode` explains each. */
export type ConnectionMode = 'Default' | 'Start_New' | 'Start_New_Resume_Agent';

/** Which platforms may get a token. */
export interface PlatformRules {
  /** Without encryption, too. */
  allowInsecure?: boolean | undefined;
  /** Origins, as `readOrigins` gives them. */
  allowedPlatforms?: readonly string[] | undefined;
}

/** Names of this machine, as URL writes them. */
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1])$/;

const refuseApiUrl = (why: string, hint?: string) =>
  new ConfigError('config_invalid', `unable to use apiUrl; ${why}`, hint ? { hint } : {});

/** Undefined where it is no absolute address. */
function parseUrl(url: unknown): URL | undefined {
  try {
    return new URL(url as string);
  } catch {
    return undefined;
  }
}

/** Origins of `allowedPlatforms`. @throws ConfigError `config_invalid` for what is no list of addresses */
export function readOrigins(list: readonly string[] | undefined): string[] | undefined {
  const origins = list && (Array.isArray(list) ? list : [undefined]).map((url) => parseUrl(url)?.origin);
  if (origins?.includes(undefined)) {
    throw new ConfigError('config_invalid', 'unable to use allowedPlatforms; it must be a list of origins');
  }
  return origins as string[] | undefined;
}

/**
 * What all forms of `apiUrl` have in common: origin and path prefix, without `/api`, version and slashes at the end.
 * `https://host`, `https://host/api/` and `https://host/api/1.1/` are the same platform; `https://proxy/x/api` is `https://proxy/x`.
 *
 * @throws ConfigError `config_invalid` when it is not an absolute http(s) address, holds a user or password, would send tokens
 *   in clear text, or is none of the allowed platforms. The address itself is not repeated, since it may hold a password.
 */
export function normaliseApiUrl(apiUrl: string, { allowInsecure, allowedPlatforms }: PlatformRules = {}): string {
  const { protocol, origin, hostname, pathname, username, password } = parseUrl(apiUrl) ?? ({} as Partial<URL>);
  if (!/^https?:/.test(`${protocol}`)) throw refuseApiUrl('it must be an address like https://platform.kore.ai');
  if (username || password) throw refuseApiUrl('it must not hold a user or password');
  if (protocol === 'http:' && !allowInsecure && !LOOPBACK.test(hostname!)) {
    throw refuseApiUrl('http: would send tokens in clear text', 'Use https:, or allowInsecure in a network you trust.');
  }
  if (allowedPlatforms && !allowedPlatforms.includes(origin!)) throw refuseApiUrl('it is not in allowedPlatforms');
  return origin + pathname!.replace(/\/+(api(\/+1\.1)?\/*)?$/, '');
}

/**
 * The socket's address that rtm/start answered with: it will get the JWT, so it must be as safe as `apiUrl` is.
 *
 * @param base what the platform was asked at
 * @throws ProtocolError `protocol_answer`, not retryable where the platform would have to change its mind about where it lives
 */
export function readSocketUrl(url: unknown, base: string, { allowInsecure, allowedPlatforms }: PlatformRules): URL {
  const refuse = (why: string, isFinal?: boolean) =>
    new ProtocolError(
      'protocol_answer',
      `unable to open a socket; its address ${why}`,
      isFinal ? { retryable: false, hint: 'Check apiUrl, allowInsecure and allowedPlatforms.' } : {},
    );
  const parsed = isString(url) && parseUrl(url);
  if (!parsed || !/^wss?:/.test(parsed.protocol)) throw refuse('is missing or no address of a socket');
  const { protocol, host, hostname, username, password } = parsed;
  if (username || password) throw refuse('holds a user or password');
  if (protocol === 'ws:' && !allowInsecure && !(base.startsWith('http:') && LOOPBACK.test(hostname))) {
    throw refuse('is ws:, which would send tokens in clear text', true);
  }
  if (allowedPlatforms && !allowedPlatforms.includes(`${protocol.replace('ws', 'http')}//${host}`)) {
    throw refuse('is not in allowedPlatforms', true);
  }
  return parsed;
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
