import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { PlatformError } from '../http/platform-error.js';
import type { Platform } from '../platform.js';
import type { SocketTicket } from '../state/socket-urls.js';
import { beginSession } from './begin-session.js';
import { Connection } from './connection.js';
import { RTM_PROTOCOL, verifySubprotocols } from './subprotocols.js';

const PATH = '/rtm/bot';

/** Where sockets come in: the URL is looked at before the upgrade, and refused with an HTTP status. */
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
      const url = new URL(request.url ?? '/', 'ws://emulator');
      const ticket = this.#ticket(url);
      await verifySubprotocols(this.#platform, ticket, request.headers['sec-websocket-protocol']);
      this.#server.handleUpgrade(request, socket, head, (webSocket) => {
        const conversation = this.#platform.conversationOf(ticket.user);
        const connection = new Connection(this.#platform, conversation, webSocket, ++this.#count);
        connection.open();
        beginSession(this.#platform, connection, url.searchParams);
      });
    } catch (error) {
      refuse(socket, error instanceof PlatformError ? error : new PlatformError(400, 'Bad Request'));
    }
  }

  #ticket(url: URL): SocketTicket {
    if (url.pathname !== PATH) throw new PlatformError(404, `Resource not found: ${url.pathname}`);
    const ticket = this.#platform.socketUrls.take(url.searchParams.get('sid') ?? '');
    if (typeof ticket === 'string') throw new PlatformError(401, `Invalid sid: ${ticket}`);
    return ticket;
  }
}

function refuse(socket: Duplex, { status, body }: PlatformError): void {
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
