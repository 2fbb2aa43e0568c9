import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface PageServerOptions {
  /** Folder with the files of the scenario. `/` serves its page.html. */
  folder: string;
  /** Value of the header Content-Security-Policy. @default none */
  csp?: string;
  /** Values of `{{name}}` in page.html. */
  values?: Readonly<Record<string, string>>;
  /** Further content to serve, by path. @default none */
  generated?: Readonly<Record<string, Uint8Array | string>>;
  /** Allows pages of any origin to read the files. @default false */
  cors?: boolean;
}

export interface PageServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a simple web server. It serves the files of the scenario and the built package under `/xo-rtm/`, with the headers that the
 * scenario needs.
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { folder, csp, values = {}, generated = {}, cors = false } = options;
  const read = async (path: string): Promise<Uint8Array | string> => {
    if (generated[path] !== undefined) return generated[path];
    if (path === '/') {
      const html = await readFile(join(folder, 'page.html'), 'utf8');
      return html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
    }
    const inDist = path.startsWith('/xo-rtm/');
    return readFile(inDist ? join(dist, path.slice('/xo-rtm/'.length)) : join(folder, path));
  };

  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    read(path).then(
      (body) => {
        response.setHeader(
          'content-type',
          MEDIA_TYPES[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream',
        );
        response.setHeader('x-content-type-options', 'nosniff');
        if (cors) response.setHeader('access-control-allow-origin', '*');
        if (csp) response.setHeader('content-security-policy', csp);
        response.end(body);
      },
      () => response.writeHead(404).end('not found'),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
