import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HINTS } from '../../src/errors/hints.js';

// As in a browser, where no entry point brings the hints along: modules of its own, which know of none.
let errors: typeof import('../../src/errors/index.js');
let whenHinted: typeof import('../../src/errors/xo-error.js').whenHinted;

beforeEach(async () => {
  vi.resetModules();
  errors = await import('../../src/errors/index.js');
  ({ whenHinted } = await import('../../src/errors/xo-error.js'));
});
afterEach(() => {
  vi.doUnmock('../../src/errors/hints.js');
  vi.resetModules();
});

describe('hints', () => {
  it('load with the first error, and are there at once for the next one', async () => {
    const first = new errors.ConnectionError('network', 'unable to x; y');
    expect(first.hint).toBe('');
    await new Promise<void>(whenHinted);
    expect(first.hint).toBe(HINTS.network);
    expect(new errors.TokenError('jwt_rejected', 'unable to x; y').hint).toBe(HINTS.jwt_rejected);
  });

  it('of the place where the error was made stay', async () => {
    const error = new errors.TokenError('jwt_rejected', 'unable to x; y', { hint: 'Check the bot id.' });
    expect(error.hint).toBe('Check the bot id.');
    await new Promise<void>(whenHinted);
    expect(error.hint).toBe('Check the bot id.');
  });

  it('that do not load hold nothing up, and are tried again with the next error', async () => {
    let isThere = false;
    vi.doMock('../../src/errors/hints.js', () => {
      if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return { HINTS };
    });
    const first = new errors.ConnectionError('timeout', 'unable to x; y');
    await new Promise<void>(whenHinted);
    expect(first.hint).toBe('');
    isThere = true;
    const next = new errors.ConnectionError('timeout', 'unable to x; y');
    await new Promise<void>(whenHinted);
    expect(next.hint).toBe(HINTS.timeout);
  });
});
