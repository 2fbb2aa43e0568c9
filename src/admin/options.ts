import { ConfigError } from '../errors/index.js';
import { type Clock, systemClock } from '../lib/clock.js';
import { consoleLogger, type Logger } from '../lib/logger.js';
import { readApiUrl } from './api-url.js';
import { systemFetch, systemRandom } from './environment.js';

/** Why a JWT is asked for: there is none yet, the last one is about to expire or used up, or the platform refused it. */
export type AdminJwtReason = 'initial' | 'expired' | 'rejected';

/**
 * Gives a JWT for the public APIs: claims `sub` and `appId`, the latter spelled exactly so (seeds, "Generating the JWT
 * Token"). `signer.signForApi()` of `xo-rtm/server` makes them.
 */
export type GetAdminJwt = (request: { reason: AdminJwtReason; signal: AbortSignal }) => string | Promise<string>;

/** Where the platform is, who signs, and how patient the client is. */
export interface AdminClientOptions {
  /** `https://host`, `https://host/api/` or `https://host/api/1.1/`. */
  apiUrl: string;
  getJwt: GetAdminJwt;
  /**
   * True: each request and each retry gets a JWT of its own, as apps that enforce JTI demand. False: a JWT is kept until
   * shortly before it expires, whatever is in it. @default as the JWT says: one with `jti`, or an encrypted one, is used once
   */
  jti?: boolean;
  /**
   * Milliseconds for one attempt, and for one call of `getJwt`. An upload gets the time on top that its bytes need at 64 kB a second.
   * @default 30000
   */
  timeoutMs?: number;
  /** How often a call is repeated where that is safe. @default 3 */
  retries?: number;
  /** Longest wait for a rate limit, in milliseconds; a longer one is an error with `retryAfterMs`. @default 3600000 (1 h) */
  maxWaitMs?: number;
  /**
   * `documented`: never more than the platform allows (60 a minute and 1800 an hour for each bot, account or job,
   * public-apis: Rate limits), so calls wait before they are sent. `none`: only what the platform answers counts.
   * @default 'documented'
   */
  rateLimits?: 'documented' | 'none';
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Gets a line for each wait and each retry, without secrets. @default warnings to the console */
  logger?: Logger;
  /** Time, for tests. @default the system's */
  clock?: Clock;
  /** From 0 up to 1, for the jitter of retries; for tests. @default the system's */
  random?: () => number;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call, its waits and its retries with `ConnectionError` `aborted`. */
  signal?: AbortSignal | undefined;
}

/** Options with every default filled in. */
export interface AdminSettings extends Required<Omit<AdminClientOptions, 'apiUrl' | 'jti'>> {
  /** Without a slash at the end; paths begin with `/api/` or `/agentassist/`. */
  host: string;
  jti: boolean | undefined;
}

/** @throws ConfigError */
export function readOptions(options: AdminClientOptions): AdminSettings {
  const { timeoutMs = 30_000, retries = 3, maxWaitMs = 3_600_000, rateLimits = 'documented' } = options;
  if (typeof options.getJwt !== 'function') throw refuse('getJwt must be a function that gives a JWT');
  requireNumber('timeoutMs', timeoutMs, 1);
  requireNumber('retries', retries, 0);
  requireNumber('maxWaitMs', maxWaitMs, 0);
  if (rateLimits !== 'documented' && rateLimits !== 'none') throw refuse('rateLimits must be documented or none');
  return {
    host: readApiUrl(options.apiUrl),
    getJwt: options.getJwt,
    jti: options.jti,
    timeoutMs,
    retries,
    maxWaitMs,
    rateLimits,
    fetch: options.fetch ?? systemFetch(),
    logger: options.logger ?? consoleLogger,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
  };
}

function requireNumber(name: string, value: unknown, least: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw refuse(`${name} must be a whole number from ${least} up`);
  }
}

function refuse(why: string): ConfigError {
  return new ConfigError('config_invalid', `unable to make an admin client; ${why}`);
}
