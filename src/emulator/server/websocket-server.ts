import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { beginSession } from '../connection/begin-session.js';
import { Connection } from '../connection/connection.js';
import type { LineAction } from '../connection/frame-gate.js';
import { RTM_PROTOCOL, verifySubprotocols } from '../connection/subprotocols.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';

const PATH = '/rtm/bot';

/** Where sockets come in: the page behind it and the URL are looked at before the upgrade, and refused with an HTTP status. */
export class SocketDoor {
  readonly #platform: Platform;
  readonly #server: WebSocketServer;
  #count = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: true,
      maxPayload: platform.settings.maxFrameBytes,
      handleProtocols: (offered) => (offered.has(RTM_PROTOCOL) ? RTM_PROTOCOL : false),
    });
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    void this.#admit(request, socket, head);
  };

  /** Cuts every socket without a close frame. */
  stop(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  async #admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      this.#platform.guard.check(request);
      const url = new URL(request.url ?? '/', 'ws://emulator');
      if (url.pathname !== PATH) throw new PlatformError(404, `Resource not found: ${url.pathname}`);
      const sid = url.searchParams.get('sid') ?? '';
      const fault = await this.#meetFaults(sid);
      if (fault?.type === 'terminate') {
        socket.destroy();
        return;
      }
      const ticket = this.#platform.socketUrls.take(sid);
      if (typeof ticket === 'string') throw new PlatformError(401, `Invalid sid: ${ticket}`);
      await verifySubprotocols(this.#platform, ticket, request.headers['sec-websocket-protocol']);
      this.#server.handleUpgrade(request, socket, head, (webSocket) => {
        const conversation = this.#platform.conversationOf(ticket.user);
        const connection = new Connection(this.#platform, conversation, webSocket, ++this.#count);
        connection.open();
        if (fault) connection.suffer(fault);
        beginSession(this.#platform, connection, url.searchParams);
      });
    } catch (error) {
      refuse(socket, error instanceof PlatformError ? error : new PlatformError(400, 'Bad Request'));
    }
  }

  /** Gives what is to happen to the connection; a refusal is thrown before the URL is used up, as a proxy's would be. */
  async #meetFaults(sid: string): Promise<LineAction | undefined> {
    const { faults, socketUrls, timers } = this.#platform;
    const action = faults.decide({ at: 'connection', user: socketUrls.peek(sid)?.user.identity });
    switch (action?.type) {
      case 'refuse':
        throw new PlatformError(action.status ?? 503, 'Service Unavailable');
      case 'delay':
        await timers.sleep(action.ms);
        return timers.signal.aborted ? { type: 'terminate' } : undefined;
      case 'close':
      case 'terminate':
      case 'blackHole':
        return action;
      default:
        return undefined;
    }
  }
}

function refuse(socket: Duplex, { status, body }: PlatformError): void {
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
