import { ConfigError, ConnectionError, type ErrorCode, HttpError, isXoError } from '../errors/index.js';
import { type Clock, elapsedOn } from '../lib/clock.js';
import { MAX_JSON_LENGTH, parseJson, toJson } from '../lib/json.js';
import { withTimeout } from '../lib/timeout.js';
import { retryAfterMs } from './retry-after.js';

export interface HttpRequest {
  /** Completes "unable to …" in error messages. */
  operation: string;
  url: string;
  /** Requests with the same key share the wait that `Retry-After` requests. @default the URL without its query */
  bucket?: string | undefined;
  headers?: Record<string, string>;
  /** @default `POST` with a body, else `GET` */
  method?: string | undefined;
  /** Sent as JSON, except for a FormData or a Blob, which is sent unchanged. */
  body?: object | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds. @default the limit of the client */
  timeoutMs?: number | undefined;
}

/** The contents of an error body, with texts as the platform sent them. The caller of `createHttpClient` supplies the parser. */
export interface ParsedErrorBody {
  code?: string;
  message?: string;
  /** True if the body reports an expired or invalid token, whatever the status is. */
  tokenExpired?: boolean;
  /** True if a proxy, a gateway or a login page has answered instead of the platform. */
  foreign?: boolean;
}

/**
 * Sends a request and resolves with the parsed JSON of a successful answer. Does not follow redirects, because the request
 * holds a token that no other server may receive.
 *
 * @throws HttpError if the answer is a failure, a redirect, not JSON, or longer than the limit
 * @throws ConfigError if the request body cannot be written as JSON
 * @throws ConnectionError `XO_NETWORK`, `XO_TIMEOUT` or `XO_ABORTED` if there is no answer
 */
export type HttpClient = (request: HttpRequest) => Promise<unknown>;

/** @throws ConfigError for a body with a cycle, a BigInt or very deep nesting */
function stringify(body: object | undefined, unable: string): string | undefined {
  try {
    return body && toJson(body);
  } catch {
    throw new ConfigError('XO_CONFIG_INVALID', `${unable}its body must be JSON, and not nested too deeply`);
  }
}

/** An error quotes at most this much of the platform's message, in UTF-16 units. */
const MAX_MESSAGE_LENGTH = 300;

/**
 * Creates the only access to `fetch` in this package. It does not retry, because only the caller knows whether that is safe.
 *
 * @param limitMs default time limit of a request
 * @param readError parses the JSON of a failed answer
 * @param redact removes secrets from the platform's texts before an error quotes them; never rejects. Texts without a result are not quoted
 * @param maxLength maximum length of an answer, in UTF-16 units
 * @param pauses by bucket: the time of `elapsedOn()` until which the platform accepts no more requests (D8 in docs/delivery.md)
 */
export function createHttpClient(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  limitMs: number,
  readError: (body: unknown) => ParsedErrorBody,
  redact: (text: string, signal?: AbortSignal) => string | Promise<string | undefined>,
  maxLength = MAX_JSON_LENGTH,
  pauses = new Map<string, number>(),
): HttpClient {
  return async ({
    operation,
    url,
    bucket = url.split('?')[0]!,
    method,
    headers,
    body,
    signal,
    timeoutMs = limitMs,
  }) => {
    const unable = `unable to ${operation}; `;
    const failure = (code: ErrorCode, why: unknown, status: number, retryAfterMs?: number, platformCode?: string) =>
      new HttpError(code, `${unable}the answer was ${why}`, { status, platformCode, retryAfterMs });
    const pausedMs = pauses.get(bucket)! - elapsedOn(clock);
    if (pausedMs > 0) throw failure('XO_HTTP_RATE_LIMITED', 'to wait', 429, pausedMs);

    const isFile = /^.object (FormData|Blob|File)/.test({}.toString.call(body));
    const content = isFile ? body : stringify(body, unable);
    const [response, text] = await withTimeout(clock, timeoutMs, signal, operation, async (inner) => {
      const response = await fetch(url, {
        cache: 'no-store',
        // The target of a redirect would receive the token. In browsers the answer is then opaque; elsewhere it has its status.
        redirect: 'manual',
        credentials: 'omit',
        method: method ?? (body ? 'POST' : 'GET'),
        // The runtime sets the boundary of a form and the type of a blob itself.
        headers: { ...(body && !isFile && { 'content-type': 'application/json' }), ...headers },
        body: content as NonNullable<RequestInit['body']>,
        signal: inner,
      });
      return [response, await response.text()] as const;
    }).catch((cause) => {
      // The error of fetch is dropped: it may hold the request, and with it the token (D9 in docs/delivery.md).
      throw isXoError(cause) ? cause : new ConnectionError('XO_NETWORK', `${unable}no connection`);
    });
    const { ok } = response;
    // An opaque redirect has status 0.
    if (response.redirected || !/^[245]/.test(`${response.status}`)) {
      throw failure('XO_HTTP_BODY', 'a redirect, which is not followed', response.status);
    }
    if (ok && text.length > maxLength)
      throw failure('XO_HTTP_TOO_LARGE', `${text.length} characters long`, response.status);
    // The platform accepts a chunk of a file with an empty body (docs/protocol.md §1.10).
    const json = parseJson(text || (ok ? '{}' : ''), true, maxLength) as
      | { errors?: unknown[]; error?: unknown }
      | undefined;
    // rtm/start may report errors with status 200 (docs/protocol.md §1.5).
    if (ok && json && !json.errors?.length && !json.error) return json;

    const { code: givenCode, message, tokenExpired, foreign } = readError(json);
    const status = tokenExpired ? 401 : response.status;
    const waitMs = retryAfterMs(response.headers, clock.now());
    if (waitMs) pauses.set(bucket, elapsedOn(clock) + waitMs);
    const code =
      status === 429
        ? 'XO_HTTP_RATE_LIMITED'
        : status > 499 || status === 408 || status === 425
          ? 'XO_HTTP_UNAVAILABLE'
          : json && !foreign
            ? 'XO_HTTP_STATUS'
            : // A proxy, a gateway or a login page has answered, which may be over in a minute.
              'XO_HTTP_BODY';
    const quote = async (text?: string) => text && (await redact(text, signal))?.slice(0, MAX_MESSAGE_LENGTH);
    const [why, platformCode] = await Promise.all([message, givenCode].map(quote));
    throw failure(code, why || status, status, waitMs, platformCode);
  };
}
