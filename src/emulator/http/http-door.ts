import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Platform } from '../platform.js';
import { bearerToken } from './bearer.js';
import { allowAnyOrigin, answerPreflight } from './cors.js';
import type { Answer, Exchange } from './exchange.js';
import { PlatformError } from './platform-error.js';
import { readBody } from './read-body.js';
import { type Found, findRoute } from './routes.js';

/** Every HTTP exchange passes here: CORS, faults, the route, and errors in the platform's form. */
export function createHttpDoor(platform: Platform): RequestListener {
  return (request, response) => {
    void serve(platform, request, response);
  };
}

async function serve(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request;
  const url = parseUrl(request.url);
  const { fallback } = platform.settings;
  const found = url ? findRoute(method, url.pathname) : { allowed: [] };
  if (fallback && !('route' in found) && found.allowed.length === 0) return fallback(request, response);

  allowAnyOrigin(request, response);
  if (method === 'OPTIONS') return answerPreflight(request, response);
  try {
    if (!url) throw new PlatformError(400, 'Invalid URL');
    if (!('route' in found)) throw notRouted(method, url.pathname, found.allowed);
    const answer = await found.route.handle(platform, toExchange(platform, request, url, found));
    finish(platform, request, response, answer.status ?? 200, answer.body);
  } catch (error) {
    const known = error instanceof PlatformError ? error : internalError(platform, error);
    for (const [name, value] of Object.entries(known.headers)) response.setHeader(name, value);
    finish(platform, request, response, known.status, known.body);
  }
}

function finish(
  platform: Platform,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: Answer['body'],
): void {
  const token = platform.tokens.find(bearerToken(request.headers) ?? '');
  platform.feed.tell({
    direction: 'http',
    ...(token && { user: token.user.identity }),
    method: request.method ?? '',
    path: request.url ?? '',
    status,
  });
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function toExchange(platform: Platform, request: IncomingMessage, url: URL, { params }: Found): Exchange {
  const { headers } = request;
  return {
    headers,
    query: url.searchParams,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decode(value)])),
    host: headers.host ?? `${request.socket.localAddress}:${request.socket.localPort}`,
    secure: headers['x-forwarded-proto'] === 'https',
    json: () => readBody(request, platform.settings.maxBodyBytes),
  };
}

function notRouted(method: string, path: string, allowed: readonly string[]): PlatformError {
  if (allowed.length === 0) return new PlatformError(404, `Resource not found: ${path}`);
  return new PlatformError(405, `Method ${method} is not allowed here`, { headers: { allow: allowed.join(', ') } });
}

function internalError(platform: Platform, error: unknown): PlatformError {
  platform.log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
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
