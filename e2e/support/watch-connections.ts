import type { Page } from 'playwright-core';
import type { Emulator } from 'xo-rtm/emulator';

/** What a page has asked of the platform. */
export interface Connections {
  /** JWTs that were fetched. */
  jwts: number;
  /** Sockets so far. */
  sockets: number;
  /** Sockets that are open now. */
  open: number;
}

/** Counts from now on. The object changes as the page goes on. */
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
