import { createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError, TokenError } from '../../src/errors/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { createJwtSigner, type JwtSignerOptions } from '../../src/server/jwt-signer.js';
import { recordLogs } from '../support/record-logs.js';
import { readJws } from './by-hand.js';

const CLIENT_ID = 'cs-5b08ed1e-5fa7-5aaa-9c21-28bf8c90b739';
const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const NOW_S = 1_700_000_000;

const options = {
  clientId: CLIENT_ID,
  clientSecret: SECRET,
  clock: { now: () => NOW_S * 1000 + 700 },
  logger: silentLogger,
};

/** Options that a caller without types may pass. */
const unchecked = (parts: object) => createJwtSigner({ ...options, ...parts } as JwtSignerOptions);

describe('the claims', () => {
  it('are those of the channel, with a short life and a jti', async () => {
    const jwt = await createJwtSigner(options).sign({ identity: 'jane@example.com' });
    const { header, claims, valid } = readJws(jwt, SECRET);
    expect(valid).toBe(true);
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(claims).toEqual({
      iss: CLIENT_ID,
      sub: 'jane@example.com',
      aud: 'https://idproxy.kore.com/authorize',
      appId: CLIENT_ID,
      isAnonymous: false,
      iat: NOW_S,
      exp: NOW_S + 300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('contain the claims of the caller and isAnonymous', async () => {
    const jwt = await createJwtSigner({ ...options, expiresIn: 60, keyId: 'k1', audience: 'https://idp.example' }).sign(
      {
        identity: 'visitor-1',
        isAnonymous: true,
        claims: { identityToMerge: 'jane', customData: { plan: 'gold' } },
      },
    );
    const { header, claims } = readJws(jwt, SECRET);
    expect(header.kid).toBe('k1');
    expect(claims).toMatchObject({
      isAnonymous: true,
      identityToMerge: 'jane',
      customData: { plan: 'gold' },
      exp: NOW_S + 60,
      aud: 'https://idp.example',
    });
  });

  it('of the public APIs are sub and appId, and the life of the token', async () => {
    const signer = createJwtSigner(options);
    const { claims, valid } = readJws(await signer.signForApi({ identity: 'reports' }), SECRET);
    expect(valid).toBe(true);
    expect(Object.keys(claims).sort()).toEqual(['appId', 'exp', 'iat', 'jti', 'sub']);
    expect(claims).toMatchObject({ sub: 'reports', appId: CLIENT_ID });
    expect(readJws(await signer.signForApi(), SECRET).claims.sub).toBe('xo-rtm');
  });

  it('have another jti each time, or none when it is switched off', async () => {
    const signer = createJwtSigner(options);
    const jwts = await Promise.all(Array.from({ length: 50 }, () => signer.sign({ identity: 'jane' })));
    expect(new Set(jwts.map((jwt) => readJws(jwt, SECRET).claims.jti)).size).toBe(50);
    const plain = await createJwtSigner({ ...options, jti: false, expiresIn: 86_400 }).sign({ identity: 'jane' });
    expect(readJws(plain, SECRET).claims).not.toHaveProperty('jti');
  });

  it.each([
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'jti',
    'isAnonymous',
    'is_anonymous',
    'appId',
    'AppID',
    'app id',
    'app_id',
    'App_Id',
    'APP-ID',
    'ａｐｐＩｄ',
    'app\u200bId',
    'kore_sub',
    'koreSub',
  ])('of the signer cannot be replaced: %s', async (name) => {
    const signer = createJwtSigner(options);
    await expect(signer.sign({ identity: 'jane', claims: { [name]: 'x' } })).rejects.toThrow(ConfigError);
    await expect(signer.signForApi({ claims: { [name]: 'x' } })).rejects.toThrow(/signer’s own/);
  });

  it.each(['', '   ', undefined, null, 7, {}])('require an identity: %j is rejected', async (identity) => {
    await expect(createJwtSigner(options).sign({ identity: identity as string })).rejects.toThrow(/identity must be/);
  });

  it('cannot replace the claims of the signer', async () => {
    const signer = createJwtSigner(options);
    const claimsOf = async (claims: object) =>
      readJws(await signer.sign({ identity: 'jane', claims: claims as Record<string, unknown> }), SECRET).claims;
    const admin = { sub: 'admin' };
    class Evil {
      plan = 'gold';
      toJSON() {
        return admin;
      }
    }
    const inherited = Object.create(
      { sub: 'admin', toJSON: () => admin },
      { plan: { value: 'gold', enumerable: true } },
    );
    const parsed = JSON.parse('{"plan":"gold","__proto__":{"sub":"admin"}}');
    const hidden = Object.defineProperty({ plan: 'gold' }, 'toJSON', { value: () => admin });
    for (const claims of [
      new Evil(),
      inherited,
      parsed,
      hidden,
      { plan: 'gold', [Symbol('sub')]: 'admin' },
      { plan: 'gold', no: undefined },
    ]) {
      expect(await claimsOf(claims)).toMatchObject({ sub: 'jane', iss: CLIENT_ID, exp: NOW_S + 300, plan: 'gold' });
    }
    let reads = 0;
    const getter = {
      get plan() {
        return ++reads;
      },
    };
    expect(await claimsOf(getter)).toMatchObject({ plan: 1, sub: 'jane' });
    expect(await claimsOf({ since: new Date(0), nested: { toJSON: () => admin } })).toMatchObject({
      sub: 'jane',
      since: '1970-01-01T00:00:00.000Z',
      nested: admin,
    });
  });

  it('have no __proto__ at any depth, which would change a prototype where the payload is merged', async () => {
    const claims = JSON.parse('{"__proto__":{"sub":"admin"},"data":[{"__proto__":{"isAdmin":true},"plan":"gold"}]}');
    const jwt = await createJwtSigner(options).sign({ identity: 'jane', claims });
    const payload = Buffer.from(jwt.split('.')[1]!, 'base64url').toString();
    expect(payload).not.toContain('__proto__');
    expect(JSON.parse(payload)).toMatchObject({ sub: 'jane', data: [{ plan: 'gold' }] });
  });

  it.each([
    ['a function', { toJSON: () => ({ sub: 'admin' }) }, /toJSON is a function/],
    ['a symbol', { plan: Symbol('gold') }, /plan is a symbol/],
    ['a list', ['x'], /must be an object/],
    ['a text', 'x', /must be an object/],
    ['null', null, /must be an object/],
    [
      'a proxy',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('secret');
          },
        },
      ),
      /claims cannot be read/,
    ],
    [
      'nested too deeply',
      { plan: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) },
      /plan is too long or nested too deeply/,
    ],
    [
      'a getter that throws',
      {
        get plan() {
          throw new Error('no');
        },
      },
      /plan cannot be written/,
    ],
  ])('that are no claims are refused: %s', async (_name, claims, message) => {
    for (const method of ['sign', 'signForApi'] as const) {
      const signed = createJwtSigner(options)[method]({ identity: 'jane', claims: claims as never });
      await expect(signed).rejects.toThrow(ConfigError);
      await expect(signed).rejects.toThrow(message);
    }
  });

  it('must be JSON', async () => {
    const signed = createJwtSigner(options).sign({ identity: 'jane', claims: { big: 1n } });
    await expect(signed).rejects.toThrow(/big cannot be written as JSON/);
  });
});

describe('the signature', () => {
  it.each(['HS256', 'HS384', 'HS512'] as const)('%s verifies with node:crypto', async (algorithm) => {
    const jwt = await createJwtSigner({ ...options, algorithm }).sign({ identity: 'jane' });
    expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, header: { alg: algorithm } });
    expect(readJws(jwt, `${SECRET}x`).valid).toBe(false);
  });

  const jwk = { ...rsa.privateKey.export({ format: 'jwk' }), kty: 'RSA' };
  const keys = {
    PEM,
    'PEM of an environment variable': PEM.replaceAll('\n', '\\n'),
    JWK: jwk,
    KeyObject: rsa.privateKey,
  };
  describe.each(Object.entries(keys))('with a %s', (_form, privateKey) => {
    it.each(['RS256', 'RS384', 'RS512'] as const)('%s verifies with node:crypto', async (algorithm) => {
      const signer = createJwtSigner({ clientId: CLIENT_ID, privateKey, algorithm, logger: silentLogger });
      for (const jwt of [await signer.sign({ identity: 'jane' }), await signer.signForApi()]) {
        expect(readJws(jwt, rsa.publicKey)).toMatchObject({ valid: true, header: { alg: algorithm } });
      }
    });
  });

  it('can be made by a sign function', async () => {
    const sign = vi.fn((input: Uint8Array) => new Uint8Array(createSign('sha256').update(input).sign(PEM)));
    const signer = createJwtSigner({
      clientId: CLIENT_ID,
      sign,
      algorithm: 'RS256',
      keyId: 'alias/chat',
      logger: silentLogger,
    });
    expect(readJws(await signer.sign({ identity: 'jané' }), rsa.publicKey)).toMatchObject({
      valid: true,
      claims: { sub: 'jané' },
    });
    expect(sign).toHaveBeenCalledExactlyOnceWith(expect.any(Uint8Array), { algorithm: 'RS256', keyId: 'alias/chat' });
  });

  it('of a sign function that throws is a TokenError, and an invalid one a ConfigError', async () => {
    const down = new Error('KMS is down');
    const parts = { clientId: CLIENT_ID, algorithm: 'HS256' } as const;
    const failing = createJwtSigner({ ...parts, sign: () => Promise.reject(down) }).sign({ identity: 'jane' });
    await expect(failing).rejects.toThrow(TokenError);
    await expect(failing).rejects.toMatchObject({ cause: down, code: 'XO_JWT_UNAVAILABLE', retryable: true });
    for (const nothing of ['abc', new Uint8Array(), undefined]) {
      const signed = createJwtSigner({ ...parts, sign: () => nothing as Uint8Array }).sign({ identity: 'jane' });
      await expect(signed).rejects.toThrow(ConfigError);
    }
  });

  it('with an algorithm that the platform does not document logs a warning', () => {
    for (const [algorithm, warnings] of [
      ['HS256', 0],
      ['HS384', 1],
    ] as const) {
      const logger = vi.fn();
      createJwtSigner({ ...options, clientSecret: 'x'.repeat(64), algorithm, logger: recordLogs(logger) });
      expect(logger.mock.calls.filter(([level]) => level === 'warn')).toHaveLength(warnings);
    }
  });
});

describe('a wrong option', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });

  it.each([
    ['no client id', { clientId: '' }, /clientId is missing/],
    ['no key', { clientSecret: undefined }, /exactly one/],
    ['two keys', { privateKey: PEM }, /exactly one/],
    ['an unknown algorithm', { algorithm: 'ES256' }, /algorithm must be/],
    ['no signature at all', { algorithm: 'none' }, /algorithm must be/],
    ['a name of Object.prototype', { algorithm: 'toString' }, /algorithm must be/],
    ['RS256 with a secret', { algorithm: 'RS256' }, /needs privateKey/],
    [
      'HS256 with a private key',
      { clientSecret: undefined, privateKey: PEM, algorithm: 'HS256' },
      /needs clientSecret/,
    ],
    [
      'a public JWK',
      { clientSecret: undefined, privateKey: rsa.publicKey.export({ format: 'jwk' }) },
      /no private RSA key/,
    ],
    ['a public key object', { clientSecret: undefined, privateKey: rsa.publicKey }, /no private key/],
    ['a secret of 15 bytes', { clientSecret: 'x'.repeat(15) }, /fewer than 16 bytes/],
    ['no life', { expiresIn: 0 }, /expiresIn/],
    ['half a second', { expiresIn: 0.5 }, /expiresIn/],
    ['more than an hour with a jti', { expiresIn: 3601 }, /1 to 3600/],
    ['more than a day without', { expiresIn: 86_401, jti: false }, /1 to 86400/],
  ])('is refused at once: %s', (_name, parts, message) => {
    expect(() => unchecked(parts)).toThrow(ConfigError);
    expect(() => unchecked(parts)).toThrow(message);
  });

  it.each([
    ['a PEM that is none', PEM.replace('MII', 'AAA')],
    ['1024 bits', small],
  ])('that only the first signature shows is a ConfigError, too: %s', async (_name, privateKey) => {
    const signer = unchecked({ clientSecret: undefined, privateKey });
    await expect(signer.sign({ identity: 'jane' })).rejects.toThrow(ConfigError);
    await expect(signer.sign({ identity: 'jane' })).rejects.toThrow(ConfigError);
  });

  it('is refused in a browser, before anything else', () => {
    vi.stubGlobal('document', {});
    expect(() => createJwtSigner(options)).toThrow(expect.objectContaining({ code: 'XO_CONFIG_ENVIRONMENT' }));
    vi.unstubAllGlobals();
  });

  it.each([
    ['HS256', 31, true],
    ['HS256', 32, false],
    ['HS512', 63, true],
    ['HS512', 64, false],
  ] as const)('%s with a secret of %d bytes: warned %s', (algorithm, length, warned) => {
    const logger = vi.fn();
    createJwtSigner({ ...options, algorithm, clientSecret: 'x'.repeat(length), logger: recordLogs(logger) });
    expect(logger.mock.calls.length > 0).toBe(warned);
  });
});

describe('the secret', () => {
  it('is in no error, log line or property', async () => {
    const logger = vi.fn();
    const weak = 'hunter2hunter2';
    const outcomes: unknown[] = [];
    const collectOutcome = (action: () => unknown) => {
      try {
        outcomes.push(action());
      } catch (failure) {
        outcomes.push(failure);
      }
    };
    collectOutcome(() => unchecked({ clientSecret: weak, logger: recordLogs(logger) }));
    collectOutcome(() => unchecked({ clientSecret: SECRET, algorithm: 'RS256', logger: recordLogs(logger) }));
    collectOutcome(() => unchecked({ clientSecret: undefined, privateKey: SECRET, logger: recordLogs(logger) }));
    collectOutcome(() => unchecked({ clientSecret: SECRET, algorithm: 'HS512', logger: recordLogs(logger) }));
    const broken = PEM.replace('MII', 'AAA');
    const signer = unchecked({ clientSecret: undefined, privateKey: broken, logger: recordLogs(logger) });
    await signer.sign({ identity: 'jane' }).catch((failure) => outcomes.push(failure));
    const { inspect } = await import('node:util');
    const text = inspect([outcomes, logger.mock.calls], { depth: 10, showHidden: true });
    expect(outcomes).toHaveLength(5);
    expect(text).not.toContain(weak);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(broken.split('\n')[3]);
  });
});
