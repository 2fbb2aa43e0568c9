import { generateKeyPairSync } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/lib/logger.js';
import { createAnonymousVisitors, createJwtSigner } from '../../src/server/index.js';
import { serializeError } from '../../src/server/serialize-error.js';

const trap = () => {
  throw new Error('SECRET');
};

it('keeps the message of an application, without values that look like secrets', () => {
  const failure = Object.assign(
    new TypeError('no answer from postgres://user:hunter2@db.example/chat for sid=abc, password: "correct horse"'),
    { code: 'session=SECRET-COOKIE', hint: 'Bearer abc.def' },
  );
  expect(serializeError(failure)).toEqual({
    name: 'TypeError',
    message: 'no answer from postgres[redacted]db.example/chat for sid=[redacted], password: [redacted]',
    code: 'session=[redacted]',
    hint: 'Bearer [redacted]',
  });
});

it.each([
  ['nothing', undefined],
  ['a text', 'SECRET'],
  ['getters that throw', new Proxy(new Error('x'), { get: trap })],
  ['fields of other types', { message: { toString: trap }, name: 5, code: Symbol('SECRET') }],
  ['a cause', new Error('x', { cause: new Error('SECRET') })],
  ['many errors', new AggregateError([new Error('SECRET')], 'x')],
  ['a toJSON', Object.assign(new Error('x'), { toJSON: () => 'SECRET', toString: () => 'SECRET' })],
])('reads %s, and repeats no secret of it', (_, thrown) => {
  const told = serializeError(thrown);
  expect(told.message).toBeTypeOf('string');
  expect(JSON.stringify(told)).not.toContain('SECRET');
});

it('reads an error of another realm', () => {
  expect(serializeError(runInNewContext(`new RangeError('too much')`))).toEqual({
    name: 'RangeError',
    message: 'too much',
  });
});

describe('the secrets of this process', () => {
  // The value does not look like a secret.
  const secret = 'lower case words and ünïcödé "quotes"';

  it('are removed by their value, in every notation', () => {
    createJwtSigner({ clientId: 'cs-1', clientSecret: secret, logger: silentLogger });
    for (const text of [secret, encodeURIComponent(secret), JSON.stringify(secret)]) {
      expect(serializeError(new Error(`unable to use ${text} here`)).message).toMatch(
        /^unable to use "?\[redacted\]"? here$/,
      );
    }
  });

  it('of visitors are removed as well', () => {
    const visitors = 'the secret of visitors is a long line of words';
    createAnonymousVisitors({ secret: visitors });
    expect(serializeError(new Error(visitors)).message).toBe('[redacted]');
  });

  it('and private keys are removed as well', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(serializeError(new Error(`cannot read ${pem}`)).message).not.toContain(pem.slice(40, 60));
    const jwk = privateKey.export({ format: 'jwk' });
    createJwtSigner({ clientId: 'cs-1', privateKey: jwk as never });
    expect(serializeError(new Error(`key ${jwk.d}`)).message).toBe('key [redacted]');
  });

  it('never appear, whatever their value and position', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 16, maxLength: 64 }), fc.string(), fc.string(), (value, before, after) => {
        fc.pre(value === value.trim() && !'[redacted]'.includes(value));
        createJwtSigner({ clientId: 'cs-1', clientSecret: value, logger: silentLogger });
        const failure = Object.assign(new Error(before + value + after), { code: value, hint: after + value });
        expect(Object.values(serializeError(failure)).join('\n')).not.toContain(value);
      }),
    );
  });
});
