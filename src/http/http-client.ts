import { ConnectionError, HttpError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import { retryAfterMs } from './retry-after.js';

export interface HttpRequest {
  /** Completes "unable to …", for error messages. */
  what: string;
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON by POST; without it the request is a GET. */
  body?: unknown;
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

export interface HttpOptions {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  timeoutMs: number;
  readError(body: unknown): PlatformError | undefined;
}

/**
 * Gives the parsed JSON of a successful answer.
 *
 * @throws HttpError for an answer that is not a success, or not JSON
 * @throws ConnectionError `network`, `timeout` or `aborted` where there is no answer
 */
export type HttpClient = (request: HttpRequest) => Promise<unknown>;

/** The one door to `fetch`. No retries here: whoever asks knows whether asking again is right. */
export function createHttpClient({ fetch, clock, timeoutMs, readError }: HttpOptions): HttpClient {
  return (request) =>
    withDeadline(
      {
        clock,
        limitMs: request.timeoutMs ?? timeoutMs,
        signal: request.signal,
        refuse: (why) =>
          new ConnectionError(
            why,
            `unable to ${request.what}; ${why === 'aborted' ? 'it was aborted' : 'no answer in time'}`,
          ),
      },
      (signal) => exchange(request, signal),
    );

  async function exchange({ what, url, headers, body }: HttpRequest, signal: AbortSignal): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
        cache: 'no-store',
        credentials: 'omit',
        signal,
      });
      text = await response.text();
    } catch (cause) {
      throw new ConnectionError('network', `unable to ${what}; no connection`, { cause });
    }
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      // A page of a proxy, an empty body: json stays undefined.
    }
    const problem = readError(json);
    const status = problem?.tokenExpired ? 401 : response.status;
    if (response.ok && json && !problem) return json;

    const code =
      status === 429
        ? 'http_rate_limited'
        : status >= 500
          ? 'http_unavailable'
          : json && problem
            ? 'http_status'
            : 'http_body';
    throw new HttpError(
      code,
      `unable to ${what}; the answer was ${status}${json ? '' : ' without JSON'}${problem?.message ? ` (${problem.message})` : ''}`,
      { status, platformCode: problem?.code, retryAfterMs: retryAfterMs(response.headers, clock.now()) },
    );
  }
}
