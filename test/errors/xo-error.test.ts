import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
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

  it('knows the error of another copy of this package', () => {
    const foreign = Object.assign(new Error('unable to x; y'), { code: 'network', retryable: true, hint: '' });
    expect(isXoError(foreign)).toBe(true);
  });

  it('knows the error of another realm', () => {
    expect(isXoError(runInNewContext(`Object.assign(new Error('unable to x; y'), { code: 'network' })`))).toBe(true);
  });

  it.each([
    undefined,
    null,
    'network',
    { code: 'network' },
    new Error('x'),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('x'), { code: 'toString' }),
  ])('knows that %o is none', (value) => {
    expect(isXoError(value)).toBe(false);
  });
});
