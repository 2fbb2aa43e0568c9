import { ConnectionError, HttpError } from '../errors/index.js';
import { createHttpClient, type HttpClient } from '../http/http-client.js';
import { elapsedOn } from '../lib/clock.js';
import { MAX_SERVER_JSON_LENGTH } from '../lib/json.js';
import { createRedactor } from '../lib/redact.js';
import { sleep } from '../lib/timeout.js';
import { type CallTraits, classifyError, isTokenRejection } from './classify-error.js';
import { createJwtCache } from './jwt-cache.js';
import type { AdminSettings, CallOptions } from './options.js';
import { readAdminError } from './read-response.js';
import { retryDelayMs } from './retry-delay.js';
import { type RateLimit, Throttle } from './throttle.js';

export type QueryValue = string | number | boolean | undefined;

/** One call of a public API. */
export interface ApiCall extends CallTraits, CallOptions {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Begins with a slash, from the root of the host. */
  path: string;
  /** Undefined values are left out. */
  query?: Readonly<Record<string, QueryValue>> | undefined;
  /** Sent as JSON. */
  body?: object | undefined;
  /** Sent instead of `body`. */
  form?: FormData;
  headers?: Record<string, string>;
  /** Size of the upload in bytes; an attempt gets as much more time as a slow line needs for it. @default 0 */
  uploadBytes?: number;
  /** The unit that the platform counts together for its rate limit: a bot, an account or a job. */
  bucket: string;
  limit: RateLimit;
}

/** 64 kB a second, so that a file still arrives on a line as slow as that. */
const UPLOAD_BYTES_PER_MS = 64;

/** Resolves to the parsed JSON of a successful answer. @throws XoError */
export type CallApi = (call: ApiCall) => Promise<unknown>;

/** Creates the function that does everything between a call and its answer: rate limit, JWT, request and retries. */
export function createCallApi(settings: AdminSettings): CallApi {
  const { fetch, clock, random, retries, timeoutMs, maxWaitMs, rateLimits, logger } = settings;
  const jwts = createJwtCache(settings);
  const throttle = rateLimits === 'documented' ? new Throttle(clock, maxWaitMs) : undefined;
  /** The HTTP client writes down here which endpoints have asked for a pause. All attempts of all calls share it. */
  const pauses = new Map<string, number>();
  const http = createHttpClient(
    fetch,
    clock,
    timeoutMs,
    readAdminError,
    createRedactor().redact,
    MAX_SERVER_JSON_LENGTH,
    pauses,
  );

  /** Waits until the endpoint may be called again. A timer may fire early, so the remaining time is read again after each wait. */
  async function awaitEndpoint(call: ApiCall, logWait: (text: string, ms: number) => void): Promise<void> {
    const { operation, signal } = call;
    for (;;) {
      const waitMs = Math.ceil((pauses.get(endpointOf(call)) ?? 0) - elapsedOn(clock));
      if (waitMs <= 0) return;
      if (waitMs > maxWaitMs) {
        throw new HttpError('XO_HTTP_RATE_LIMITED', `unable to ${operation}; the platform has asked for a pause`, {
          status: 429,
          platformCode: undefined,
          retryAfterMs: waitMs,
        });
      }
      logWait('the platform has asked for a pause: waiting', waitMs);
      await sleep(clock, waitMs, signal);
      if (signal?.aborted) throw new ConnectionError('XO_ABORTED', `unable to ${operation}; aborted`);
    }
  }

  return async (call) => {
    const { operation, signal } = call;
    const logWait = (text: string, ms: number) =>
      logger.debug(`${text} ${Math.ceil(ms / 1000)} s to ${operation}`, { bucket: call.bucket });
    for (let attempt = 0, isJwtRenewed = false; ; ) {
      await throttle?.pass(operation, call.bucket, call.limit, signal, (ms) => logWait('rate limit: waiting', ms));
      await awaitEndpoint(call, logWait);
      const { jwt, wasCached } = await jwts.take(operation, signal);
      try {
        return await send(http, settings, call, jwt);
      } catch (cause) {
        const error = classifyError(cause, call);
        if (isTokenRejection(error)) {
          jwts.reject(jwt);
          // A JWT that the platform has accepted before may have expired. A new one that it rejects is wrong.
          if (!wasCached || isJwtRenewed) throw error;
          isJwtRenewed = true;
          continue;
        }
        const delayMs = retryDelayMs(error, attempt, random);
        if (delayMs === undefined || attempt >= retries || delayMs > maxWaitMs) throw error;
        attempt++;
        logWait(`attempt ${attempt} failed, the next in`, delayMs);
        await sleep(clock, delayMs, signal);
        if (signal?.aborted)
          throw new ConnectionError('XO_ABORTED', `unable to ${operation}; aborted`, { cause: error });
      }
    }
  };
}

/** Sends one attempt. */
function send(http: HttpClient, { host, timeoutMs }: AdminSettings, call: ApiCall, jwt: string): Promise<unknown> {
  const { operation, method, path, query, body, form, headers, uploadBytes = 0, signal } = call;
  return http({
    operation,
    bucket: endpointOf(call),
    url: host + path + queryString(query),
    method,
    headers: {
      ...headers,
      accept: 'application/json',
      // GET requests need it as well (public-apis.md §1.1). A form sets its own type, with the boundary.
      ...(!form && { 'content-type': 'application/json' }),
      auth: jwt,
    },
    body: form ?? body,
    timeoutMs: timeoutMs + Math.ceil(uploadBytes / UPLOAD_BYTES_PER_MS),
    signal,
  });
}

function endpointOf({ method, path }: ApiCall): string {
  return `${method} ${path}`;
}

function queryString(query: ApiCall['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size > 0 ? `?${given}` : '';
}
