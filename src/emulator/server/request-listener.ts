import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Platform } from '../platform/platform.js';
import { dispatch, type Outcome, type PlatformRequest, parseTarget, toErrorResponse } from '../rest/dispatch.js';
import { findRoute } from '../rest/routes.js';
import { allowOrigin, answerPreflight } from './cors.js';
import type { InspectorServer } from './inspector-server.js';
import type { RequestGuard } from './request-guard.js';

export interface RequestListenerOptions {
  platform: Platform;
  guard: RequestGuard;
  inspector: InspectorServer | undefined;
  /** Answers `/` and all paths that the emulator does not serve. */
  fallback: RequestListener | undefined;
}

/** Handles every HTTP request: the inspector, the guard, the fallback and CORS; the rest is the platform's. */
export function createRequestListener(options: RequestListenerOptions): RequestListener {
  return (request, response) => {
    const path = parseTarget(request.url ?? '/')?.pathname ?? '';
    const { inspector } = options;
    if (inspector?.isMine(path)) void inspector.serve(request, response, path);
    else void serve(options, request, response);
  };
}

async function serve(
  { platform, guard, fallback }: RequestListenerOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = toPlatformRequest(incoming);
  const url = parseTarget(request.target);
  const found = url ? findRoute(request.method, url.pathname) : { allowed: [] };
  // A server with a fallback has a start page of its own.
  const isFree = url?.pathname === '/' || (!('route' in found) && found.allowed.length === 0);
  try {
    guard.check(incoming, isFree && fallback ? 'page' : 'route' in found ? found.route.purpose : 'api');
    if (fallback && isFree) return fallback(incoming, response);
    allowOrigin(incoming, response);
    if (request.method === 'OPTIONS') return answerPreflight(incoming, response);
    finish(incoming, response, await dispatch(platform, request));
  } catch (error) {
    // No client is left that could read an answer.
    if (!request.isAborted()) finish(incoming, response, toErrorResponse(platform, request, error));
  }
}

function toPlatformRequest(incoming: IncomingMessage): PlatformRequest {
  const { method = 'GET', url = '/', headers, socket } = incoming;
  return {
    method,
    target: url,
    headers,
    host: headers.host ?? `${socket.localAddress}:${socket.localPort}`,
    secure: headers['x-forwarded-proto'] === 'https',
    // A reader that gives up must not end the connection before the answer is sent.
    body: incoming.iterator({ destroyOnReturn: false }),
    isAborted: () => incoming.destroyed && !incoming.complete,
  };
}

function finish(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'disconnect') request.socket.destroy();
  if (typeof outcome === 'string') return;
  response.writeHead(outcome.status, outcome.headers);
  response.end(outcome.content);
}
