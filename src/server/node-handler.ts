import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestContext } from './rate-gate.js';

/** Any Fetch-API handler: the one of `createTokenHandler`, or your own. */
export type FetchHandler = (request: Request, context: RequestContext) => Response | Promise<Response>;

/** What only the host knows of its server. */
export interface NodeHandlerOptions {
  /**
   * Says where a request comes from, when a proxy stands in front.
   * @default `request.ip`, which Express sets as its "trust proxy" says, else the address of the socket
   */
  clientAddress?: (request: IncomingMessage) => string | undefined;
}

/** What Express adds to a request. */
interface ExpressParts {
  ip?: unknown;
  originalUrl?: unknown;
  body?: unknown;
}

/**
 * Puts a Fetch-API handler behind `node:http`, Express or Connect.
 *
 * ```ts
 * createServer(toNodeHandler(handler)).listen(3000);
 * app.all('/token', toNodeHandler(handler)); // Express, with or without express.json()
 * ```
 */
export function toNodeHandler(
  handler: FetchHandler,
  { clientAddress = defaultAddress }: NodeHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => outgoing.writableFinished || gone.abort());
    const request = readRequest(incoming, gone.signal);
    let answer = new Response(null, { status: 400 });
    try {
      if (request) answer = await handler(request, { address: clientAddress(incoming) });
    } catch {
      // What the handler did not catch is its own bug; the visitor gets no word of it.
      answer = new Response(null, { status: 500 });
    }
    // A body that breaks off halfway: so does the connection.
    await writeAnswer(answer, outgoing).catch(() => outgoing.destroy());
  };
}

function defaultAddress(request: IncomingMessage): string | undefined {
  const { ip } = request as ExpressParts;
  return typeof ip === 'string' ? ip : request.socket.remoteAddress;
}

/** Undefined for what Node's parser lets through and the Fetch API does not know: a host with a space, the method TRACE. */
function readRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET' } = incoming;
  const body = method === 'GET' || method === 'HEAD' || hasNoBody(incoming) ? null : bodyOf(incoming);
  try {
    const init = { method, headers: headersOf(incoming), signal, body, duplex: 'half' };
    return new Request(urlOf(incoming), init as RequestInit);
  } catch {
    return undefined;
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    // HTTP/2 carries method and path in headers that begin with a colon.
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

/** Most pages ask without one; a stream for nothing would cost more than the token (RFC 9112 §6.3). */
function hasNoBody({ headers, httpVersionMajor, readableEnded }: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  return !readableEnded && httpVersionMajor === 1 && coding === undefined && (length === undefined || length === '0');
}

/** The body as it comes, or what a parser of Express made of it. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> | Uint8Array | string | null {
  const { body } = incoming as ExpressParts;
  if (!incoming.readableEnded) return streamOf(incoming);
  if (body === undefined) return null;
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

/** `Readable.toWeb` destroys the socket when its reader stops early, and the answer 413 with it. This one lets go. */
function streamOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let letGo = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const onData = (chunk: Uint8Array) => {
        controller.enqueue(chunk);
        incoming.pause();
      };
      const onEnd = () => controller.close();
      const onError = (failure: Error) => controller.error(failure);
      incoming.on('data', onData).once('end', onEnd).once('error', onError).pause();
      letGo = () => incoming.off('data', onData).off('end', onEnd);
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      letGo();
      // The rest goes by unread, so that the visitor hears the answer.
      incoming.resume();
    },
  });
}

async function writeAnswer(answer: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  outgoing.end(new Uint8Array(await answer.arrayBuffer()));
}
