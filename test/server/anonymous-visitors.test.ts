import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { type AnonymousVisitorsOptions, createAnonymousVisitors } from '../../src/server/anonymous-visitors.js';
import { createJwtSigner } from '../../src/server/jwt-signer.js';
import { recordLogs } from '../support/record-logs.js';

const SECRET = 'c'.repeat(32);
const DAY_MS = 86_400_000;

function setUp(options: Partial<AnonymousVisitorsOptions> = {}) {
  const clock = { now: vi.fn(() => 1_700_000_000_000) };
  const identify = createAnonymousVisitors({ secret: SECRET, clock, ...options });
  const visit = (cookie?: string) => {
    const init = { method: 'POST', headers: cookie === undefined ? {} : { cookie } };
    return identify(new Request('https://api.shop.example/token', init));
  };
  return { clock, visit };
}

const pairOf = (setCookie: string | undefined) => setCookie!.split(';')[0]!;

describe('an anonymous visitor', () => {
  it('gets an identity and a cookie that scripts cannot read', async () => {
    const { identity, isAnonymous, setCookie } = await setUp().visit();
    expect(identity).toMatch(/^anonymous-[0-9a-f-]{36}$/);
    expect(isAnonymous).toBe(true);
    expect(setCookie).toMatch(/^__Host-xo-visitor=[\w.-]+; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/);
  });

  it('is recognised among other cookies, and gets no new cookie', async () => {
    const { visit } = setUp();
    const first = await visit();
    const again = await visit(`a=1; ${pairOf(first.setCookie)};b=2`);
    expect(again).toEqual({ identity: first.identity, isAnonymous: true });
  });

  it('gets a new identity each time without the cookie', async () => {
    const { visit } = setUp();
    const identities = await Promise.all(Array.from({ length: 20 }, async () => (await visit()).identity));
    expect(new Set(identities).size).toBe(20);
  });

  it('stays known when coming back: the cookie is renewed in the second half of its lifetime, and expires after it', async () => {
    const { clock, visit } = setUp({ maxAgeDays: 10 });
    const first = await visit();
    clock.now.mockReturnValue(1_700_000_000_000 + 4 * DAY_MS);
    expect(await visit(pairOf(first.setCookie))).not.toHaveProperty('setCookie');
    clock.now.mockReturnValue(1_700_000_000_000 + 6 * DAY_MS);
    const renewed = await visit(pairOf(first.setCookie));
    expect(renewed.identity).toBe(first.identity);
    clock.now.mockReturnValue(1_700_000_000_000 + 11 * DAY_MS);
    expect((await visit(pairOf(first.setCookie))).identity).not.toBe(first.identity);
    expect((await visit(pairOf(renewed.setCookie))).identity).toBe(first.identity);
  });

  it('cannot choose an identity', async () => {
    const { visit } = setUp();
    const jwt = await createJwtSigner({ clientId: 'cs-1', clientSecret: SECRET }).sign({ identity: 'jane' });
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"jane","exp":9999999999}')}.`.replaceAll('=', '');
    const foreign = pairOf((await setUp({ secret: 'd'.repeat(32) }).visit()).setCookie);
    const [head, , mac] = pairOf((await visit()).setCookie).split('.');
    const forged = `${head}.${btoa('{"sub":"jane","exp":9999999999}').replaceAll('=', '')}.${mac}`;
    for (const cookie of [
      `__Host-xo-visitor=${jwt}`,
      `__Host-xo-visitor=${unsigned}`,
      foreign,
      forged,
      '__Host-xo-visitor=',
    ]) {
      const visitor = await visit(cookie);
      expect(visitor.identity, cookie).toMatch(/^anonymous-/);
      expect(visitor.setCookie, cookie).toBeDefined();
    }
  });

  it('is recognised after an invalid cookie of the same name', async () => {
    const { visit } = setUp();
    const first = await visit();
    const again = await visit(`__Host-xo-visitor=planted; ${pairOf(first.setCookie)}`);
    expect(again.identity).toBe(first.identity);
  });

  it('is recognised after a change of the secret', async () => {
    const old = await setUp().visit();
    const { visit } = setUp({ secret: ['n'.repeat(32), SECRET] });
    expect((await visit(pairOf(old.setCookie))).identity).toBe(old.identity);
    // The cookie is replaced at the next visit, and not after half of its lifetime, so that the old secret can be removed soon.
    const renewed = await visit(pairOf(old.setCookie));
    expect(renewed.setCookie).toBeDefined();
    const onlyNew = setUp({ secret: 'n'.repeat(32) });
    expect(await onlyNew.visit(pairOf(renewed.setCookie))).toEqual({ identity: old.identity, isAnonymous: true });
    const fresh = await visit();
    expect((await setUp().visit(pairOf(fresh.setCookie))).identity).not.toBe(fresh.identity);
    expect((await setUp({ secret: 'n'.repeat(32) }).visit(pairOf(fresh.setCookie))).identity).toBe(fresh.identity);
  });

  it.each([
    [{ secure: false }, /^xo-visitor=.*SameSite=Lax$/],
    [{ sameSite: 'none' }, /^__Host-xo-visitor=.*SameSite=None; Secure; Partitioned$/],
    [
      { sameSite: 'strict', cookieName: 'who', maxAgeDays: 1 },
      /^who=.*Max-Age=86400; HttpOnly; SameSite=Strict; Secure$/,
    ],
  ] as const)('gets the cookie as asked for: %j', async (options, pattern) => {
    expect((await setUp(options).visit()).setCookie).toMatch(pattern);
  });
});

describe('a secret that a function gives', () => {
  it('is read at the first visit, and once', async () => {
    const secret = vi.fn(() => SECRET);
    const { visit } = setUp({ secret });
    expect(secret).not.toHaveBeenCalled();
    const first = await visit();
    expect((await setUp().visit(pairOf(first.setCookie))).identity).toBe(first.identity);
    await visit();
    expect(secret).toHaveBeenCalledOnce();
  });

  it('is rejected when it is missing or weak', async () => {
    for (const secret of ['', 'short', undefined, []]) {
      await expect(setUp({ secret: () => secret as string }).visit()).rejects.toThrow(ConfigError);
    }
  });
});

describe('a wrong option', () => {
  it.each([
    [{ secret: 'short' }, /fewer than 32 bytes/],
    [{ secret: [] }, /secret is missing/],
    [{ secret: undefined }, /secret must be/],
    [{ sameSite: 'none', secure: false }, /secure/],
    [{ maxAgeDays: 0 }, /maxAgeDays/],
    [{ maxAgeDays: 401 }, /maxAgeDays/],
    [{ cookieName: 'a b' }, /cookieName/],
  ])('is rejected immediately: %j', (options, message) => {
    expect(() => setUp(options as never)).toThrow(ConfigError);
    expect(() => setUp(options as never)).toThrow(message);
  });
});

describe('a secure cookie', () => {
  const warningsFor = async (origins: string[], options: Partial<AnonymousVisitorsOptions> = {}) => {
    const logger = vi.fn();
    const identify = createAnonymousVisitors({ secret: SECRET, logger: recordLogs(logger), ...options });
    for (const origin of origins)
      await identify(new Request('http://10.0.0.7/token', { method: 'POST', headers: { origin } }));
    return logger.mock.calls.map(([level, text]) => `${level}: ${text}`);
  };

  it('for a page without https is reported once, because browsers drop it', async () => {
    const warnings = await warningsFor(['http://192.168.1.20:8080', 'http://staging.shop.example']);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^warn: the cookie of anonymous visitors is Secure, but the page has an http: address/);
  });

  it('for other pages, or one that is not secure, is not', async () => {
    const accepted = [
      'https://shop.example',
      'http://localhost:3000',
      'http://127.0.0.1:1',
      'http://[::1]:1',
      'null',
      'http://',
    ];
    expect(await warningsFor(accepted)).toEqual([]);
    expect(await warningsFor(['http://192.168.1.20:8080'], { secure: false })).toEqual([]);
  });
});
