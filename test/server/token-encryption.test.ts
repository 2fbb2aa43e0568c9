import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { createJwtSigner } from '../../src/server/jwt-signer.js';
import { createTokenEncryption, type TokenEncryptionOptions } from '../../src/server/token-encryption.js';
import { recordLogs } from '../support/record-logs.js';
import { readJwe, readJws } from './by-hand.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'platform-1' };
const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const make = (options: object) => createTokenEncryption(options as TokenEncryptionOptions, silentLogger);

describe('an encrypted token', () => {
  it.each(['A128CBC-HS256', 'A128GCM', 'A256GCM'] as const)(
    '%s opens with node:crypto to a signed one',
    async (contentAlgorithm) => {
      const secret = 'x'.repeat(32);
      const encryption = { publicKey: jwk, contentAlgorithm };
      const signer = createJwtSigner({ clientId: 'cs-1', clientSecret: secret, encryption, logger: silentLogger });
      const jwe = await signer.sign({ identity: 'jane' });
      expect(jwe.split('.')).toHaveLength(5);
      const { header, content } = readJwe(jwe, rsa.privateKey);
      expect(header).toEqual({ alg: 'RSA-OAEP', enc: contentAlgorithm, kid: 'platform-1', typ: 'JWT', cty: 'JWT' });
      expect(readJws(content, secret)).toMatchObject({ valid: true, claims: { sub: 'jane', iss: 'cs-1' } });
    },
  );

  it('can be made with a PEM or a key object, and uses A256GCM by default', async () => {
    for (const publicKey of [spki, spki.replaceAll('\n', '\\n'), rsa.publicKey]) {
      const { header, content } = readJwe(await make({ publicKey, keyId: 'k' })('a.b.c'), rsa.privateKey);
      expect([header.enc, header.kid, content]).toEqual(['A256GCM', 'k', 'a.b.c']);
    }
  });

  it('supports RSA-OAEP-256, with a warning that the platform does not document it', async () => {
    const logger = vi.fn();
    const encrypt = createTokenEncryption({ publicKey: jwk, keyAlgorithm: 'RSA-OAEP-256' }, recordLogs(logger));
    expect(logger).toHaveBeenCalledExactlyOnceWith('warn', expect.stringContaining('RSA-OAEP-256'));
    expect(readJwe(await encrypt('a.b.c'), rsa.privateKey).content).toBe('a.b.c');
  });

  it('accepts a JWK with other hints about its use, or with the private half', async () => {
    const pair = { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' };
    expect(readJwe(await make({ publicKey: pair })('a.b.c'), rsa.privateKey).content).toBe('a.b.c');
  });
});

describe('a wrong option', () => {
  it.each([
    ['RSA1_5', { publicKey: jwk, keyAlgorithm: 'RSA1_5' }, /Bleichenbacher/],
    ['dir', { publicKey: jwk, keyAlgorithm: 'dir' }, /keyAlgorithm/],
    ['A256CBC-HS512', { publicKey: jwk, contentAlgorithm: 'A256CBC-HS512' }, /contentAlgorithm/],
    ['no kid', { publicKey: spki }, /keyId is missing/],
    ['no key', { keyId: 'k' }, /publicKey must be/],
    ['a certificate', { publicKey: '-----BEGIN CERTIFICATE-----', keyId: 'k' }, /PEM/],
    ['an EC key', { publicKey: { kty: 'EC', kid: 'k' } }, /no RSA key/],
  ])('is refused at once: %s', (_name, options, message) => {
    expect(() => make(options)).toThrow(ConfigError);
    expect(() => make(options)).toThrow(message);
  });

  it('that shows only when the key is read is a ConfigError as well', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    await expect(make({ publicKey: small, keyId: 'k' })('a.b.c')).rejects.toThrow(ConfigError);
    const torn = spki.replace('MII', 'AAA');
    await expect(make({ publicKey: torn, keyId: 'k' })('a.b.c')).rejects.toThrow(ConfigError);
  });
});
