import { describe, expect, it } from 'vitest';
import { readPlatformError } from '../../src/protocol/platform-error.js';
import { wireFixtures } from '../fixtures/wire/wire-fixtures.js';

describe('readPlatformError', () => {
  it.each(wireFixtures('error-bodies'))('reads: $name', ({ frame, reads }) => {
    expect(readPlatformError(frame)).toEqual(reads);
  });

  it.each([
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { errors: [] },
    { errors: null },
    { errors: [null] },
    { error: {} },
    { msg: {} },
  ])('marks %o as foreign', (body) => {
    expect(readPlatformError(body)).toEqual({ tokenExpired: false, foreign: true });
  });

  it.each([
    ['a gateway without a route', { message: 'no Route matched with those values' }],
    ['a web framework', { timestamp: 1, status: 404, error: 'Not Found', path: '/api/rtm/start' }],
    ['a gateway with tokens of its own', { message: 'Token expired', code: 401 }],
  ])('marks the answer of %s as foreign', (_, body) => {
    expect(readPlatformError(body)).toMatchObject({ tokenExpired: false, foreign: true });
  });
});
