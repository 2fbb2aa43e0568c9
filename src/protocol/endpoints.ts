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

/** Undefined where it is no absolute address. */
function parseUrl(url: unknown): URL | undefined {
  try {
    return new URL(url as string);
  } catch {
    return undefined;
  }
}

/**
 * Why a token must not go there; empty where it may.
 *
 * @param scheme `http` or `ws`
 * @param loopback this machine's own names need no encryption
 */
function flawOf(url: URL | undefined, scheme: string, loopback: boolean, rules: PlatformRules): string {
  const { protocol = '', host, hostname = '', username, password } = url ?? ({} as Partial<URL>);
  const isSecure = protocol === `${scheme}s:`;
  if (!isSecure && protocol !== `${scheme}:`) return `is no address like ${scheme}s://platform.kore.ai`;
  if (username || password) return 'holds a user or password';
  if (!isSecure && !rules.allowInsecure && !(loopback && LOOPBACK.test(hostname))) {
    return 'is not encrypted, and allowInsecure is not set';
  }
  const origin = `http${isSecure ? 's' : ''}://${host}`;
  return rules.allowedPlatforms?.includes(origin) === false ? 'is not in allowedPlatforms' : '';
}

/** Origins of `allowedPlatforms`. @throws ConfigError `config_invalid` for what is no list of addresses */
export function readOrigins(list: readonly string[] | undefined): string[] | undefined {
  try {
    return list?.map((url) => new URL(url).origin);
  } catch {
    throw new ConfigError('config_invalid', 'unable to use allowedPlatforms; it is no list of origins');
  }
}

/**
 * What all forms of `apiUrl` have in common: origin and path prefix, without `/api`, version and slashes at the end.
 * `https://host`, `https://host/api/` and `https://host/api/1.1/` are the same platform; `https://proxy/x/api` is `https://proxy/x`.
 *
 * @throws ConfigError `config_invalid` when it is not an absolute http(s) address, holds a user or password, would send tokens
 *   in clear text, or is none of the allowed platforms. The address itself is not repeated, since it may hold a password.
 */
export function normaliseApiUrl(apiUrl: string, rules: PlatformRules = {}): string {
  const url = parseUrl(apiUrl);
  const flaw = flawOf(url, 'http', true, rules);
  if (flaw) throw new ConfigError('config_invalid', `unable to use apiUrl; it ${flaw}`);
  return url!.origin + url!.pathname.replace(/\/+(api(\/+1\.1)?\/*)?$/, '');
}

/**
 * Reads the socket's address that rtm/start answered with: it will get the JWT, so it must be as safe as `apiUrl` is.
 *
 * @param base what the platform was asked at
 * @throws ProtocolError `protocol_answer`; not retryable where there is an address, and the JWT must not go there
 */
export function readSocketUrl(address: unknown, base: string, rules: PlatformRules): URL {
  const url = isString(address) ? parseUrl(address) : undefined;
  const flaw = flawOf(url, 'ws', base.startsWith('http:'), rules);
  if (flaw) {
    throw new ProtocolError('protocol_answer', `unable to get a socket URL; it ${flaw}`, { retryable: !url });
  }
  return url!;
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
