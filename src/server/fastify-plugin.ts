import type { IncomingMessage, ServerResponse } from 'node:http';
import { createNodeListener, type FetchHandler } from './node-handler.js';

/** The little of Fastify that is needed, so that nobody needs its types. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    options: object,
    parser: (request: never, payload: never) => Promise<void>,
  ): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void>): unknown;
}

/** Of a request: Node's own, and where it comes from. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  /** Obeys Fastify's `trustProxy`. */
  readonly ip: string;
  /** With `trustProxy`: the address of the connection, and those that its proxies wrote. */
  readonly ips?: readonly string[] | undefined;
}

/** Of a reply: Node's own, and the way to answer by oneself. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/**
 * Puts a Fetch-API handler at one path of Fastify. Fastify's parsers stay away from its body.
 *
 * ```ts
 * await app.register(toFastifyPlugin(handler, '/token'));
 * ```
 */
export function toFastifyPlugin(handler: FetchHandler, path: string): (app: FastifyLike) => Promise<void> {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', {}, async () => {});
    app.all(path, async (request, reply) => {
      reply.hijack();
      const addressSource = (request.ips?.length ?? 0) > 1 ? 'proxy' : 'socket';
      const listener = createNodeListener(handler, () => ({ address: request.ip, addressSource }));
      await listener(request.raw, reply.raw);
    });
  };
}
