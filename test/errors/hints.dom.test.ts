import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HINTS } from '../../src/errors/hints.js';

// Fresh modules without hints, as in a browser, where no entry point calls setHints().
let errors: typeof import('../../src/errors/index.js');
let onHintsLoaded: typeof import('../../src/errors/xo-error.js').onHintsLoaded;

beforeEach(async () => {
  vi.resetModules();
  errors = await import('../../src/errors/index.js');
  ({ onHintsLoaded } = await import('../../src/errors/xo-error.js'));
});
afterEach(() => {
  vi.doUnmock('../../src/errors/hints.js');
  vi.resetModules();
});

describe('hints', () => {
  it('are loaded with the first error and available at once for the next one', async () => {
    const first = new errors.ConnectionError('XO_NETWORK', 'unable to x; y');
    expect(first.hint).toBe('');
    await new Promise<void>(onHintsLoaded);
    expect(first.hint).toBe(HINTS.XO_NETWORK);
    expect(new errors.TokenError('XO_JWT_REJECTED', 'unable to x; y').hint).toBe(HINTS.XO_JWT_REJECTED);
  });

  it('do not replace a hint that was passed to the constructor', async () => {
    const error = new errors.TokenError('XO_JWT_REJECTED', 'unable to x; y', { hint: 'Check the bot id.' });
    expect(error.hint).toBe('Check the bot id.');
    await new Promise<void>(onHintsLoaded);
    expect(error.hint).toBe('Check the bot id.');
  });

  it('are loaded again with the next error after loading has failed', async () => {
    let isAvailable = false;
    vi.doMock('../../src/errors/hints.js', () => {
      if (!isAvailable) throw new TypeError('Failed to fetch dynamically imported module');
      return { HINTS };
    });
    const first = new errors.ConnectionError('XO_TIMEOUT', 'unable to x; y');
    await new Promise<void>(onHintsLoaded);
    expect(first.hint).toBe('');
    isAvailable = true;
    const next = new errors.ConnectionError('XO_TIMEOUT', 'unable to x; y');
    await new Promise<void>(onHintsLoaded);
    expect(next.hint).toBe(HINTS.XO_TIMEOUT);
  });
});
