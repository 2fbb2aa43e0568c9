import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiagnoseOptions, diagnoseJwt } from '../../../src/server/diagnose/diagnose-jwt.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (header: unknown, claims: unknown = { iss: 'cs-1', sub: 'jane' }) =>
  `${part(header)}.${part(claims)}.c2ln`;
const HS = token({ alg: 'HS256' });
const RS = token({ alg: 'RS256' });
const throwing = new Proxy(
  {},
  {
    get() {
      throw new Error('secret-of-a-proxy');
    },
  },
);

describe('diagnoseJwt', () => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['a text', 'options'],
    ['a list', []],
    ['a secret that is a number', { clientSecret: 5 }],
    ['a secret that is null', { clientSecret: null }],
    ['a secret that is an object', { clientSecret: {} }],
    ['an empty secret', { clientSecret: '' }],
    ['a public key that is a number', { publicKey: 5 }],
    ['a public key that is null', { publicKey: null }],
    ['a public key that is an empty object', { publicKey: {} }],
    ['a public key that is a list', { publicKey: [] }],
    ['a secret key object', { publicKey: { type: 'secret' } }],
    ['an EC key', { publicKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey }],
    ['a small key', { publicKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey }],
    ['a JWK with nothing in it', { publicKey: { kty: 'RSA' } }],
    ['a JWK that is broken', { publicKey: { kty: 'RSA', n: '!', e: '!' } }],
    ['a null clock', { clock: null }],
    ['a broken clock', { clock: { now: 'late' } }],
    ['another use', { use: 'chat' }],
    ['null for everything', { use: null, clientId: null, algorithm: null, requireJti: null, requireJwe: null }],
    [
      'objects for everything',
      { use: {}, clientId: {}, algorithm: Object.create(null), requireJti: {}, requireJwe: {} },
    ],
    ['what throws when it is read', throwing],
    [
      'a secret that throws when it is read',
      {
        get clientSecret() {
          throw new Error('secret-of-a-getter');
        },
      },
    ],
  ])('gives a diagnosis with options that cannot be meant: %s', async (_name, options) => {
    for (const jwt of [HS, RS]) {
      const diagnosis = await diagnoseJwt(jwt, options as DiagnoseOptions);
      expect(diagnosis).toMatchObject({ form: 'jws', ok: expect.any(Boolean), findings: expect.any(Array) });
      expect(['channel', 'api']).toContain(diagnosis.use);
      expect(JSON.stringify(diagnosis)).not.toMatch(/secret-of/);
    }
  });

  it('reports a key of the wrong kind as unreadable', async () => {
    const codes = async (jwt: string, options: object) =>
      (await diagnoseJwt(jwt, options)).findings.map(({ code }) => code);
    expect(await codes(HS, { clientSecret: 5 })).toContain('key_unreadable');
    expect(await codes(RS, { publicKey: 5 })).toContain('key_unreadable');
    expect(await codes(RS, throwing)).toContain('option_unreadable');
  });

  it.each<[string, unknown]>([
    ['a header whose names of functions are taken', token({ alg: { toString: 1, valueOf: 1 } })],
    ['an encrypted one of that kind', `${part({ alg: { toString: 1 }, enc: { toString: 1 }, kid: {} })}.a.b.c.d`],
    [
      'claims whose names of functions are taken',
      token(
        { alg: 'HS256' },
        { toString: 1, hasOwnProperty: 1, iss: { toString: 1 }, aud: [{ toString: 1 }], exp: {}, jti: [] },
      ),
    ],
    ['nested ten thousand deep', `${Buffer.from('['.repeat(10_000)).toString('base64url')}.e30.`],
    [
      'claims nested ten thousand deep',
      `${part({ alg: 'HS256' })}.${Buffer.from(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`).toString('base64url')}.`,
    ],
    ['a symbol', Symbol('jwt')],
    ['a proxy', throwing],
    ['undefined', undefined],
  ])('gives a diagnosis of %s', async (_name, jwt) => {
    const { ok } = await diagnoseJwt(jwt as string, {
      clientSecret: 'x'.repeat(32),
      clientId: 'cs-1',
      algorithm: 'HS256',
    });
    expect(ok).toBe(false);
  });

  it('gives a diagnosis of anything, with any options', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), fc.anything({ maxDepth: 1 }), async (header, claims, options) => {
        const json = (value: unknown) =>
          Buffer.from(
            JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}` : each)) ?? '',
          ).toString('base64url');
        await diagnoseJwt(`${json(header)}.${json(claims)}.`, options as DiagnoseOptions);
        await diagnoseJwt(
          header as string,
          { clientSecret: claims, publicKey: options, clientId: header } as DiagnoseOptions,
        );
      }),
    );
  });
});
