import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { HINTS } from '../../src/errors/hints.js';
import {
  ConfigError,
  ConnectionError,
  DeliveryError,
  HttpError,
  isXoError,
  ProtocolError,
  TokenError,
  XoError,
} from '../../src/errors/index.js';

const families = { ConfigError, ConnectionError, DeliveryError, ProtocolError, TokenError };

describe('XoError', () => {
  it.each(Object.entries(families))('%s is an Error and an XoError with the name of its class', (name, Family) => {
    const error = new Family('XO_NETWORK', 'unable to x; y');
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(XoError);
    expect(error).toBeInstanceOf(Family);
    expect(`${error}`).toBe(`${name}: unable to x; y`);
  });

  it('takes hint and retryable from the catalogue', () => {
    expect(new ConnectionError('XO_NETWORK', '')).toMatchObject({ code: 'XO_NETWORK', retryable: true });
    expect(new ConfigError('XO_CONFIG_INVALID', '')).toMatchObject({
      retryable: false,
      hint: 'Correct the option or argument that the message names.',
    });
  });

  it('prefers a hint that is passed to the constructor', () => {
    expect(new TokenError('XO_JWT_REJECTED', '', { hint: 'Look at the clock.' }).hint).toBe('Look at the clock.');
  });

  it('has a cause only if one is passed', () => {
    const cause = new Error('below');
    expect(new TokenError('XO_JWT_UNAVAILABLE', '', { cause }).cause).toBe(cause);
    expect('cause' in new TokenError('XO_JWT_UNAVAILABLE', '')).toBe(false);
  });

  it('has the properties that its subclass adds', () => {
    expect(new ConnectionError('XO_SOCKET_CLOSED', '', { closeCode: 1011 }).closeCode).toBe(1011);
    expect('closeCode' in new ConnectionError('XO_NETWORK', '')).toBe(false);
    const details = { status: 429, platformCode: 'SLOW', retryAfterMs: 2_000 };
    expect(new HttpError('XO_HTTP_RATE_LIMITED', '', details)).toMatchObject(details);
  });
});

describe('isXoError', () => {
  it('accepts errors of every subclass', () => {
    for (const Family of Object.values(families)) expect(isXoError(new Family('XO_ABORTED', ''))).toBe(true);
  });

  it('accepts an error of another copy of the package', async () => {
    vi.resetModules();
    const other = await import('../../src/errors/index.js');
    const foreign = new other.ConnectionError('XO_NETWORK', 'unable to x; y');
    expect(foreign).not.toBeInstanceOf(ConnectionError);
    expect(isXoError(foreign)).toBe(true);
  });

  it('accepts an error of another realm', () => {
    const foreign = runInNewContext(
      `Object.assign(new Error('unable to x; y'), { [Symbol.for('xo-rtm.error')]: true })`,
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(isXoError(foreign)).toBe(true);
  });

  it('uses a brand that is neither an own property nor copied by spreading', () => {
    const error = new ConnectionError('XO_NETWORK', 'unable to x; y');
    expect(Object.getOwnPropertySymbols(error)).toEqual([]);
    expect(isXoError({ ...error })).toBe(false);
  });

  it.each(Object.keys(HINTS))('rejects a foreign error with the code %s', (code) => {
    const foreign = Object.assign(new Error('x'), { name: 'ConnectionError', code, retryable: true, hint: 'y' });
    expect(isXoError(foreign)).toBe(false);
  });

  it.each([
    undefined,
    null,
    'network',
    { code: 'XO_NETWORK' },
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('x'), { code: 'toString' }),
    new AggregateError([new ConfigError('XO_CONFIG_INVALID', '')], 'x'),
    new DOMException('x', 'AbortError'),
    new Error('x', { cause: new ConfigError('XO_CONFIG_INVALID', '') }),
  ])('rejects %o', (value) => {
    expect(isXoError(value)).toBe(false);
  });

  it('does not throw if a getter throws', () => {
    const trap = () => {
      throw new Error('trap');
    };
    expect(isXoError(new Proxy(new Error('x'), { get: trap, has: trap, getPrototypeOf: trap }))).toBe(false);
  });
});
