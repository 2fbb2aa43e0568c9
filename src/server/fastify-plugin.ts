import type { IncomingMessage, ServerResponse } from 'node:http';
import { configError } from '../lib/config-error.js';
import { createNodeListener, type FetchHandler } from './node-handler.js';

/** The part of Fastify that the plugin uses, so that this package does not need Fastify's types. */
export interface FastifyLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    options: object,
    parser: (request: never, payload: never) => Promise<void>,
  ): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void>): unknown;
}

/** The part of a Fastify request that the plugin uses. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  /** The address of the visitor; Fastify's `trustProxy` applies. */
  readonly ip: string;
  /** With `trustProxy`: the address of the connection, and those that its proxies added. */
  readonly ips?: readonly string[] | undefined;
}

/** The part of a Fastify reply that the plugin uses. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/**
 * Serves a Fetch-API handler at one path of Fastify. Fastify's body parsers are switched off for it.
 *
 * ```ts
 * await app.register(toFastifyPlugin(handler, '/token'));
 * ```
 */
export function toFastifyPlugin(handler: FetchHandler, path: string): (app: FastifyLike) => Promise<void> {
  if (typeof handler !== 'function')
    throw configError('serve a handler', 'it must be a function', 'Make one with createTokenHandler.');
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
