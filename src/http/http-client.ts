import { ConfigError, ConnectionError, type ErrorCode, HttpError, isXoError } from '../errors/index.js';
import { type Clock, elapsedOn } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import { MAX_JSON_LENGTH, parseJson, toJson } from '../lib/json.js';
import { createRedactor, type Redactor } from '../lib/redact.js';
import { retryAfterMs } from './retry-after.js';

export interface HttpRequest {
  /** Completes "unable to …", for error messages. */
  what: string;
  /** Requests of the same endpoint share the pause that a `Retry-After` asks for. @default `what` */
  endpoint?: string | undefined;
  url: string;
  headers?: Record<string, string>;
  /** `POST` with a body, else `GET`. */
  method?: string | undefined;
  /** Sent as JSON; a FormData or a Blob as what it is. */
  body?: object | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds, instead of the client's own. */
  timeoutMs?: number | undefined;
}

/** What a failed answer's body says, as the platform wrote it; reading it is the protocol's business. */
export interface PlatformError {
  code?: string;
  message?: string;
  /** The body speaks of an expired or invalid token, whatever the status says. */
  tokenExpired?: boolean;
  /** Somebody on the way has answered in place of the platform. */
  foreign?: boolean;
}

/**
 * Gives the parsed JSON of a successful answer.
 *
 * A redirect is never followed: the request holds a token, which is for the platform alone.
 *
 * @throws HttpError for an answer that is not a success, a redirect, not JSON, or longer than the client may read
 * @throws ConfigError for a body that is no JSON
 * @throws ConnectionError `network`, `timeout` or `aborted` where there is no answer
 */
export type HttpClient = (request: HttpRequest) => Promise<unknown>;

/** @throws ConfigError for what is no JSON: a cycle, a BigInt, what is nested too deeply */
function stringify(body: object | undefined, unable: string): string | undefined {
  try {
    return body && toJson(body);
  } catch {
    throw new ConfigError('config_invalid', `${unable}its body is no JSON, or nested too deeply`);
  }
}

/** What an error repeats of the platform's words, in UTF-16 units. */
const LONGEST_MESSAGE = 300;

/**
 * The one door to `fetch`. No retries here: whoever asks knows whether asking again is right.
 *
 * @param redact takes the secrets out of what the platform says, before it stands in an error
 * @param maxLength of an answer, in UTF-16 units
 * @param pauses by endpoint: the time, by `elapsedOn()`, before which the platform wants no further request (law 5). The client keeps it, so
 *   that no caller has to
 */
export function createHttpClient(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  limitMs: number,
  readError: (body: unknown) => PlatformError,
  redact: Redactor['redact'] = createRedactor().redact,
  maxLength = MAX_JSON_LENGTH,
  pauses = new Map<string, number>(),
): HttpClient {
  return async ({ what, endpoint = what, url, method, headers, body, signal, timeoutMs = limitMs }) => {
    const unable = `unable to ${what}; `;
    const refuse = (code: ErrorCode, why: unknown, status: number, retryAfterMs?: number, platformCode?: string) =>
      new HttpError(code, `${unable}the answer was ${why}`, { status, platformCode, retryAfterMs });
    const pausedMs = pauses.get(endpoint)! - elapsedOn(clock);
    if (pausedMs > 0) throw refuse('http_rate_limited', 'to wait', 429, pausedMs);

    const isFile = /^.object (FormData|Blob|File)/.test({}.toString.call(body));
    const content = isFile ? body : stringify(body, unable);
    const [response, text] = await withDeadline(clock, timeoutMs, signal, what, async (inner) => {
      const response = await fetch(url, {
        cache: 'no-store',
        // Wherever it leads to, it would get the token. In browsers the answer is opaque then, elsewhere it has its status.
        redirect: 'manual',
        credentials: 'omit',
        method: method ?? (body ? 'POST' : 'GET'),
        // The runtime names the boundary of a form and the type of a blob itself.
        headers: { ...(body && !isFile && { 'content-type': 'application/json' }), ...headers },
        body: content as NonNullable<RequestInit['body']>,
        signal: inner,
      });
      return [response, await response.text()] as const;
    }).catch((cause) => {
      // What fetch threw may hold the request, and that holds the token (law 6).
      throw isXoError(cause) ? cause : new ConnectionError('network', `${unable}no connection`);
    });
    const { ok } = response;
    // The status of an opaque one is 0.
    if (response.redirected || !/^[245]/.test(`${response.status}`)) {
      throw refuse('http_body', 'a redirect, which is not followed', response.status);
    }
    if (ok && text.length > maxLength)
      throw refuse('http_too_large', `${text.length} characters long`, response.status);
    // A file's part is taken without a word (protocol.md §1.10).
    const json = parseJson(text || (ok ? '{}' : ''), true, maxLength) as
      | { errors?: unknown[]; error?: unknown }
      | undefined;
    // rtm/start reports errors with status 200, too (protocol.md §1.5).
    if (ok && json && !json.errors?.length && !json.error) return json;

    const { code: platformCode, message, tokenExpired, foreign } = readError(json);
    const clean = (text: string | undefined) => text && redact(text).slice(0, LONGEST_MESSAGE);
    const status = tokenExpired ? 401 : response.status;
    const waitMs = retryAfterMs(response.headers, clock.now());
    if (waitMs) pauses.set(endpoint, elapsedOn(clock) + waitMs);
    const code =
      status === 429
        ? 'http_rate_limited'
        : status > 499 || status === 408 || status === 425
          ? 'http_unavailable'
          : json && !foreign
            ? 'http_status'
            : // Only the platform can refuse: what a proxy, a gateway or a login page says may be over in a minute.
              'http_body';
    throw refuse(code, clean(message) || status, status, waitMs, clean(platformCode));
  };
}
