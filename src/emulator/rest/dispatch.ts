import { bearerToken, type RequestHeaders } from '../auth/bearer.js';
import type { Answer, Exchange, RequestBody } from '../http/exchange.js';
import { readBody } from '../http/read-body.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { EndpointFault } from '../types/fault-rule.js';
import { applyHttpFaults } from './http-faults.js';
import { type Found, findRoute } from './routes.js';

/** An HTTP request, independent of the server that received it. */
export interface PlatformRequest {
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly headers: RequestHeaders;
  /** `host:port` under which the client reached the platform. */
  readonly host: string;
  /** True if the client used TLS. */
  readonly secure: boolean;
  readonly body: RequestBody;
  /** True if the client has disconnected before the request was complete. */
  isAborted(): boolean;
}

export interface PlatformResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Uint8Array;
}

/** `noAnswer`: the request stays open without an answer. `disconnect`: the connection is cut. */
export type Outcome = PlatformResponse | 'noAnswer' | 'disconnect';

/** Answers a request: finds its route, applies the fault rules, calls the endpoint, and puts errors into the platform's form. */
export async function dispatch(platform: Platform, request: PlatformRequest): Promise<Outcome> {
  try {
    const url = parseTarget(request.target);
    if (!url) throw new ApiError(400, 'Invalid URL');
    const found = findRoute(request.method, url.pathname);
    if (!('route' in found)) throw notFound(request.method, url.pathname, found.allowed);
    const outcome = await applyHttpFaults(platform, found.route.name, request.headers);
    switch (outcome.type) {
      case 'continue': {
        const answer = await found.route.handle(platform, toExchange(platform, request, url, found, outcome.fault));
        return respond(platform, request, 200, answer);
      }
      case 'foreign':
        record(platform, request, outcome.answer.status);
        return outcome.answer;
      default:
        record(platform, request, 'none');
        return outcome.type;
    }
  } catch (error) {
    // No client is left that could read an answer.
    if (request.isAborted()) return 'noAnswer';
    return toErrorResponse(platform, request, error);
  }
}

/** The answer to an error: that of an `ApiError`, and 500 for every other error, which is logged. */
export function toErrorResponse(
  platform: Platform,
  request: Pick<PlatformRequest, 'method' | 'target' | 'headers'>,
  error: unknown,
): PlatformResponse {
  const { status, headers, body } = error instanceof ApiError ? error : internalError(platform, error);
  const response = respond(platform, request, status, { body });
  return { ...response, headers: { ...headers, ...response.headers } };
}

/** Undefined for a target that is not a URL. */
export function parseTarget(target: string): URL | undefined {
  try {
    return new URL(target, 'http://emulator');
  } catch {
    return undefined;
  }
}

function respond(
  platform: Platform,
  request: Pick<PlatformRequest, 'method' | 'target' | 'headers'>,
  status: number,
  answer: Answer,
): PlatformResponse {
  record(platform, request, status);
  const { contentType, content, headers } =
    'body' in answer
      ? { contentType: 'application/json; charset=utf-8', content: JSON.stringify(answer.body), headers: {} }
      : answer;
  return { status, headers: { ...headers, 'Content-Type': contentType, 'Cache-Control': 'no-store' }, content };
}

function record(
  { tokens, trace }: Platform,
  { method, target, headers }: Pick<PlatformRequest, 'method' | 'target' | 'headers'>,
  status: number | 'none',
): void {
  const token = tokens.find(bearerToken(headers) ?? '');
  const user = token && { user: token.user.identity };
  trace.record(() => ({ direction: 'http', ...user, method, path: target, status }), target.length);
}

function toExchange(
  platform: Platform,
  request: PlatformRequest,
  url: URL,
  { params }: Found,
  fault: EndpointFault | undefined,
): Exchange {
  const { method, headers, host, secure, body } = request;
  return {
    method,
    headers,
    query: url.searchParams,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decode(value)])),
    host,
    secure,
    body,
    ...(fault && { fault }),
    json: () => readBody(body, headers, platform.settings.maxBodyBytes),
  };
}

function notFound(method: string, path: string, allowed: readonly string[]): ApiError {
  if (allowed.length === 0) return new ApiError(404, `Resource not found: ${path}`);
  return new ApiError(405, `Method ${method} is not allowed here`, { headers: { allow: allowed.join(', ') } });
}

function internalError(platform: Platform, error: unknown): ApiError {
  platform.logError('internal error', error);
  return new ApiError(500, 'Internal Server Error');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ApiError(400, 'Invalid URL');
  }
}
