import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { tokenHandlerFromEnv } from '../../src/server/token-handler-from-env.js';
import { recordLogs } from '../support/record-logs.js';
import { readJwe, readJws } from './by-hand.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const VISITORS = 'v'.repeat(32);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const ENV = {
  XO_RTM_CLIENT_ID: 'cs-1',
  XO_RTM_CLIENT_SECRET: SECRET,
  XO_RTM_ALLOWED_ORIGINS: 'https://shop.example  https://www.shop.example',
  XO_RTM_VISITOR_SECRET: VISITORS,
};

/** `undefined` removes a variable. */
function setUp(changes: Record<string, string | undefined> = {}) {
  const logger = vi.fn();
  const handler = tokenHandlerFromEnv({ ...ENV, ...changes }, { logger: recordLogs(logger) });
  return {
    logger: recordLogs(logger),
    requestToken: (headers: Record<string, string> = {}) =>
      handler(new Request('https://api.shop.example/token', { method: 'POST', headers })),
  };
}

const jwtOf = async (response: Response) => ((await response.json()) as { jwt: string }).jwt;

describe('the token endpoint of the environment', () => {
  it('gives anonymous visitors an identity and a cookie', async () => {
    const response = await setUp().requestToken({ origin: 'https://www.shop.example' });
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-xo-visitor=.*SameSite=Lax; Secure$/);
    const { claims, valid } = readJws(await jwtOf(response), SECRET);
    expect(valid).toBe(true);
    expect(claims).toMatchObject({ iss: 'cs-1', sub: expect.stringMatching(/^anonymous-/), isAnonymous: true });
    expect((await setUp().requestToken({ origin: 'https://evil.example' })).status).toBe(403);
  });

  it('accepts the identity that the proxy sends, and no visitor without it', async () => {
    const both = setUp({ XO_RTM_IDENTITY_HEADER: 'X-Forwarded-User' });
    const known = readJws(await jwtOf(await both.requestToken({ 'x-forwarded-user': 'jane' })), SECRET);
    expect(known.claims).toMatchObject({ sub: 'jane', isAnonymous: false });
    expect(readJws(await jwtOf(await both.requestToken()), SECRET).claims).toMatchObject({ isAnonymous: true });

    const signedInOnly = setUp({ XO_RTM_IDENTITY_HEADER: 'x-forwarded-user', XO_RTM_VISITOR_SECRET: undefined });
    expect((await signedInOnly.requestToken({ 'x-forwarded-user': ' ' })).status).toBe(401);
    // A header that is not configured is not an identity.
    expect(
      readJws(await jwtOf(await setUp().requestToken({ 'x-forwarded-user': 'jane' })), SECRET).claims.sub,
    ).not.toBe('jane');
  });

  it('signs and encrypts as configured', async () => {
    const jwk = JSON.stringify({ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'platform-1' });
    const { requestToken } = setUp({
      XO_RTM_CLIENT_SECRET: '',
      XO_RTM_PRIVATE_KEY: PEM.replaceAll('\n', '\\n'),
      XO_RTM_ALGORITHM: 'RS512',
      XO_RTM_EXPIRES_IN: '60',
      XO_RTM_JWE_KEY: jwk,
    });
    const { content, header } = readJwe(await jwtOf(await requestToken()), rsa.privateKey);
    expect(header.kid).toBe('platform-1');
    const signed = readJws(content, rsa.publicKey);
    expect(signed).toMatchObject({ valid: true, header: { alg: 'RS512' } });
    expect(Number(signed.claims.exp) - Number(signed.claims.iat)).toBe(60);
  });

  it('accepts cookies of the previous secret, and replaces them', async () => {
    const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0];
    const old = await setUp().requestToken();
    const { sub } = readJws(await jwtOf(old), SECRET).claims;
    const rotated = { XO_RTM_VISITOR_SECRET: 'n'.repeat(32), XO_RTM_VISITOR_SECRET_OLD: VISITORS };
    const renewed = await setUp(rotated).requestToken({ cookie: cookieOf(old)! });
    expect(readJws(await jwtOf(renewed), SECRET).claims.sub).toBe(sub);
    const after = await setUp({ XO_RTM_VISITOR_SECRET: 'n'.repeat(32) }).requestToken({ cookie: cookieOf(renewed)! });
    expect(readJws(await jwtOf(after), SECRET).claims.sub).toBe(sub);
  });

  it('sets the cookie as configured', async () => {
    const none = await setUp({ XO_RTM_COOKIE_SAME_SITE: 'none' }).requestToken();
    expect(none.headers.get('set-cookie')).toMatch(/SameSite=None; Secure; Partitioned$/);
    const plain = await setUp({ XO_RTM_COOKIE_SECURE: 'false' }).requestToken();
    expect(plain.headers.get('set-cookie')).toMatch(/^xo-visitor=.*SameSite=Lax$/);
  });

  it('limits by the last address in the header, which the nearest proxy has added', async () => {
    const { requestToken } = setUp({ XO_RTM_RATE_LIMIT: '2/60', XO_RTM_ADDRESS_HEADER: 'x-forwarded-for' });
    const statuses: number[] = [];
    for (const invented of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) {
      statuses.push((await requestToken({ 'x-forwarded-for': `${invented}, 203.0.113.7` })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await requestToken({ 'x-forwarded-for': '203.0.113.8' })).status).toBe(200);
  });

  it('does not limit when the limit is off', async () => {
    const { requestToken } = setUp({ XO_RTM_RATE_LIMIT: 'off', XO_RTM_ADDRESS_HEADER: 'x-real-ip' });
    const statuses = await Promise.all(
      Array.from({ length: 70 }, async () => (await requestToken({ 'x-real-ip': 'a' })).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('a wrong environment', () => {
  it.each([
    ['XO_RTM_CLIENT_ID', undefined],
    ['XO_RTM_CLIENT_SECRET', undefined],
    ['XO_RTM_PRIVATE_KEY', PEM],
    ['XO_RTM_VISITOR_SECRET', undefined],
    ['XO_RTM_JWE_KEY', '{"kty"'],
    ['XO_RTM_JWE_KEY', '-----BEGIN PUBLIC KEY-----'],
    ['XO_RTM_COOKIE_SAME_SITE', 'never'],
    ['XO_RTM_RATE_LIMIT', '60'],
    ['XO_RTM_ADDRESS_HEADER', 'x real ip'],
    ['XO_RTM_IDENTITY_HEADER', 'x:user'],
  ])('is refused at once, by name: %s = %j', (name, value) => {
    const wrong = () => setUp({ [name]: value });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(name);
  });

  it('is rejected with its name when only the old secret is set', () => {
    const changes = {
      XO_RTM_VISITOR_SECRET: '',
      XO_RTM_VISITOR_SECRET_OLD: VISITORS,
      XO_RTM_IDENTITY_HEADER: 'x-user',
    };
    expect(() => setUp(changes)).toThrow(/XO_RTM_VISITOR_SECRET_OLD is set without/);
  });

  it.each([
    ['XO_RTM_EXPIRES_IN', 'soon', /expiresIn/],
    ['XO_RTM_ALGORITHM', 'ES256', /algorithm/],
    ['XO_RTM_ALLOWED_ORIGINS', '*', /wildcard/],
    ['XO_RTM_RATE_LIMIT', '0/60', /requests/],
  ])('is refused at once, by option: %s = %j', (name, value, message) => {
    expect(() => setUp({ [name]: value })).toThrow(message);
  });

  it('is never repeated in the error', () => {
    for (const changes of [
      { XO_RTM_CLIENT_SECRET: 'hunter2' },
      { XO_RTM_VISITOR_SECRET: 'hunter2' },
      { XO_RTM_JWE_KEY: '{hunter2' },
    ]) {
      let failure: unknown;
      try {
        setUp(changes);
      } catch (thrown) {
        failure = thrown;
      }
      expect(failure).toBeInstanceOf(ConfigError);
      expect(inspect(failure, { showHidden: true })).not.toMatch(/hunter2|q3Vt0Zk9/);
    }
  });
});
