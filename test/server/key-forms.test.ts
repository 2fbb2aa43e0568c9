import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { diagnoseJwt } from '../../src/server/diagnose/diagnose-jwt.js';
import { createJwtSigner, type JwtSignerOptions } from '../../src/server/jwt-signer.js';
import { jwtSignerFromEnv } from '../../src/server/jwt-signer-from-env.js';
import { createTokenEncryption } from '../../src/server/token-encryption.js';
import { readJwe, readJws } from './by-hand.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });

const PKCS8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PKCS1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const SPKI = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const JWK = { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'k1' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The forms into which environments, secret stores and editors turn a PEM. */
const wrappings: Record<string, (pem: string) => string> = {
  'as it is': (pem) => pem,
  'with CRLF': (pem) => pem.replaceAll('\n', '\r\n'),
  'with \\n': (pem) => pem.replaceAll('\n', '\\n'),
  'with \\r\\n': (pem) => pem.replaceAll('\n', '\\r\\n'),
  'with \\\\n': (pem) => pem.replaceAll('\n', '\\\\n'),
  'with spaces for line ends': (pem) => pem.replaceAll('\n', ' '),
  'without line ends': (pem) => pem.replaceAll('\n', ''),
  'in double quotes': (pem) => `"${pem.replaceAll('\n', '\\n')}"`,
  'in single quotes, with a line end behind': (pem) => `'${pem}'\n`,
  'with a byte order mark': (pem) => `\uFEFF${pem}`,
  indented: (pem) => pem.replaceAll(/^/gm, '    '),
  'with bag attributes': (pem) =>
    `Bag Attributes\n    friendlyName: chat\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n${pem}`,
  'in base64': base64,
  'in base64 of 76 columns': (pem) => base64(pem).replaceAll(/.{76}/g, '$&\n'),
  'in base64, in quotes': (pem) => `"${base64(pem)}"`,
};

const verify = async (privateKey: unknown, algorithm?: string) => {
  const signer = createJwtSigner({
    clientId: 'cs-1',
    privateKey,
    ...(algorithm && { algorithm }),
    logger: silentLogger,
  } as JwtSignerOptions);
  await signer.check();
  return readJws(await signer.sign({ identity: 'jane' }), rsa.publicKey);
};

describe.each(Object.entries(wrappings))('a PEM %s', (_name, wrap) => {
  it.each([
    ['PKCS #8', PKCS8],
    ['PKCS #1', PKCS1],
  ])('of %s signs', async (_form, pem) => {
    expect(await verify(wrap(pem))).toMatchObject({ valid: true, header: { alg: 'RS256' } });
    const env = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_PRIVATE_KEY: wrap(pem) };
    expect(readJws(await jwtSignerFromEnv(env).signForApi(), rsa.publicKey).valid).toBe(true);
  });

  it.each([
    ['SubjectPublicKeyInfo', SPKI],
    ['PKCS #1', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
  ])('of the platform’s key in %s encrypts, and checks signatures', async (_form, pem) => {
    const encrypt = createTokenEncryption({ publicKey: wrap(pem), keyId: 'k' }, silentLogger);
    expect(readJwe(await encrypt('a.b.c'), rsa.privateKey).content).toBe('a.b.c');
    const jwt = await createJwtSigner({ clientId: 'cs-1', privateKey: PKCS8 }).sign({ identity: 'jane' });
    expect(await diagnoseJwt(jwt, { publicKey: wrap(pem) })).toMatchObject({ ok: true, findings: [] });
  });
});

describe('other forms of a private key that sign', () => {
  const publicHalf = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'public' };
  it.each<[string, unknown]>([
    ['DER of PKCS #8 in base64', rsa.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
    ['DER of PKCS #1 in base64', rsa.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
    ['a JWK', JWK],
    ['a JWK as text', JSON.stringify(JWK, null, 2)],
    ['a JWK as text in quotes', `'${JSON.stringify(JWK)}'`],
    ['a JWK as text with escaped quotes', JSON.stringify(JWK).replaceAll('"', '\\"')],
    ['a JWK in base64', base64(JSON.stringify(JWK))],
    ['a JWK set of one', { keys: [JWK] }],
    ['a JWK set with the public half beside it', { keys: [publicHalf, JWK] }],
    ['a JWK set as text', JSON.stringify({ keys: [{ ...JWK, use: 'enc' }, JWK] })],
    ['a bundle with the certificate first', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${PKCS8}`],
    ['a JWK with hints that fit', { ...JWK, alg: 'RS256', use: 'sig', key_ops: ['sign'], ext: true }],
    ['a key object', rsa.privateKey],
  ])('%s', async (_name, key) => {
    expect(await verify(key)).toMatchObject({ valid: true, header: { alg: 'RS256' } });
  });

  it('a set whose kid selects one key', async () => {
    const other = {
      ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
      kid: 'k2',
    };
    const signer = createJwtSigner({ clientId: 'cs-1', privateKey: { keys: [other, JWK] }, keyId: 'k1' });
    expect(readJws(await signer.signForApi(), rsa.publicKey)).toMatchObject({ valid: true, header: { kid: 'k1' } });
  });

  it.each([JWK, JSON.stringify(JWK)])('a JWK that names an algorithm signs with that', async (key) => {
    const jwk = typeof key === 'string' ? key.replace('{', '{"alg":"RS512",') : { ...key, alg: 'RS512' };
    expect(await verify(jwk)).toMatchObject({ valid: true, header: { alg: 'RS512' } });
  });

  it('a key of Web Crypto', async () => {
    const der = rsa.privateKey.export({ type: 'pkcs8', format: 'der' });
    const own = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' };
    const key = await crypto.subtle.importKey('pkcs8', der, own, false, ['sign']);
    expect(await verify(key, 'RS512')).toMatchObject({ valid: true, header: { alg: 'RS512' } });
    await expect(verify(key, 'RS256')).rejects.toThrow(/SHA-512, which does not fit RS256/);
  });
});

const pemOf = (key: { export(options: object): string | Buffer }, type = 'pkcs8') =>
  key.export({ type, format: 'pem' }).toString();
const MAKE_ONE = /openssl genpkey/;

describe('a private key that cannot sign', () => {
  const { p: _p, q: _q, ...incomplete } = JWK;
  it.each<[string, unknown, RegExp, RegExp]>([
    ['EC in PKCS #8', pemOf(ec.privateKey), /is an EC key/, MAKE_ONE],
    ['EC in SEC 1', pemOf(ec.privateKey, 'sec1'), /is an EC key/, MAKE_ONE],
    ['EC as JWK', ec.privateKey.export({ format: 'jwk' }), /kty "EC"/, MAKE_ONE],
    ['EC as key object', ec.privateKey, /is an EC key/, MAKE_ONE],
    ['Ed25519', pemOf(ed.privateKey), /is an Ed25519 key/, MAKE_ONE],
    ['RSA-PSS', pemOf(pss.privateKey), /is an RSA-PSS key/, MAKE_ONE],
    ['1024 bits in PKCS #8', pemOf(small.privateKey), /has 1024 bits/, MAKE_ONE],
    ['1024 bits in PKCS #1', pemOf(small.privateKey, 'pkcs1'), /has 1024 bits/, MAKE_ONE],
    ['1024 bits as JWK', small.privateKey.export({ format: 'jwk' }), /has 1024 bits/, MAKE_ONE],
    ['1024 bits as key object', small.privateKey, /has 1024 bits/, MAKE_ONE],
    [
      'encrypted',
      rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      /passphrase/,
      /openssl pkey/,
    ],
    [
      'encrypted in PKCS #1',
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      /passphrase/,
      /openssl pkey/,
    ],
    [
      'OpenSSH',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      /OpenSSH/,
      /ssh-keygen/,
    ],
    ['the public half', SPKI, /is a public key/, /private half/],
    [
      'a certificate',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      /is a certificate/,
      /private half/,
    ],
    ['cut', PKCS8.slice(0, 800), /cannot be read/, /cut/],
    ['changed', PKCS8.replace('MII', 'AAA'), /cannot be read/, /cut or changed/],
    ['no JSON', '{"kty":"RSA"', /no JSON/, /JWK/],
    ['something else', 'hunter2', /neither a PEM nor a JWK/, /BEGIN PRIVATE KEY/],
    ['empty', ' ', /neither a PEM nor a JWK/, /BEGIN PRIVATE KEY/],
    ['a JWK for another algorithm', { ...JWK, alg: 'RS512' }, /for "RS512", and algorithm is RS256/, /algorithm/],
    ['a JWK for PS256', { ...JWK, alg: 'PS256' }, /for "PS256"/, /algorithm/],
    ['a JWK for encryption', { ...JWK, use: 'enc' }, /the use "enc"/, /"sig"/],
    ['a JWK that may only verify', { ...JWK, key_ops: ['verify'] }, /key_ops do not allow to sign/, /"sign"/],
    ['a JWK without primes', incomplete, /lacks p, q/, /Export/],
    ['a public JWK', rsa.publicKey.export({ format: 'jwk' }), /no private RSA key/, /private half/],
    ['two keys without a name', { keys: [JWK, { ...JWK, kid: 'k2' }] }, /a set of 2 keys/, /kid/],
    ['an empty set', { keys: [] }, /neither/, /BEGIN/],
    ['a number', 5, /must be a PEM text/, /./],
  ])(
    'is a ConfigError of check() and of the first signature, with a hint that helps: %s',
    async (_name, privateKey, message, hint) => {
      const makeAndCheck = async (method: 'check' | 'signForApi') => {
        const options = {
          clientId: 'cs-1',
          privateKey,
          algorithm: 'RS256',
          logger: silentLogger,
        } as unknown as JwtSignerOptions;
        await createJwtSigner(options)[method]();
      };
      for (const method of ['check', 'signForApi'] as const) {
        const failure = await makeAndCheck(method).catch((thrown: unknown) => thrown as ConfigError);
        expect(failure).toBeInstanceOf(ConfigError);
        expect((failure as ConfigError).message).toMatch(/^unable to make a JWT signer; /);
        expect((failure as ConfigError).message).toMatch(message);
        expect((failure as ConfigError).hint).toMatch(hint);
        const secret =
          typeof privateKey === 'string' && privateKey.length > 200 ? privateKey.slice(100, 140) : 'hunter2';
        expect(inspect(failure, { depth: 5, showHidden: true })).not.toContain(secret);
      }
    },
  );
});

describe('jwtSignerFromEnv', () => {
  it('reads no variable before the first token, so that an app can be built without secrets', async () => {
    const env: Record<string, string | undefined> = {};
    const signer = jwtSignerFromEnv(env);
    await expect(signer.check()).rejects.toThrow(/exactly one of them must be set/);
    await expect(signer.sign({ identity: 'jane' })).rejects.toThrow(ConfigError);
    Object.assign(env, { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_CLIENT_SECRET: 'x'.repeat(32) });
    await signer.check();
    expect(readJws(await signer.sign({ identity: 'jane' }), 'x'.repeat(32)).valid).toBe(true);
  });

  it('is refused in a browser at once', () => {
    vi.stubGlobal('document', {});
    expect(() => jwtSignerFromEnv({})).toThrow(expect.objectContaining({ code: 'XO_CONFIG_ENVIRONMENT' }));
    vi.unstubAllGlobals();
  });
});
