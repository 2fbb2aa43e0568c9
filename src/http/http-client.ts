import { ConnectionError, type ErrorCode, HttpError, isXoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import { parseJson } from '../lib/json.js';
import { retryAfterMs } from './retry-after.js';

export interface HttpRequest {
  /** Completes "unable to …", for error messages. */
  what: string;
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

/** What a failed answer's body says; reading it is the protocol's business. */
export interface PlatformError {
  code?: string;
  message?: string;
  /** The body speaks of an expired or invalid token, whatever the status says. */
  tokenExpired?: boolean;
}

/**
 * Gives the parsed JSON of a successful answer.
 *
 * @throws HttpError for an answer that is not a success, or not JSON
 * @throws ConnectionError `network`, `timeout` or `aborted` where there is no answer
 */
export type HttpClient = (request: HttpRequest) => Promise<unknown>;

/** The one door to `fetch`. No retries here: whoever asks knows whether asking again is right. */
export function createHttpClient(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  limitMs: number,
  readError: (body: unknown) => PlatformError,
): HttpClient {
  /** From when and for how long the platform does not want to be asked for this (law 5): no caller has to remember it. */
  const pauses = new Map<string, [since: number, ms: number]>();
  return async ({ what, url, method, headers, body, signal, timeoutMs = limitMs }) => {
    const unable = `unable to ${what}; `;
    const refuse = (code: ErrorCode, why: unknown, status: number, retryAfterMs?: number, platformCode?: string) =>
      new HttpError(code, `${unable}the answer was ${why}`, { status, platformCode, retryAfterMs });
    const [since, ms] = pauses.get(what) ?? [0, 0];
    const passedMs = clock.now() - since;
    // A clock that was set back says nothing about how much has passed.
    if (passedMs < ms && passedMs >= 0) throw refuse('http_rate_limited', 'to wait', 429, ms - passedMs);

    const isFile = /^.object (FormData|Blob|File)/.test({}.toString.call(body));
    const content = isFile ? body : JSON.stringify(body);
    const [response, text] = await withDeadline(clock, timeoutMs, signal, what, async (inner) => {
      const response = await fetch(url, {
        cache: 'no-store',
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
    // A file's part is taken without a word (protocol.md §1.10).
    const json = parseJson(text || (ok ? '{}' : '')) as { errors?: unknown[]; error?: unknown } | undefined;
    // rtm/start reports errors with status 200, too (protocol.md §1.5).
    if (ok && json && !json.errors?.length && !json.error) return json;

    const { code: platformCode, message, tokenExpired } = readError(json);
    const status = tokenExpired ? 401 : response.status;
    const waitMs = retryAfterMs(response.headers, clock.now());
    if (waitMs) pauses.set(what, [clock.now(), waitMs]);
    const code =
      status === 429
        ? 'http_rate_limited'
        : status > 499 || status === 408 || status === 425
          ? 'http_unavailable'
          : json
            ? 'http_status'
            : 'http_body';
    throw refuse(code, message || status, status, waitMs, platformCode);
  };
}
