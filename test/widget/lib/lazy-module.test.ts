import { afterEach, describe, expect, it, vi } from 'vitest';
import { LazyModule } from '../../../src/widget/lib/lazy-module.js';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

afterEach(() => {
  warn.mockClear();
});

describe('LazyModule', () => {
  it('loads once for all callers', async () => {
    const load = vi.fn(() => Promise.resolve('part'));
    const lazy = new LazyModule(load, 'nothing');
    expect(lazy.loaded).toBeUndefined();
    await Promise.all([lazy.load(), lazy.load()]);
    await lazy.load();
    expect(lazy.loaded).toBe('part');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('logs what is missing when it fails, and tries again on the next call', async () => {
    const load = vi.fn(() => Promise.resolve('part'));
    load.mockRejectedValueOnce(new Error('offline'));
    const lazy = new LazyModule(load, 'cards are shown as text');
    await lazy.load();
    expect(lazy.loaded).toBeUndefined();
    expect(warn.mock.calls[0]?.[0]).toContain('unable to load a part of the chat; cards are shown as text');
    await lazy.load();
    expect(lazy.loaded).toBe('part');
  });
});
