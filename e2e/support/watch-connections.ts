import type { Page } from 'playwright-core';
import type { Emulator } from 'xo-rtm/emulator';

/** Numbers of a page's requests and sockets. */
export interface Connections {
  /** JWT requests. */
  jwts: number;
  /** All sockets so far. */
  sockets: number;
  /** Sockets that are open now. */
  open: number;
}

/** Counts the connections of a page from now on. The returned object is updated continuously. */
export function watchConnections(page: Page, { jwtUrl }: Emulator): Connections {
  const connections: Connections = { jwts: 0, sockets: 0, open: 0 };
  page.on('request', (request) => {
    if (request.url() === jwtUrl && request.method() === 'POST') connections.jwts++;
  });
  page.on('websocket', (socket) => {
    connections.sockets++;
    connections.open++;
    socket.on('close', () => connections.open--);
  });
  return connections;
}
