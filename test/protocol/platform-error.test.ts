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
  ])('finds nothing in %o', (body) => {
    expect(readPlatformError(body)).toEqual({ tokenExpired: false });
  });
});
