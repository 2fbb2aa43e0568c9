import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../../src/emulator/server/network-address.js';
import { type Purpose, RequestGuard } from '../../../src/emulator/server/request-guard.js';

interface RequestFields {
  method?: string;
  purpose?: Purpose;
  /** The address that the request came in by. */
  by?: string;
  [header: string]: string | undefined;
}

function guardOf({ host = '127.0.0.1', allowedOrigins = [] as string[], allowedHosts = [] as string[] } = {}) {
  const log: string[] = [];
  const guard = new RequestGuard({ host, allowedOrigins, allowedHosts, log: (line) => log.push(line) });
  /** 'in', or the text of the refusal. */
  const check = ({ method = 'GET', purpose = 'api', by = '127.0.0.1', ...headers }: RequestFields): string => {
    const request = { method, headers: { host: '127.0.0.1:4100', ...headers }, socket: { localAddress: by } };
    try {
      guard.check(request as unknown as IncomingMessage, purpose);
      return 'in';
    } catch (error) {
      expect(error).toMatchObject({ name: 'ApiError', status: 403 });
      return (error as Error).message;
    }
  };
  return { guard, log, check };
}

describe('origins', () => {
  test.each([
    'http://localhost',
    'http://localhost:5173',
    'https://localhost:8443',
    'http://shop.localhost:3000',
    'http://127.0.0.1:1',
    'http://127.8.9.10:3000',
    'http://[::1]:3000',
    'https://127.0.0.1',
    'http://127.0.0.1:4100',
  ])('%s is let in', (origin) => {
    const { check, log, guard } = guardOf();
    expect(check({ method: 'POST', origin, 'sec-fetch-site': 'cross-site' })).toBe('in');
    expect(guard.allows(origin)).toBe(true);
    expect(log).toEqual([]);
  });

  test.each([
    'https://evil.example',
    'http://evil.example:4100',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evillocalhost',
    'http://localhost@evil.example',
    'http://192.168.0.7:4100',
    'http://0.0.0.0:4100',
    'http://128.0.0.1',
    'http://[::2]',
    'null',
    '',
    'file://',
    'chrome-extension://localhost',
    'http://localhost, http://evil.example',
    'http://localhost http://evil.example',
    'http://LOCALHOST/',
  ])('%j is refused, whatever it asks for', (origin) => {
    const { check, guard } = guardOf();
    expect(guard.allows(origin)).toBe(false);
    for (const purpose of ['api', 'page', 'secret', 'inspector'] as const) {
      for (const method of ['GET', 'POST', 'OPTIONS']) expect(check({ method, purpose, origin })).toMatch(/answer/);
      const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' };
      expect(check({ method: 'POST', purpose, origin, ...link })).toMatch(/answer/);
    }
  });

  test('one that is allowed by name is let in, and no other scheme or port of it', () => {
    const { check } = guardOf({ allowedOrigins: ['https://shop.example', 'capacitor://localhost'] });
    expect(check({ origin: 'https://shop.example' })).toBe('in');
    expect(check({ origin: 'capacitor://localhost' })).toBe('in');
    for (const origin of ['http://shop.example', 'https://shop.example:8443', 'https://a.shop.example']) {
      expect(check({ origin })).toContain(`--allow-origin ${origin}`);
    }
  });

  test('a page that the emulator itself has given out is let in, under whatever host it may be reached', () => {
    const { check } = guardOf({ host: '192.168.0.7', allowedHosts: ['box.example'] });
    expect(check({ host: '192.168.0.7:3000', origin: 'http://192.168.0.7:3000', by: '192.168.0.7' })).toBe('in');
    expect(check({ host: 'box.example', origin: 'https://box.example' })).toBe('in');
    expect(check({ host: '192.168.0.7:3000', origin: 'http://192.168.0.7:3001', by: '192.168.0.7' })).not.toBe('in');
  });
});

describe('requests without an origin', () => {
  test.each<[string, RequestFields]>([
    ['curl and Node', {}],
    ['a typed address', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['a page of its own', { 'sec-fetch-site': 'same-origin', referer: 'http://127.0.0.1:4100/' }],
    ['a loopback page that says so', { 'sec-fetch-site': 'cross-site', referer: 'http://localhost:5173/shop' }],
    ['a loopback page on another port', { 'sec-fetch-site': 'same-site', referer: 'http://127.0.0.1:5173/' }],
    ['an old browser on a loopback page', { referer: 'http://localhost:5173/' }],
  ])('%s: in', (_, fields) => {
    expect(guardOf().check(fields)).toBe('in');
  });

  test.each<[string, RequestFields]>([
    ['of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['of the same site', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ['of a site nobody knows', { 'sec-fetch-site': 'none, cross-site' }],
    ['in a link to the API', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['of a stranger who says so', { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }],
    ['of a stranger in an old browser', { referer: 'https://evil.example/' }],
    ['of a file', { 'sec-fetch-site': 'cross-site', referer: 'file:///tmp/page.html' }],
  ])('%s: refused', (_, fields) => {
    const { check } = guardOf();
    expect(check(fields)).toMatch(/^This emulator does not answer to .*--allow-origin/);
    expect(check({ ...fields, method: 'POST' })).toMatch(/--allow-origin/);
  });

  test('follow links to a page, and are refused in frames and as files of a page elsewhere', () => {
    const { check } = guardOf();
    const elsewhere = { purpose: 'page', 'sec-fetch-site': 'cross-site' } as const;
    expect(check({ ...elsewhere, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).toBe('in');
    expect(check({ ...elsewhere, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).not.toBe('in');
    expect(check({ ...elsewhere, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).not.toBe('in');
    expect(
      check({ ...elsewhere, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', method: 'POST' }),
    ).not.toBe('in');
  });

  test('get a page’s files from other ports of a loopback name', () => {
    const { check } = guardOf({ host: '0.0.0.0', allowedHosts: ['box.example'] });
    const image = { purpose: 'page', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } as const;
    expect(check(image)).toBe('in');
    expect(check({ ...image, host: 'box.example' })).not.toBe('in');
  });

  test('can only read addresses that cannot be guessed', () => {
    const { check } = guardOf();
    const secret = { purpose: 'secret', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } as const;
    expect(check(secret)).toBe('in');
    expect(check({ ...secret, method: 'POST' })).not.toBe('in');
    expect(check({ ...secret, host: 'evil.example' })).toContain('--allow-host evil.example');
  });

  test('reach the inspector only by a link', () => {
    const { check } = guardOf({ allowedOrigins: ['https://shop.example'] });
    const site = { purpose: 'inspector', 'sec-fetch-site': 'cross-site' } as const;
    expect(check({ ...site, 'sec-fetch-mode': 'navigate' })).toBe('in');
    expect(check({ ...site, 'sec-fetch-mode': 'cors' })).toBe('The inspector answers only its own page');
    for (const origin of ['https://shop.example', 'http://localhost:5173', 'http://127.0.0.1:5173']) {
      expect(check({ purpose: 'inspector', origin })).not.toBe('in');
    }
    expect(check({ purpose: 'inspector', origin: 'http://127.0.0.1:4100' })).toBe('in');
  });
});

describe('hosts', () => {
  test.each(['localhost', 'localhost:4100', 'LOCALHOST:1', 'localhost.', 'a.localhost', '127.9.9.9', '[::1]:4100'])(
    '%s is this machine',
    (host) => {
      expect(guardOf().check({ host })).toBe('in');
    },
  );

  test.each([
    'evil.example',
    'evil.example:4100',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.0.7:4100',
    '0.0.0.0:4100',
    'evil.example@localhost',
    'localhost/evil',
    '',
    undefined,
  ])('%s is not', (host) => {
    for (const purpose of ['api', 'page', 'secret', 'inspector'] as const) {
      expect(guardOf().check({ host, purpose })).toContain('does not answer to the host');
    }
  });

  test('an address that it was bound to is its own, and so is an allowed name', () => {
    const everywhere = guardOf({ host: '0.0.0.0', allowedHosts: ['box.local', 'fe80::1'] });
    expect(everywhere.check({ host: '192.168.0.7:4100', by: '192.168.0.7' })).toBe('in');
    expect(everywhere.check({ host: '192.168.0.7:4100', by: '::ffff:192.168.0.7' })).toBe('in');
    expect(everywhere.check({ host: '192.168.0.8:4100', by: '192.168.0.7' })).not.toBe('in');
    expect(everywhere.check({ host: 'BOX.local:4100' })).toBe('in');
    expect(everywhere.check({ host: '[fe80::1]:4100' })).toBe('in');
    expect(guardOf({ host: 'Box.Local' }).check({ host: 'box.local:4100', by: '192.168.0.7' })).toBe('in');
    expect(guardOf({ host: 'fd00::7' }).check({ host: '[fd00:0::7]:4100', by: 'fd00::7' })).toBe('in');
  });
});

describe('what is logged', () => {
  test('each origin and host once, with the option that allows it', () => {
    const { check, log } = guardOf();
    for (let time = 0; time < 3; time++) {
      check({ origin: 'https://evil.example' });
      check({ host: 'evil.example:4100' });
      check({ 'sec-fetch-site': 'cross-site' });
    }
    expect(log).toEqual([
      'refused a page of https://evil.example: --allow-origin https://evil.example (allowedOrigins) lets it in',
      'refused a request for the host evil.example: --allow-host evil.example (allowedHosts) lets it in',
      'refused a page of an origin it does not name: --allow-origin (allowedOrigins) lets in those that name theirs',
    ]);
  });

  test('at limited length, without control characters', () => {
    const { check, log } = guardOf();
    expect(check({ origin: 'https://\u009b2Jx\u202e.example' })).not.toMatch(/[\u009b\u202e]/);
    check({ origin: `https://${'x'.repeat(5000)}.example` });
    for (let number = 0; number < 1000; number++) check({ origin: `https://evil${number}.example` });
    expect(log.length).toBeLessThanOrEqual(200);
    expect(log.join('')).not.toMatch(/[\u009b\u202e]/);
    expect(Math.max(...log.map(({ length }) => length))).toBeLessThan(600);
  });
});

test.each([
  ['localhost', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example', false],
  ['.localhost', false],
  ['', false],
])('%j is loopback: %s', (name, is) => {
  expect(isLoopback(name)).toBe(is);
});
