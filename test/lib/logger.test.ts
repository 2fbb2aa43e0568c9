import { afterEach, describe, expect, it, vi } from 'vitest';
import { consoleLogger, silentLogger } from '../../src/lib/logger.js';

afterEach(() => void vi.restoreAllMocks());

describe('consoleLogger', () => {
  it('writes warnings and errors to the console at their level', () => {
    const [warn, error] = (['warn', 'error'] as const).map((level) => vi.spyOn(console, level).mockReturnValue());
    consoleLogger('warn', 'careful', { a: 1 });
    consoleLogger('error', 'oops');
    expect(warn!.mock.calls).toEqual([['[xo-rtm] careful', { a: 1 }]]);
    expect(error!.mock.calls).toEqual([['[xo-rtm] oops', '']]);
  });

  it('drops debug messages', () => {
    const spies = (['debug', 'log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    consoleLogger('debug', 'ready');
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });
});

describe('silentLogger', () => {
  it('writes nothing', () => {
    const error = vi.spyOn(console, 'error');
    silentLogger('error', 'oops');
    expect(error).not.toHaveBeenCalled();
  });
});
