import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { createJwtSigner } from '../../src/server/jwt-signer.js';
import { createTokenHandler, type TokenHandlerOptions } from '../../src/server/token-handler.js';
import { recordLogs } from '../support/record-logs.js';
import { readJws } from './by-hand.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const SHOP = 'https://shop.example';
const signer = createJwtSigner({ clientId: 'cs-1', clientSecret: SECRET });

function setUp(parts: Partial<TokenHandlerOptions> = {}) {
  const logger = vi.fn();
  const identify = vi.fn<TokenHandlerOptions['identify']>(() => ({ identity: 'jane' }));
  const handler = createTokenHandler({
    signer,
    identify,
    allowedOrigins: [SHOP],
    logger: recordLogs(logger),
    ...parts,
  });
  return { handler, identify, logger };
}

/** A request as a browser sends it. */
function tokenRequest({
  method = 'POST',
  origin = SHOP as string | null,
  headers = {},
  body = null as BodyInit | null,
} = {}): Request {
  const init = { method, headers: { ...(origin !== null && { origin }), ...headers }, body, duplex: 'half' };
  return new Request('https://api.shop.example/token', init as RequestInit);
}

const corsOf = (response: Response) =>
  [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { code: string }[] }).errors[0]!.code;

/** An endless body that counts how much was read of it. */
function endless() {
  const taken = { bytes: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.bytes += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
    cancel() {
      taken.cancelled = true;
    },
  });
  return { body, taken };
}

describe('an identified visitor', () => {
  it('gets a JWT that must not be cached', async () => {
    const response = await setUp().handler(tokenRequest());
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(response.headers.get('vary')).toBe('origin');
    const body = (await response.json()) as { jwt: string };
    expect(Object.keys(body)).toEqual(['jwt']);
    expect(readJws(body.jwt, SECRET)).toMatchObject({ valid: true, claims: { sub: 'jane', isAnonymous: false } });
  });

  it('can be read from the body, with flags, claims and a cookie', async () => {
    const { handler } = setUp({
      identify: async (request) => ({
        identity: ((await request.json()) as { name: string }).name,
        isAnonymous: true,
        claims: { plan: 'gold' },
        setCookie: 'v=1; HttpOnly',
      }),
    });
    const response = await handler(tokenRequest({ body: '{"name":"joe"}' }));
    expect(response.headers.getSetCookie()).toEqual(['v=1; HttpOnly']);
    const { claims } = readJws(((await response.json()) as { jwt: string }).jwt, SECRET);
    expect(claims).toMatchObject({ sub: 'joe', isAnonymous: true, plan: 'gold' });
    expect(claims).not.toHaveProperty('setCookie');
  });

  it.each(['a\r\nset-cookie: b=1', 'v=\u0000', 'v=\u{1f36a}'])(
    'answers 500 to a cookie that no header can hold: %j',
    async (setCookie) => {
      const { handler, logger } = setUp({ identify: () => ({ identity: 'jane', setCookie }), rateLimit: false });
      const response = await handler(tokenRequest());
      expect([response.status, await codeOf(response)]).toEqual([500, 'server_error']);
      expect(logger).toHaveBeenCalledOnce();
    },
  );

  it('needs no origin, because apps and servers send none', async () => {
    const response = await setUp().handler(tokenRequest({ origin: null }));
    expect(response.status).toBe(200);
    expect(corsOf(response)).toEqual([]);
  });
});

describe('a visitor who is not identified', () => {
  it.each([null, undefined])('gets 401 when identify returns %j, readable by the page', async (noUser) => {
    const response = await setUp({ identify: () => noUser }).handler(tokenRequest());
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(await response.json()).toEqual({
      errors: [{ msg: 'unable to give a token; nobody is signed in', code: 'unidentified' }],
    });
  });
});

describe('a page that is not listed', () => {
  it.each(['POST', 'OPTIONS', 'GET'])(
    'gets 403 for %s without a CORS header, and identify is not called',
    async (method) => {
      for (const origin of ['https://evil.example', 'null', 'https://shop.example.evil.example']) {
        const { handler, identify } = setUp();
        const response = await handler(tokenRequest({ method, origin }));
        expect(response.status).toBe(403);
        expect(corsOf(response)).toEqual([]);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(identify).not.toHaveBeenCalled();
      }
    },
  );
});

describe('a page of the same server', () => {
  const OWN = 'https://api.shop.example';

  it.each([
    ['says so', { 'sec-fetch-site': 'same-origin' }, OWN],
    // A proxy may change the host.
    ['says so behind a proxy', { 'sec-fetch-site': 'same-origin', host: '10.0.0.7:8080' }, OWN],
    ['has the host of the request', { host: 'api.shop.example' }, OWN],
    ['has its host in other letters', { host: 'API.Shop.example' }, OWN],
    ['has the host of the address, where there is no Host header', {}, OWN],
    ['may have another scheme, which a proxy hides', { host: 'localhost:3000' }, 'http://localhost:3000'],
  ])('needs no entry in allowedOrigins if it %s', async (_, headers, origin) => {
    const { handler } = setUp({ allowedOrigins: [] });
    const response = await handler(tokenRequest({ origin, headers }));
    // CORS headers are for pages of other servers.
    expect([response.status, corsOf(response)]).toEqual([200, []]);
    const { handler: withoutList } = setUp({ allowedOrigins: undefined });
    expect((await withoutList(tokenRequest({ origin, headers }))).status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', host: 'api.shop.example' }, OWN],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }, 'https://www.shop.example'],
    ['a sandboxed frame', { 'sec-fetch-site': 'same-origin' }, 'null'],
    ['another port', { host: 'api.shop.example' }, 'https://api.shop.example:444'],
    ['a host that begins in the same way', { host: 'api.shop.example' }, 'https://api.shop.example.evil.example'],
    ['no origin at all', { host: '' }, 'x'],
  ])('is not %s', async (_, headers, origin) => {
    const { handler, identify } = setUp({ allowedOrigins: [] });
    const response = await handler(tokenRequest({ origin, headers }));
    expect([response.status, await codeOf(response)]).toEqual([403, 'origin_not_listed']);
    expect(identify).not.toHaveBeenCalled();
  });
});

describe('the log', () => {
  it('names each refused origin once, and not endlessly many', async () => {
    const { handler, logger } = setUp();
    for (const origin of ['http://localhost:5173', 'http://localhost:5173', 'null'])
      await handler(tokenRequest({ origin }));
    expect(logger.mock.calls.map(([level, text]) => [level, text])).toEqual([
      ['warn', 'unable to give a token to pages of "http://localhost:5173"; allowedOrigins does not list it'],
      ['warn', 'unable to give a token to pages of "null"; allowedOrigins does not list it'],
    ]);
    for (let n = 0; n < 100; n++) await handler(tokenRequest({ origin: `https://${n}.${'x'.repeat(1000)}` }));
    expect(logger.mock.calls).toHaveLength(20);
    for (const [, text] of logger.mock.calls) expect(text.length).toBeLessThan(300);
  });
});

describe('a preflight', () => {
  it('of a listed page is allowed without a call of identify', async () => {
    const { handler, identify } = setUp();
    const response = await handler(
      tokenRequest({ method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } }),
    );
    expect(response.status).toBe(204);
    expect(Object.fromEntries(corsOf(response).map((name) => [name, response.headers.get(name)]))).toEqual({
      'access-control-allow-origin': SHOP,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, authorization',
      'access-control-expose-headers': 'retry-after',
      'access-control-max-age': '600',
    });
    expect(identify).not.toHaveBeenCalled();
  });
});

describe('another method', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('%s gets 405 with the allowed methods', async (method) => {
    const { handler, identify } = setUp();
    const response = await handler(tokenRequest({ method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    expect(identify).not.toHaveBeenCalled();
  });
});

describe('a body', () => {
  it('of exactly the limit passes, one byte more gets 413', async () => {
    const { handler, identify } = setUp({ maxBodyBytes: 10 });
    expect((await handler(tokenRequest({ body: 'x'.repeat(10) }))).status).toBe(200);
    const response = await handler(tokenRequest({ body: 'x'.repeat(11) }));
    expect([response.status, await codeOf(response)]).toEqual([413, 'body_too_large']);
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    expect(identify).toHaveBeenCalledTimes(1);
  });

  it('with a content-length above the limit is not read', async () => {
    const { body, taken } = endless();
    const response = await setUp().handler(tokenRequest({ body, headers: { 'content-length': '4097' } }));
    expect(response.status).toBe(413);
    expect(taken).toEqual({ bytes: expect.any(Number), cancelled: true });
    expect(taken.bytes).toBeLessThanOrEqual(1024);
  });

  it('without end is cancelled at the limit, also when its content-length is wrong', async () => {
    for (const headers of [{}, { 'content-length': '5' }, { 'content-length': 'many' }]) {
      const { body, taken } = endless();
      const response = await setUp().handler(tokenRequest({ body, headers }));
      expect(response.status).toBe(413);
      expect(taken.cancelled).toBe(true);
      expect(taken.bytes).toBeLessThan(4096 * 3);
    }
  });
});

describe('a limiter', () => {
  /** Rejects like the limiters of rate-limiter-flexible. */
  const full = { consume: vi.fn(() => Promise.reject({ msBeforeNext: 1500 })) };

  it('that denies a request causes a 429 with whole seconds, before identify is called', async () => {
    const { handler, identify } = setUp({ rateLimit: { limiter: full } });
    const response = await handler(tokenRequest(), { address: '203.0.113.7' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    expect(response.headers.get('access-control-expose-headers')).toBe('retry-after');
    expect(identify).not.toHaveBeenCalled();
    expect(full.consume).toHaveBeenLastCalledWith('address:203.0.113.7');
  });

  it('counts by identity without an address, and by keyOf when it is given', async () => {
    const consume = vi.fn(() => Promise.resolve());
    const byIdentity = setUp({ rateLimit: { limiter: { consume } } });
    expect((await byIdentity.handler(tokenRequest())).status).toBe(200);
    expect(consume.mock.calls).toEqual([['identity:jane']]);
    const keyOf = (request: Request) => request.headers.get('x-real-ip') ?? undefined;
    const byHeader = setUp({ rateLimit: { limiter: { consume }, keyOf } });
    await byHeader.handler(tokenRequest({ headers: { 'x-real-ip': '203.0.113.9' } }), { address: '10.0.0.1' });
    expect(consume.mock.lastCall).toEqual(['key:203.0.113.9']);
    expect(consume).toHaveBeenCalledTimes(2);
  });

  it('that denies an identity causes a 429', async () => {
    const response = await setUp({ rateLimit: { limiter: full } }).handler(tokenRequest());
    expect(response.status).toBe(429);
  });

  it('that fails causes a 500 and no token', async () => {
    const broken = { consume: () => Promise.reject(new Error('connection lost')) };
    const { handler, logger } = setUp({ rateLimit: { limiter: broken } });
    expect((await handler(tokenRequest(), { address: '203.0.113.7' })).status).toBe(500);
    expect(logger).toHaveBeenCalledOnce();
  });

  it('ignores other values that frameworks pass with the request', async () => {
    const consume = vi.fn(() => Promise.resolve());
    const { handler } = setUp({ rateLimit: { limiter: { consume } } });
    await handler(tokenRequest(), { params: Promise.resolve({}), address: 7 } as never);
    expect(consume.mock.calls).toEqual([['identity:jane']]);
  });
});

describe('a failure', () => {
  it('of identify causes a 500 without details, and a log line without tokens', async () => {
    const secret = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl';
    const { handler, logger } = setUp({
      identify: () => {
        throw new TypeError(`no session for bearer abc.def and ${secret}`);
      },
    });
    const response = await handler(tokenRequest());
    expect([response.status, await codeOf(response.clone())]).toEqual([500, 'server_error']);
    expect(await response.text()).not.toContain('session');
    expect(logger).toHaveBeenCalledExactlyOnceWith('error', 'unable to give a token', {
      name: 'TypeError',
      message: 'no session for bearer [redacted] and [redacted]',
    });
  });

  it('of the signer names the wrong option only in the log', async () => {
    const { handler, logger } = setUp({ identify: () => ({ identity: '' }) });
    expect((await handler(tokenRequest())).status).toBe(500);
    expect(logger.mock.lastCall![2]).toMatchObject({
      code: 'XO_CONFIG_INVALID',
      message: expect.stringContaining('identity'),
    });
  });

  it('that is not an Error is handled as well', async () => {
    const { handler } = setUp({ identify: () => Promise.reject('eyJh.b.c') });
    expect((await handler(tokenRequest())).status).toBe(500);
  });
});

describe('a wrong option', () => {
  it.each([
    ['signer', { signer: undefined }],
    ['identify', { identify: 'jane' }],
    ['allowedOrigins', { allowedOrigins: 'https://shop.example' }],
    ['maxBodyBytes', { maxBodyBytes: -1 }],
  ])('is refused at once: %s', (name, parts) => {
    expect(() => setUp(parts as never)).toThrow(ConfigError);
    expect(() => setUp(parts as never)).toThrow(name);
  });

  it('is refused in a browser', () => {
    vi.stubGlobal('document', {});
    expect(() => setUp()).toThrow(expect.objectContaining({ code: 'XO_CONFIG_ENVIRONMENT' }));
    vi.unstubAllGlobals();
  });
});
