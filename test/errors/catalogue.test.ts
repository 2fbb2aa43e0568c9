import { describe, expect, it } from 'vitest';
import { CATALOGUE, type ErrorCode } from '../../src/errors/catalogue.js';
import { listFiles, readText } from '../support/source-tree.js';

const codes = Object.keys(CATALOGUE) as ErrorCode[];

describe('CATALOGUE', () => {
  it.each(codes)('%s says whether to try again, and what to do', (code) => {
    const [retryable, hint] = CATALOGUE[code];
    expect(retryable).toBeTypeOf('boolean');
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  it('holds no code that nothing can raise', () => {
    const source = listFiles('src')
      .filter((path) => /^src\/(?!errors|emulator|server)/.test(path))
      .map(readText)
      .join();
    expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});
