import { type Clock, systemClock } from '../lib/clock.js';
import { configErrorFor, requireLogger } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { systemRandom } from '../lib/random.js';
import { readApiUrl } from './api-url.js';

const configError = configErrorFor('make an admin client');

/** Why a JWT is requested: there was none yet, the last one is used up or about to expire, or the platform rejected it. */
export type AdminJwtReason = 'initial' | 'expired' | 'rejected';

/**
 * Returns a JWT for the public APIs, with the claims `sub` and `appId`, spelled exactly so (public-apis.md §1.2).
 * `signer.signForApi()` of `xo-rtm/server` makes one. `signal` is aborted when nobody waits for the JWT any more.
 */
export type GetAdminJwt = (request: { reason: AdminJwtReason; signal: AbortSignal }) => string | Promise<string>;

/** The options of `createAdminClient()`. */
export interface AdminClientOptions {
  /**
   * Address of the platform: `https://host`, `https://host/api/` or `https://host/api/1.1/`. `http:` is allowed for the local machine,
   * or with `allowInsecure`. It must not contain a user name or a password.
   */
  apiUrl: string;
  /** Also allows `http:` beyond the local machine. Others on the network can then read JWTs and data. @default false */
  allowInsecure?: boolean;
  getJwt: GetAdminJwt;
  /**
   * True: each request and each retry uses a JWT of its own, as apps that enforce JTI require. False: a JWT is reused until shortly
   * before it expires, whatever its claims say. @default decided by the JWT: one with `jti`, or an encrypted one, is used once
   */
  jti?: boolean;
  /**
   * Milliseconds for one attempt, and for one call of `getJwt`. The attempt of an upload gets additional time for its bytes, at 64 kB a
   * second. @default 30000
   */
  timeoutMs?: number;
  /** How often a call is repeated when that is safe. @default 3 */
  retries?: number;
  /** Longest wait for a rate limit, in milliseconds. A longer wait is an error with `retryAfterMs`. @default 3600000 (1 h) */
  maxWaitMs?: number;
  /**
   * `documented`: calls wait before they are sent, so that the client never exceeds the documented limits of the platform (60 calls a
   * minute and 1800 an hour for each bot, account or job; public-apis.md §3). `none`: the client waits only when the platform asks for
   * it. @default 'documented'
   */
  rateLimits?: 'documented' | 'none';
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Receives a line for each wait and each retry; the lines contain no secrets. @default warnings to the console */
  logger?: Logger;
  /** Source of time, for tests. @default the system clock */
  clock?: Clock;
  /** Returns a number from 0 up to 1 for the jitter of retries, for tests. @default Math.random */
  random?: () => number;
}

/** The options that every call takes. */
export interface CallOptions {
  /** Ends the call, its waits and its retries with `ConnectionError` `XO_ABORTED`. */
  signal?: AbortSignal | undefined;
}

/** The options with every default filled in. */
export interface AdminSettings extends Required<Omit<AdminClientOptions, 'apiUrl' | 'allowInsecure' | 'jti'>> {
  /** Without a slash at the end; paths begin with `/api/` or `/agentassist/`. */
  host: string;
  jti: boolean | undefined;
}

/** @throws ConfigError */
export function readOptions(options: AdminClientOptions): AdminSettings {
  if (typeof options !== 'object' || options === null) {
    throw configError('options are missing', 'Pass { apiUrl, getJwt }.');
  }
  const {
    timeoutMs = 30_000,
    retries = 3,
    maxWaitMs = 3_600_000,
    rateLimits = 'documented',
    allowInsecure = false,
  } = options;
  if (typeof options.getJwt !== 'function') throw configError('getJwt must be a function that gives a JWT');
  if (typeof allowInsecure !== 'boolean') throw configError('allowInsecure must be true or false');
  requireNumber('timeoutMs', timeoutMs, 1);
  requireNumber('retries', retries, 0);
  requireNumber('maxWaitMs', maxWaitMs, 0);
  if (rateLimits !== 'documented' && rateLimits !== 'none') {
    throw configError('rateLimits must be documented or none');
  }
  return {
    host: readApiUrl(options.apiUrl, allowInsecure),
    getJwt: options.getJwt,
    jti: options.jti,
    timeoutMs,
    retries,
    maxWaitMs,
    rateLimits,
    // Read at each request, so that a `fetch` that is replaced later counts.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    logger: requireLogger('make an admin client', options.logger),
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
  };
}

function requireNumber(name: string, value: unknown, min: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < min) {
    throw configError(`${name} must be a whole number from ${min} up`);
  }
}
