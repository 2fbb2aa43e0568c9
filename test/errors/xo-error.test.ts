import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { CATALOGUE } from '../../src/errors/catalogue.js';
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
  it.each(Object.entries(families))('%s is an Error, an XoError, and named after itself', (name, Family) => {
    const error = new Family('network', 'unable to x; y');
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(XoError);
    expect(error).toBeInstanceOf(Family);
    expect(`${error}`).toBe(`${name}: unable to x; y`);
  });

  it('takes hint and retryable from the catalogue', () => {
    expect(new ConnectionError('network', '')).toMatchObject({ code: 'network', retryable: true });
    expect(new ConfigError('config_invalid', '')).toMatchObject({ retryable: false, hint: 'Correct this option.' });
  });

  it('lets the place give a better hint', () => {
    expect(new TokenError('jwt_rejected', '', { hint: 'Look at the clock.' }).hint).toBe('Look at the clock.');
  });

  it('keeps the cause, and has none where there is none', () => {
    const cause = new Error('below');
    expect(new TokenError('jwt_unavailable', '', { cause }).cause).toBe(cause);
    expect('cause' in new TokenError('jwt_unavailable', '')).toBe(false);
  });

  it('carries what its family adds', () => {
    expect(new ConnectionError('socket_closed', '', { closeCode: 1011 }).closeCode).toBe(1011);
    expect('closeCode' in new ConnectionError('network', '')).toBe(false);
    const details = { status: 429, platformCode: 'SLOW', retryAfterMs: 2_000 };
    expect(new HttpError('http_rate_limited', '', details)).toMatchObject(details);
  });
});

describe('isXoError', () => {
  it('knows every family', () => {
    for (const Family of Object.values(families)) expect(isXoError(new Family('aborted', ''))).toBe(true);
  });

  it('knows the error of another copy of this package', async () => {
    vi.resetModules();
    const other = await import('../../src/errors/index.js');
    const foreign = new other.ConnectionError('network', 'unable to x; y');
    expect(foreign).not.toBeInstanceOf(ConnectionError);
    expect(isXoError(foreign)).toBe(true);
  });

  it('knows the error of another realm', () => {
    const foreign = runInNewContext(
      `Object.assign(new Error('unable to x; y'), { [Symbol.for('xo-rtm.error')]: true })`,
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(isXoError(foreign)).toBe(true);
  });

  it('shows the brand to nobody who prints or copies the error', () => {
    const error = new ConnectionError('network', 'unable to x; y');
    expect(Object.getOwnPropertySymbols(error)).toEqual([]);
    expect(isXoError({ ...error })).toBe(false);
  });

  it.each([...Object.keys(CATALOGUE)])('takes no foreign error with the code %s for one of ours', (code) => {
    const foreign = Object.assign(new Error('x'), { name: 'ConnectionError', code, retryable: true, hint: 'y' });
    expect(isXoError(foreign)).toBe(false);
  });

  it.each([
    undefined,
    null,
    'network',
    { code: 'network' },
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('x'), { code: 'toString' }),
    new AggregateError([new ConfigError('config_invalid', '')], 'x'),
    new DOMException('x', 'AbortError'),
    new Error('x', { cause: new ConfigError('config_invalid', '') }),
  ])('knows that %o is none', (value) => {
    expect(isXoError(value)).toBe(false);
  });

  it('does not throw where a getter does', () => {
    const trap = () => {
      throw new Error('trap');
    };
    expect(isXoError(new Proxy(new Error('x'), { get: trap, has: trap, getPrototypeOf: trap }))).toBe(false);
  });
});
