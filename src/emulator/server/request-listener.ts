import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { bearerToken } from '../auth/bearer.js';
import type { Answer, Exchange } from '../http/exchange.js';
import { readBody } from '../http/read-body.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { passHttpGate, type Verdict } from '../rest/http-faults.js';
import { type Found, findRoute } from '../rest/routes.js';
import type { EndpointFault } from '../types/fault-rule.js';
import { allowOrigin, answerPreflight } from './cors.js';
import type { Inspector } from './inspector-server.js';

/** Every HTTP exchange passes here: the guard, CORS, faults, the route, and errors in the platform's form. */
export function createHttpDoor(platform: Platform, inspector?: Inspector): RequestListener {
  return (request, response) => {
    const path = parseUrl(request.url)?.pathname ?? '';
    if (inspector?.isMine(path)) void inspector.serve(request, response, path);
    else void serve(platform, request, response);
  };
}

async function serve(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request;
  const url = parseUrl(request.url);
  const { fallback } = platform.settings;
  const found = url ? findRoute(method, url.pathname) : { allowed: [] };
  // Whoever brings pages of their own wants theirs at `/`, too.
  const isFree = url?.pathname === '/' || (!('route' in found) && found.allowed.length === 0);
  try {
    platform.guard.check(request, isFree && fallback ? 'page' : 'route' in found ? found.route.purpose : 'api');
    if (fallback && isFree) return fallback(request, response);

    allowOrigin(request, response);
    if (method === 'OPTIONS') return answerPreflight(request, response);
    if (!url) throw new PlatformError(400, 'Invalid URL');
    if (!('route' in found)) throw notRouted(method, url.pathname, found.allowed);
    const verdict = await passHttpGate(platform, found.route.name, request.headers);
    if (verdict.go !== 'on') return misbehave(platform, request, response, verdict);
    const exchange = toExchange(platform, request, url, found, verdict.fault);
    const answer = await found.route.handle(platform, exchange);
    finish(platform, request, response, 200, answer);
  } catch (error) {
    // The client has gone in the middle of its request: nobody is there to hear an answer.
    if (request.destroyed && !request.complete) return;
    const known = error instanceof PlatformError ? error : internalError(platform, error);
    for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
    finish(platform, request, response, known.status, { body: known.body });
  }
}

function finish(
  platform: Platform,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  answer: Answer,
): void {
  tell(platform, request, status);
  const { contentType, content, headers } =
    'body' in answer
      ? { contentType: 'application/json; charset=utf-8', content: JSON.stringify(answer.body), headers: {} }
      : answer;
  response.writeHead(status, { ...headers, 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  response.end(content);
}

/** No answer, no connection, or the answer of somebody else. */
function misbehave(
  platform: Platform,
  request: IncomingMessage,
  response: ServerResponse,
  verdict: Exclude<Verdict, { go: 'on' }>,
): void {
  tell(platform, request, verdict.go === 'astray' ? verdict.answer.status : 'none');
  if (verdict.go === 'cut') request.socket.destroy();
  if (verdict.go !== 'astray') return;
  const { status, headers, content } = verdict.answer;
  response.writeHead(status, headers);
  response.end(content);
}

function tell(platform: Platform, request: IncomingMessage, status: number | 'none'): void {
  const token = platform.tokens.find(bearerToken(request.headers) ?? '');
  const { method = '', url = '' } = request;
  const user = token && { user: token.user.identity };
  platform.feed.tell(() => ({ direction: 'http', ...user, method, path: url, status }), url.length);
}

function toExchange(
  platform: Platform,
  request: IncomingMessage,
  url: URL,
  { params }: Found,
  fault: EndpointFault | undefined,
): Exchange {
  const { headers } = request;
  return {
    request,
    headers,
    query: url.searchParams,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decode(value)])),
    host: headers.host ?? `${request.socket.localAddress}:${request.socket.localPort}`,
    secure: headers['x-forwarded-proto'] === 'https',
    ...(fault && { fault }),
    json: () => readBody(request, platform.settings.maxBodyBytes),
  };
}

function notRouted(method: string, path: string, allowed: readonly string[]): PlatformError {
  if (allowed.length === 0) return new PlatformError(404, `Resource not found: ${path}`);
  return new PlatformError(405, `Method ${method} is not allowed here`, { headers: { allow: allowed.join(', ') } });
}

function internalError(platform: Platform, error: unknown): PlatformError {
  platform.logError('internal error', error);
  return new PlatformError(500, 'Internal Server Error');
}

function parseUrl(target = '/'): URL | undefined {
  try {
    return new URL(target, 'http://emulator');
  } catch {
    return undefined;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new PlatformError(400, 'Invalid URL');
  }
}
