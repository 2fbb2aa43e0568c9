import { ConfigError, ProtocolError } from '../errors/index.js';
import { isLoopback } from '../lib/is-loopback.js';
import { isString } from '../lib/json.js';
import type { HistoryQuery } from './history.js';

/** What happens to running conversations on connect (docs/protocol.md §2.2). `options.connectionMode` explains each value. */
export type ConnectionMode = 'Default' | 'Start_New' | 'Start_New_Resume_Agent';

/** Restricts which platforms may receive a token. */
export interface PlatformRules {
  /** Also allows unencrypted connections. @default false */
  allowInsecure?: boolean | undefined;
  /** Origins, as returned by `readOrigins`. @default any */
  allowedPlatforms?: readonly string[] | undefined;
}

/** Returns undefined unless `url` is an absolute URL. */
function parseUrl(url: unknown): URL | undefined {
  try {
    return new URL(url as string);
  } catch {
    return undefined;
  }
}

/**
 * Returns why a token must not be sent to `url`, or an empty string if it may be sent.
 *
 * @param scheme `http` or `ws`
 * @param loopback whether loopback hosts are allowed without encryption
 */
function findProblem(url: URL | undefined, scheme: string, loopback: boolean, rules: PlatformRules): string {
  const { protocol = '', host, hostname = '', username, password } = url ?? ({} as Partial<URL>);
  const isSecure = protocol === `${scheme}s:`;
  if (!isSecure && protocol !== `${scheme}:`) return `is not a URL like ${scheme}s://platform.kore.ai`;
  if (username || password) return 'holds a user or password';
  if (!isSecure && !rules.allowInsecure && !(loopback && isLoopback(hostname))) {
    return 'is not encrypted, and allowInsecure is not set';
  }
  const origin = `http${isSecure ? 's' : ''}://${host}`;
  return rules.allowedPlatforms?.includes(origin) === false ? 'is not in allowedPlatforms' : '';
}

/** Returns the origins of `allowedPlatforms`. @throws ConfigError `XO_CONFIG_INVALID` unless it is a list of URLs */
export function readOrigins(list: readonly string[] | undefined): string[] | undefined {
  try {
    return list?.map((url) => new URL(url).origin);
  } catch {
    throw new ConfigError('XO_CONFIG_INVALID', 'unable to use allowedPlatforms; it must list origins');
  }
}

/**
 * Reduces `apiUrl` to its origin and path prefix, without `/api`, version and trailing slashes. `https://host`,
 * `https://host/api/` and `https://host/api/1.1/` all become `https://host`; `https://proxy/x/api` becomes `https://proxy/x`.
 *
 * @throws ConfigError `XO_CONFIG_INVALID` if the URL is not an absolute http(s) URL, holds a user or password, would send tokens in
 *   clear text, or is not one of the allowed platforms. The message does not quote the URL, because it may hold a password.
 */
export function normaliseApiUrl(apiUrl: string, rules: PlatformRules = {}): string {
  const url = parseUrl(apiUrl);
  const problem = findProblem(url, 'http', true, rules);
  if (problem) throw new ConfigError('XO_CONFIG_INVALID', `unable to use apiUrl; it ${problem}`);
  return url!.origin + url!.pathname.replace(/\/+(api(\/+1\.1)?\/*)?$/, '');
}

/**
 * Parses the socket URL from the answer of rtm/start. The socket receives the JWT, so its URL must be as safe as `apiUrl`.
 *
 * @param base the URL to which the request was sent
 * @throws ProtocolError `XO_PROTOCOL_ANSWER`, which is retryable only if the answer held no URL at all
 */
export function readSocketUrl(address: unknown, base: string, rules: PlatformRules): URL {
  const url = isString(address) ? parseUrl(address) : undefined;
  const problem = findProblem(url, 'ws', base.startsWith('http:'), rules);
  if (problem) {
    throw new ProtocolError('XO_PROTOCOL_ANSWER', `unable to get a socket URL; it ${problem}`, { retryable: !url });
  }
  return url!;
}

// The paths have version 1.1 for grant and start and no version for the history (docs/protocol.md §1.4–1.6). `base` comes from
// normaliseApiUrl.

export const grantUrl = (base: string): string => `${base}/api/1.1/oAuth/token/jwtgrant`;

export const startUrl = (base: string): string => `${base}/api/1.1/rtm/start`;

/** The URL of any other endpoint. `path` is relative to `/api/`. */
export const apiUrl = (base: string, path: string): string => `${base}/api/${path}`;

/** The URL of the history (docs/protocol.md §1.6). */
export function historyUrl(base: string, botId: string, query?: HistoryQuery): string {
  // URLSearchParams also converts numbers and booleans.
  return `${base}/api/botmessages/rtm?${new URLSearchParams({ botId, ...query } as unknown as Record<string, string>)}`;
}

/**
 * Adds to the socket URL of rtm/start the parameter that decides about running sessions (docs/protocol.md §2.2). A reconnect
 * leaves them alone: it sends `ConnectionMode=Reconnect` if a mode is configured, else `isReconnect=true`.
 */
export function socketUrl(
  url: string,
  { connectionMode, reconnect }: { connectionMode?: ConnectionMode | undefined; reconnect: boolean },
): string {
  const mode = connectionMode && (reconnect ? 'Reconnect' : connectionMode);
  const query = mode ? `ConnectionMode=${encodeURIComponent(mode)}` : reconnect ? 'isReconnect=true' : '';
  return query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url;
}

/** The sub-protocols of secure RTM (docs/protocol.md §2.3). They contain the JWT, so they must never be logged. */
export function subprotocols(jwt: string, nonce: string): string[] {
  return ['x-rtm-v|1', `jwt|${jwt}`, `nonce|${nonce}`];
}
