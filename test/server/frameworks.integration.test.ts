import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../src/lib/logger.js';
import { createTokenHandler, type TokenHandler, toFastifyPlugin, toNodeHandler } from '../../src/server/index.js';
import { createJwtSigner } from '../../src/server/jwt-signer.js';
import { readJws } from './by-hand.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const SHOP = 'https://shop.example';

type Ask = (init: RequestInit) => Promise<Response>;
type Mount = (handler: TokenHandler) => Ask | Promise<Ask>;

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const ask =
  (base: string): Ask =>
  (init) =>
    fetch(`${base}/api/token`, init);

async function listen(listener: RequestListener): Promise<Ask> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  });
  return ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** The arguments that Next passes to a route handler: its own type of Request, and the parameters of the path. */
class NextRequest extends Request {
  readonly nextUrl = new URL(this.url);
}

/** Each framework as its documentation shows it. */
const MOUNTS: Record<string, Mount> = {
  'node:http': (handler) => listen(toNodeHandler(handler)),

  Express: (handler) => {
    const app = express();
    app.all('/api/token', toNodeHandler(handler));
    return listen(app);
  },

  'Express with parsers, below a router': (handler) => {
    const app = express();
    const router = express.Router();
    app.use(express.json(), express.urlencoded(), express.text());
    router.all('/token', toNodeHandler(handler));
    app.use('/api', router);
    return listen(app);
  },

  Fastify: async (handler) => {
    const app = fastify();
    await app.register(toFastifyPlugin(handler, '/api/token'));
    // Other routes keep their body parsers.
    app.post('/echo', (request) => request.body);
    closing.push(() => app.close());
    return ask(await app.listen({ port: 0, host: '127.0.0.1' }));
  },

  Hono: (handler) => {
    const app = new Hono();
    app.all('/api/token', (c) => handler(c.req.raw, { address: '127.0.0.1' }));
    return async (init) => app.request('/api/token', init);
  },

  'Next route handler': (handler) => {
    const route = { POST: handler, OPTIONS: handler, GET: handler };
    const context = { params: Promise.resolve({}), address: '127.0.0.1' };
    return (init) => {
      const request = new NextRequest('http://localhost/api/token', init);
      return route[request.method as keyof typeof route](request, context);
    };
  },
};

describe.each(Object.entries(MOUNTS))('the token endpoint in %s', (_name, mount) => {
  const setUp = (rateLimit = { requests: 20 }) =>
    mount(
      createTokenHandler({
        signer: createJwtSigner({ clientId: 'cs-1', clientSecret: SECRET }),
        async identify(request) {
          const { name } = (await request.json()) as { name?: string };
          return name === undefined ? null : { identity: name, setCookie: 'seen=1' };
        },
        allowedOrigins: [SHOP],
        rateLimit,
        logger: silentLogger,
      }),
    );

  const post = (body: string, headers = {}): RequestInit => ({
    method: 'POST',
    headers: { origin: SHOP, 'content-type': 'application/json', ...headers },
    body,
  });

  it('reads the body, and gives a JWT and a cookie', async () => {
    const response = await (await setUp())(post('{"name":"Zoë"}'));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.getSetCookie()).toEqual(['seen=1']);
    const { jwt } = (await response.json()) as { jwt: string };
    expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, claims: { sub: 'Zoë' } });
  });

  it('answers 401, 403, 405, 413 and the preflight itself', async () => {
    const request = await setUp();
    expect((await request(post('{}'))).status).toBe(401);
    const foreign = await request(post('{"name":"joe"}', { origin: 'https://evil.example' }));
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const read = await request({ headers: { origin: SHOP } });
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    const large = await request(post(`{"name":"${'x'.repeat(5000)}"}`));
    expect([large.status, await large.json()]).toEqual([
      413,
      { errors: [expect.objectContaining({ code: 'body_too_large' })] },
    ]);
    const preflight = await request({
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
  });

  it('counts by address, and sends Retry-After', async () => {
    const request = await setUp({ requests: 2 });
    const statuses: number[] = [];
    for (const name of ['jane', 'joe', 'ann']) statuses.push((await request(post(`{"name":"${name}"}`))).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await request(post('{"name":"bob"}'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });
});

describe('behind a proxy', () => {
  const address = vi.fn((_request: Request, context?: { address?: string | undefined }) =>
    Response.json(context?.address),
  );
  const via = { 'x-forwarded-for': '203.0.113.7' };

  it('Express supplies the address according to "trust proxy"', async () => {
    const app = express().set('trust proxy', 1).all('/api/token', toNodeHandler(address));
    expect(await (await (await listen(app))({ headers: via })).json()).toBe('203.0.113.7');
    const wary = express().all('/api/token', toNodeHandler(address));
    expect(await (await (await listen(wary))({ headers: via })).json()).toBe('127.0.0.1');
  });

  it('Fastify supplies the address according to trustProxy', async () => {
    for (const [trustProxy, said] of [
      [true, '203.0.113.7'],
      [false, '127.0.0.1'],
    ] as const) {
      const app = fastify({ trustProxy });
      await app.register(toFastifyPlugin(address, '/api/token'));
      closing.push(() => app.close());
      const request = ask(await app.listen({ port: 0, host: '127.0.0.1' }));
      expect(await (await request({ headers: via })).json()).toBe(said);
    }
  });
});
