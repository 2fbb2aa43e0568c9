import { describe, expect, it } from 'vitest';
import { CATALOGUE, type ErrorCode } from '../../src/errors/catalogue.js';

const codes = Object.keys(CATALOGUE) as ErrorCode[];

describe('CATALOGUE', () => {
  it.each(codes)('%s says whether to try again, and what to do', (code) => {
    const [retryable, hint] = CATALOGUE[code];
    expect(retryable).toBeTypeOf('boolean');
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });
});
