import { ConnectionError, HttpError, isXoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import { retryAfterMs } from './retry-after.js';

export interface HttpRequest {
  /** Completes "unable to …", for error messages. */
  what: string;
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON by POST; without it the request is a GET. */
  body?: object;
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
  return async ({ what, url, headers, body, signal, timeoutMs = limitMs }) => {
    const unable = `unable to ${what}; `;
    const request: RequestInit = {
      cache: 'no-store',
      credentials: 'omit',
      headers: body ? { 'content-type': 'application/json', ...headers } : { ...headers },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    };
    try {
      const [response, text] = await withDeadline(
        clock,
        timeoutMs,
        signal,
        (why) => new ConnectionError(why, unable + why),
        async (inner) => {
          const response = await fetch(url, { ...request, signal: inner });
          return [response, await response.text()] as const;
        },
      );
      const json = parse(text);
      // rtm/start reports errors with status 200, too (protocol.md §1.5).
      if (response.ok && json && !json.errors && !json.error) return json;

      const { code: platformCode, message, tokenExpired } = readError(json);
      const status = tokenExpired ? 401 : response.status;
      throw new HttpError(
        status === 429 ? 'http_rate_limited' : status > 499 ? 'http_unavailable' : json ? 'http_status' : 'http_body',
        `${unable}the answer was ${message || status}`,
        { status, platformCode, retryAfterMs: retryAfterMs(response.headers, clock.now()) },
      );
    } catch (cause) {
      throw isXoError(cause) ? cause : new ConnectionError('network', `${unable}no connection`, { cause });
    }
  };
}

/** Undefined for what is not JSON: a page of a proxy, an empty body. */
function parse(text: string): { errors?: unknown; error?: unknown } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
