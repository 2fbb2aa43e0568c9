import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { admitSocket, RTM_PROTOCOL } from '../connection/admit-socket.js';
import { beginSession } from '../connection/begin-session.js';
import { Connection, type FrameSocket } from '../connection/connection.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { RequestGuard } from './request-guard.js';

/** Accepts the sockets of clients. A socket that is not admitted is refused before the upgrade, with an HTTP status. */
export class RtmSocketServer {
  readonly #platform: Platform;
  readonly #guard: RequestGuard;
  readonly #server: WebSocketServer;
  #count = 0;

  constructor(platform: Platform, guard: RequestGuard) {
    this.#platform = platform;
    this.#guard = guard;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: true,
      maxPayload: platform.settings.maxFrameBytes,
      handleProtocols: (offered) => (offered.has(RTM_PROTOCOL) ? RTM_PROTOCOL : false),
    });
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    void this.#accept(request, socket, head);
  };

  /** Terminates every socket without a close frame. */
  stop(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  async #accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      this.#guard.check(request);
      const url = new URL(request.url ?? '/', 'ws://emulator');
      const protocols = request.headers['sec-websocket-protocol'];
      const admission = await admitSocket(this.#platform, { url, protocols });
      if (!admission) {
        socket.destroy();
        return;
      }
      const { conversation, fault } = admission;
      this.#server.handleUpgrade(request, socket, head, (webSocket) => {
        const connection = new Connection(this.#platform, conversation, toFrameSocket(webSocket), ++this.#count);
        forwardEvents(webSocket, connection);
        connection.open();
        if (fault) connection.applyFault(fault);
        beginSession(this.#platform, connection, url.searchParams);
      });
    } catch (error) {
      refuse(socket, error instanceof ApiError ? error : new ApiError(400, 'Bad Request'));
    }
  }
}

function toFrameSocket(webSocket: WebSocket): FrameSocket {
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN;
    },
    send: (data) => webSocket.send(data, { binary: typeof data !== 'string' }),
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
    pause: () => webSocket.pause(),
  };
}

function forwardEvents(webSocket: WebSocket, connection: Connection): void {
  webSocket.on('message', (data: Buffer, isBinary) => connection.receive(isBinary ? data : data.toString('utf8')));
  // ws closes the socket with the right code (1007, 1009 …) by itself, and `close` follows.
  webSocket.on('error', () => {});
  webSocket.on('close', (code) => connection.closed(code));
}

function refuse(socket: Duplex, { status, body }: ApiError): void {
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
