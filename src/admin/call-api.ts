import { ConnectionError, HttpError } from '../errors/index.js';
import { createHttpClient } from '../http/http-client.js';
import { MAX_SERVER_JSON_LENGTH } from '../lib/json.js';
import { sleep } from '../lib/timeout.js';
import { explainFailure, type FailedCall, isTokenRefusal } from './explain-failure.js';
import { createJwtSource } from './jwt-source.js';
import type { AdminSettings, CallOptions } from './options.js';
import { RateGate, type RateLimit } from './rate-gate.js';
import { readAdminError } from './read-admin-error.js';
import { retryDelayMs } from './retry-delay.js';

export type QueryValue = string | number | boolean | undefined;

/** One call of a public API. */
export interface ApiCall extends FailedCall, CallOptions {
  method: 'GET' | 'POST' | 'DELETE';
  /** From the root of the host. */
  path: string;
  /** Undefined values are left out. */
  query?: Readonly<Record<string, QueryValue>>;
  body?: object;
  /** In place of a body. */
  form?: FormData;
  headers?: Record<string, string>;
  /** Bytes that are sent: an attempt gets the time that a slow line needs for them. @default 0 */
  uploadBytes?: number;
  /** What the platform counts together: a bot, an account, a job. */
  bucket: string;
  limit: RateLimit;
}

/** 64 kB a second: a file on a line as slow as that still arrives. */
const UPLOAD_BYTES_PER_MS = 64;

/** Gives the parsed JSON of a successful answer. @throws XoError */
export type CallApi = (call: ApiCall) => Promise<unknown>;

/** Everything between a call and its answer: rate limit, JWT, request, retries. */
export function createCallApi(settings: AdminSettings): CallApi {
  const { clock, random, retries, maxWaitMs, rateLimits, logger } = settings;
  const jwts = createJwtSource(settings);
  const gate = rateLimits === 'documented' ? new RateGate(clock, maxWaitMs) : undefined;

  return async (call) => {
    const { what, signal } = call;
    const tell = (text: string, ms: number) =>
      logger('debug', `${text} ${Math.ceil(ms / 1000)} s to ${what}`, { bucket: call.bucket });
    for (let attempt = 0, renewed = false; ; ) {
      await gate?.pass(what, call.bucket, call.limit, signal, (ms) => tell('rate limit: waiting', ms));
      const { jwt, wasKept } = await jwts.take(what, signal);
      try {
        return await send(settings, call, jwt);
      } catch (cause) {
        const error = explainFailure(cause, call);
        if (isTokenRefusal(error)) {
          jwts.refuse(jwt);
          // Only a JWT that was right once may be right again when it is new.
          if (!wasKept || renewed) throw error;
          renewed = true;
          continue;
        }
        const delayMs = retryDelayMs(error, attempt, random);
        if (delayMs === undefined || attempt >= retries || delayMs > maxWaitMs) throw error;
        attempt++;
        tell(`attempt ${attempt} failed, the next in`, delayMs);
        await sleep(clock, delayMs, signal);
        if (signal?.aborted) throw new ConnectionError('aborted', `unable to ${what}; aborted`, { cause: error });
      }
    }
  };
}

/**
 * One attempt. The house's HTTP client knows GET, and POST with JSON; what these APIs want beyond that is put in on the
 * way to `fetch`.
 */
function send(settings: AdminSettings, call: ApiCall, jwt: string): Promise<unknown> {
  const { fetch, clock, timeoutMs, host } = settings;
  const { what, method, path, body, form, headers, uploadBytes = 0, signal } = call;
  const http = createHttpClient(
    async (url, init) => {
      // Never followed: it would carry the JWT to wherever it leads. Not `error`, which Cloudflare Workers do not know.
      const response = await fetch(url, { ...init, method, ...(form && { body: form }), redirect: 'manual' });
      if (isRedirect(response)) throw redirected(what, response);
      return response;
    },
    clock,
    timeoutMs + Math.ceil(uploadBytes / UPLOAD_BYTES_PER_MS),
    readAdminError,
    undefined,
    MAX_SERVER_JSON_LENGTH,
  );
  return http({
    operation: what,
    url: host + path + queryOf(call.query),
    headers: {
      ...headers,
      accept: 'application/json',
      // Also on GET (seeds). A form brings its own, with the boundary.
      ...(!form && { 'content-type': 'application/json' }),
      auth: jwt,
    },
    ...(body && { body }),
    signal,
  });
}

/** Browsers and edge runtimes hide it behind a type of its own, with status 0. */
function isRedirect({ status, type, redirected: wasFollowed }: Response): boolean {
  return wasFollowed || type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);
}

/** The platform sends nobody elsewhere: something else has answered, as a sign-in page or a proxy does. */
function redirected(what: string, { status }: Response): HttpError {
  return new HttpError('http_body', `unable to ${what}; the answer was a redirect${status ? `, ${status}` : ''}`, {
    status,
    platformCode: undefined,
    retryAfterMs: undefined,
    hint: 'The platform does not redirect. Check apiUrl, https:// and the proxies on the way.',
  });
}

function queryOf(query: ApiCall['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size > 0 ? `?${given}` : '';
}
