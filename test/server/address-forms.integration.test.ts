import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../src/lib/logger.js';
import {
  createJwtSigner,
  createTokenHandler,
  type RateLimitOptions,
  toFastifyPlugin,
  tokenHandlerFromEnv,
  toNodeHandler,
} from '../../src/server/index.js';
import { recordLogs } from '../support/record-logs.js';

const LIMIT = 60;
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function setUp(rateLimit: RateLimitOptions = {}) {
  const logger = vi.fn();
  const handler = createTokenHandler({
    signer: createJwtSigner({ clientId: 'cs-1', clientSecret: 'x'.repeat(32) }),
    identify: (request) => ({ identity: request.headers.get('x-user') ?? 'jane' }),
    allowedOrigins: [],
    rateLimit: { requests: LIMIT, ...rateLimit },
    logger: recordLogs(logger),
  });
  return { handler, logger };
}

/** The nth address of one subscriber, in a form that a proxy or a socket may write. */
const hex = (n: number) => (n + 1).toString(16);
const FORMS: Record<string, (n: number) => string> = {
  'IPv6 of one /64': (n) => `2001:db8:1:2::${hex(n)}`,
  'IPv6 of one /64, upper case and long': (n) => `2001:0DB8:0001:0002:0:${hex(n).toUpperCase()}:0:1`,
  'IPv6 with a zone': (n) => `2001:db8:1:2::${hex(n)}%eth${n}`,
  'IPv6 in brackets': (n) => `[2001:db8:1:2::${hex(n)}]`,
  'IPv6 with a port': (n) => `[2001:db8:1:2::${hex(n)}]:${40_000 + n}`,
  'IPv6 with a port, without brackets': (n) => `2001:db8:1:2:a:b:c:${hex(n)}:${40_000 + n}`,
  'IPv6 in Forwarded': (n) => `for="[2001:db8:1:2::${hex(n)}]:${40_000 + n}";proto=https`,
  'IPv4 with a port': (n) => `203.0.113.9:${40_000 + n}`,
  'mapped IPv4 with a port': (n) => `[::ffff:203.0.113.9]:${40_000 + n}`,
  'mapped IPv4 in hexadecimal, with a zone': (n) => `::ffff:cb00:7109%${n}`,
  'IPv4 in Forwarded': (n) => `for="203.0.113.9:${40_000 + n}"`,
  'a list whose first entries are invented': (n) => `198.51.100.${n % 256}, 203.0.113.9:${40_000 + n}`,
  '6to4 of one IPv4 address': (n) => `2002:cb00:7109:${hex(n)}::1`,
};

describe.each(Object.entries(FORMS))('500 requests from %s', (_name, form) => {
  const asked = (n: number) =>
    new Request('https://api.shop.example/token', {
      method: 'POST',
      headers: { 'x-real-ip': form(n), 'x-user': `u${n}` },
    });
  const count = async (ask: (n: number) => Promise<Response>) => {
    const statuses = await Promise.all(Array.from({ length: 500 }, async (_, n) => (await ask(n)).status));
    return statuses.filter((status) => status === 200).length;
  };

  it('are one visitor to keyOf, to an adapter, and to the environment', async () => {
    const own = setUp({ keyOf: (request) => request.headers.get('x-real-ip') }).handler;
    expect(await count((n) => own(asked(n)))).toBe(LIMIT);
    const adapted = setUp().handler;
    expect(await count((n) => adapted(asked(n), { address: form(n) }))).toBe(LIMIT);
    const fromEnv = tokenHandlerFromEnv(
      {
        XO_RTM_CLIENT_ID: 'cs-1',
        XO_RTM_CLIENT_SECRET: 'x'.repeat(32),
        XO_RTM_ALLOWED_ORIGINS: 'https://shop.example',
        XO_RTM_IDENTITY_HEADER: 'x-user',
        XO_RTM_ADDRESS_HEADER: 'x-real-ip',
      },
      { logger: silentLogger },
    );
    expect(await count((n) => fromEnv(asked(n)))).toBe(LIMIT);
  });
});

it('all forms of one IPv4 address share one limit', async () => {
  const { handler } = setUp({ requests: 4, keyOf: (request) => request.headers.get('x-real-ip') });
  const statuses = [];
  for (const form of [
    '203.0.113.9',
    '203.0.113.9:1',
    '::ffff:203.0.113.9',
    '[::ffff:cb00:7109]:2',
    'for=203.0.113.9',
  ]) {
    const response = await handler(
      new Request('https://a.example', { method: 'POST', headers: { 'x-real-ip': form } }),
    );
    statuses.push(response.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
    return once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function post(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const [response] = await once(httpRequest(url, { method: 'POST', headers }).end(), 'response');
  response.resume();
  return response.statusCode;
}

const warnings = (logger: ReturnType<typeof vi.fn>) => logger.mock.calls.filter(([level]) => level === 'warn');

describe('a proxy that is not configured as trusted', () => {
  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'])(
    'is reported once, with the name of its header: %s',
    async (header) => {
      const { handler, logger } = setUp();
      const url = await listen(toNodeHandler(handler));
      for (let n = 0; n < 3; n++) expect(await post(url, { [header]: `203.0.113.${n}` })).toBe(200);
      expect(warnings(logger)).toEqual([
        ['warn', expect.stringContaining(`requests carry ${header}, and it is not configured as trusted`)],
      ]);
    },
  );

  it('is reported in Express and in Fastify, unless they trust it', async () => {
    for (const trusts of [false, true]) {
      const inExpress = setUp();
      const app = express().set('trust proxy', trusts ? 1 : false);
      app.all('/', toNodeHandler(inExpress.handler));
      await post(await listen(app), { 'x-forwarded-for': '203.0.113.1' });
      expect(warnings(inExpress.logger)).toHaveLength(trusts ? 0 : 1);

      const inFastify = setUp();
      const server = fastify({ trustProxy: trusts ? '127.0.0.1' : false });
      await server.register(toFastifyPlugin(inFastify.handler, '/'));
      closing.push(() => server.close());
      await post(await server.listen({ port: 0, host: '127.0.0.1' }), { 'x-forwarded-for': '203.0.113.1' });
      expect(warnings(inFastify.logger)).toHaveLength(trusts ? 0 : 1);
    }
  });

  it('is reported without an address, and not with keyOf or clientAddress', async () => {
    const asked = () =>
      new Request('https://a.example', { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.1' } });
    const unknown = setUp();
    await unknown.handler(asked());
    expect(warnings(unknown.logger)).toEqual([['warn', expect.stringContaining('counts by identity')]]);
    const known = setUp({ keyOf: () => undefined });
    await known.handler(asked());
    const given = setUp();
    await given.handler(asked(), { address: '203.0.113.1' });
    const url = await listen(toNodeHandler(given.handler, { clientAddress: () => '203.0.113.1' }));
    await post(url, { 'x-forwarded-for': '203.0.113.1' });
    expect([...warnings(known.logger), ...warnings(given.logger)]).toEqual([]);
  });

  it('is not reported for requests without a proxy', async () => {
    const { handler, logger } = setUp();
    await post(await listen(toNodeHandler(handler)), {});
    expect(warnings(logger)).toEqual([]);
  });
});

it('a configured header that is absent or empty counts by the address of the connection', async () => {
  const { handler } = setUp({ requests: 3, keyOf: (request) => request.headers.get('x-real-ip') });
  const url = await listen(toNodeHandler(handler));
  const statuses = [];
  for (let n = 0; n < 4; n++) statuses.push(await post(url, { 'x-user': `u${n}`, ...(n % 2 && { 'x-real-ip': '' }) }));
  expect(statuses).toEqual([200, 200, 200, 429]);
});
