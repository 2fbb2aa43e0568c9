import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of an attacker. It serves a module at every address, with CORS for every page, or a picture. */
export interface ForeignSite {
  readonly origin: string;
  /** Paths of all requests. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

const MODULE = 'globalThis.isTaken = true; export default {};';
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

export async function startForeignSite(): Promise<ForeignSite> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { url = '/' } = request;
    requests.push(url);
    response.setHeader('access-control-allow-origin', '*');
    // Requests of image elements get a picture.
    const isPicture = request.headers['sec-fetch-dest'] === 'image' || request.headers['sec-fetch-dest'] === 'embed';
    response.setHeader('content-type', isPicture ? 'image/svg+xml' : 'text/javascript');
    response.end(isPicture ? PICTURE : MODULE);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
