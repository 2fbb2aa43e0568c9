import { describe, expect, it, vi } from 'vitest';
import { requireLogger } from '../../src/lib/config-error.js';
import { silentLogger } from '../../src/lib/logger.js';

describe('requireLogger', () => {
  it.each(['debug', 'info', 'warn', 'error'] as const)(
    'returns a logger whose %s() writes to the given one',
    (level) => {
      const write = vi.fn();
      requireLogger('try it', { ...silentLogger, [level]: write })[level]('careful', { a: 1 });
      expect(write.mock.calls).toEqual([['careful', { a: 1 }]]);
    },
  );

  it('returns the logger of the console if there is none', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    requireLogger('try it', undefined).warn('careful');
    expect(warn.mock.calls).toEqual([['[xo-rtm] careful']]);
    warn.mockRestore();
  });

  it('ignores what the logger throws', () => {
    const logger = requireLogger('try it', {
      ...silentLogger,
      warn() {
        throw new Error('the disk is full');
      },
    });
    expect(() => logger.warn('careful')).not.toThrow();
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
