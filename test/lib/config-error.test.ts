import { describe, expect, it } from 'vitest';
import { requireLogger } from '../../src/lib/config-error.js';
import { consoleLogger, silentLogger } from '../../src/lib/logger.js';

describe('requireLogger', () => {
  it('returns the logger, or the one of the console', () => {
    expect(requireLogger('try it', console)).toBe(console);
    expect(requireLogger('try it', silentLogger)).toBe(silentLogger);
    expect(requireLogger('try it', undefined)).toBe(consoleLogger);
  });

  it.each([
    ['a function', () => {}, 'debug'],
    ['null', null, 'debug'],
    ['an object without error()', { debug() {}, info() {}, warn() {} }, 'error'],
  ])('refuses %s', (_, logger, missing) => {
    expect(() => requireLogger('try it', logger as never)).toThrow(
      expect.objectContaining({
        code: 'XO_CONFIG_INVALID',
        message: `unable to try it; logger has no method ${missing}`,
        hint: expect.stringContaining('console'),
      }),
    );
  });
});
