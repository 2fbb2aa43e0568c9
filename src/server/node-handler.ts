import type { IncomingMessage, ServerResponse } from 'node:http';
import { configError } from '../lib/config-error.js';
import { createLightRequest } from './light-request.js';
import type { RequestContext } from './rate-limiter.js';
import { hasPlainResponse, PLAIN_RESPONSE, type PlainResponse } from './token-response.js';

/** Any Fetch-API handler: the result of `createTokenHandler`, or your own. */
export type FetchHandler = (request: Request, context: RequestContext) => Response | Promise<Response>;

/** The options of `toNodeHandler()`. */
export interface NodeHandlerOptions {
  /**
   * Returns the address of the visitor when a proxy stands in front of the server.
   * @default `request.ip`, to which Express applies its "trust proxy" setting; otherwise the address of the socket
   */
  clientAddress?: (request: IncomingMessage) => string | undefined;
}

/** The properties that Express adds to a request. */
interface ExpressParts {
  ip?: unknown;
  ips?: unknown;
  originalUrl?: unknown;
  body?: unknown;
  /** Present in functions on Google Cloud. */
  rawBody?: unknown;
}

/**
 * Serves a Fetch-API handler with `node:http`, Express or Connect.
 *
 * ```ts
 * createServer(toNodeHandler(handler)).listen(3000);
 * app.all('/token', toNodeHandler(handler)); // Express, with or without express.json()
 * ```
 */
export function toNodeHandler(
  handler: FetchHandler,
  { clientAddress }: NodeHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return createNodeListener(handler, (incoming) =>
    clientAddress ? { address: clientAddress(incoming) } : ownContext(incoming),
  );
}

/** The same for adapters that know more about a request than its address. */
export function createNodeListener(
  handler: FetchHandler,
  contextOf: (request: IncomingMessage) => RequestContext,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  if (typeof handler !== 'function')
    throw configError('serve a handler', 'it must be a function', 'Make one with createTokenHandler.');
  const makeRequest = hasPlainResponse(handler) ? readLightRequest : readRequest;
  return async (incoming, outgoing) => {
    const hasBody = !isBodyless(incoming);
    const request = hasBody ? readRequest(incoming, outgoing) : makeRequest(incoming, outgoing);
    if (request === undefined) {
      outgoing.writeHead(400).end();
      return;
    }
    try {
      const context = { ...contextOf(incoming), hasBody };
      if (hasPlainResponse(handler)) sendPlain(await handler[PLAIN_RESPONSE](request, context), outgoing);
      else await sendResponse(await handler(request, context), outgoing);
    } catch {
      // An error that the handler has not caught is a bug of the handler, and its text is not sent to the visitor. A response that
      // has begun is cut off.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    }
  };
}

function isBodyless(incoming: IncomingMessage): boolean {
  return incoming.method === 'GET' || incoming.method === 'HEAD' || hasNoBody(incoming);
}

function onClose(outgoing: ServerResponse, callback: () => void): void {
  if (outgoing.closed && !outgoing.writableFinished) callback();
  else outgoing.once('close', () => outgoing.writableFinished || callback());
}

/** The usual methods of the Fetch API. Other methods are rare, and some are invalid. */
const USUAL_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/** For the handlers of this package, which use only what a light request has. */
function readLightRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET' } = incoming;
  if (!USUAL_METHODS.has(method)) return readRequest(incoming, outgoing);
  try {
    return createLightRequest({
      method,
      url: urlOf(incoming).href,
      headers: () => headersOf(incoming),
      onClose: (callback) => onClose(outgoing, callback),
    });
  } catch {
    return undefined;
  }
}

function ownContext(request: IncomingMessage): RequestContext {
  const { ip, ips } = request as ExpressParts;
  // With "trust proxy", Express lists the addresses that proxies have added; without it, the list is empty.
  if (typeof ip === 'string') return { address: ip, addressSource: hasEntries(ips) ? 'proxy' : 'socket' };
  return { address: request.socket.remoteAddress, addressSource: 'socket' };
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/**
 * Returns undefined for requests that Node's parser accepts and the Fetch API does not (a host with a space, the method TRACE), and
 * for a body that a parser of the host rejects: on Vercel, reading `body` throws when it is not the JSON that its type announces.
 */
function readRequest(incoming: IncomingMessage, outgoing: ServerResponse): Request | undefined {
  const { method = 'GET' } = incoming;
  const gone = new AbortController();
  onClose(outgoing, () => gone.abort());
  try {
    const body = isBodyless(incoming) ? null : bodyOf(incoming, gone);
    const init = { method, headers: headersOf(incoming), signal: gone.signal, body, duplex: 'half' };
    return new Request(urlOf(incoming), init as RequestInit);
  } catch {
    return undefined;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    // HTTP/2 sends method and path in headers that begin with a colon.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[i + 1]!);
  }
  return headers;
}

function urlOf(incoming: IncomingMessage): URL {
  const { originalUrl } = incoming as ExpressParts;
  const path = typeof originalUrl === 'string' ? originalUrl : (incoming.url ?? '/');
  if (!path.startsWith('/')) return new URL(path);
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  return new URL(`${scheme}://${incoming.headers.host ?? 'localhost'}${path}`);
}

/** Most pages send no body, and an empty stream would take longer than making the token (RFC 9112 §6.3). */
function hasNoBody({ headers, httpVersionMajor, readableEnded }: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  return !readableEnded && httpVersionMajor === 1 && coding === undefined && (length === undefined || length === '0');
}

/**
 * Returns the body as a stream, or the result of a body parser of the host. @throws when reading the body throws, or when it cannot
 * be JSON
 */
function bodyOf(
  incoming: IncomingMessage,
  gone: AbortController,
): ReadableStream<Uint8Array> | Uint8Array | string | null {
  if (!incoming.readableEnded) return streamOf(incoming, gone);
  const { rawBody, body } = incoming as ExpressParts;
  if (rawBody instanceof Uint8Array) return rawBody;
  if (body === undefined) return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return isForm && isRecord(body) ? formOf(body) : (JSON.stringify(body) ?? null);
}

function formOf(fields: Record<string, unknown>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, String(each));
  return form.toString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Unlike `Readable.toWeb`, this stream does not destroy the socket when its reader stops early, so that a response with 413
 * arrives.
 */
function streamOf(incoming: IncomingMessage, gone: AbortController): ReadableStream<Uint8Array> {
  let release = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const onData = (chunk: Uint8Array | string) => {
        // A string when an earlier handler has called setEncoding.
        controller.enqueue(typeof chunk === 'string' ? Buffer.from(chunk, incoming.readableEncoding ?? 'utf8') : chunk);
        incoming.pause();
      };
      const onEnd = () => controller.close();
      const onError = (failure: Error) => {
        // The abort comes first, so that the reader of the body can see the reason.
        gone.abort();
        controller.error(failure);
      };
      incoming.on('data', onData).once('end', onEnd).once('error', onError).pause();
      release = () => incoming.off('data', onData).off('end', onEnd);
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      release();
      // The rest of the body is discarded, so that the visitor receives the response.
      incoming.resume();
    },
  });
}

function sendPlain({ status, headers, body }: PlainResponse, outgoing: ServerResponse): void {
  if (body === null) outgoing.writeHead(status, headers).end();
  else outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

async function sendResponse(answer: Response, outgoing: ServerResponse): Promise<void> {
  const body = new Uint8Array(await answer.arrayBuffer());
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.end(body);
}
