import { describe, expect, it, vi } from 'vitest';
import { lazyPart } from '../../src/lib/lazy-part.js';

const part = { name: 'part' };
const fails = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('lazyPart', () => {
  it('loads and creates the part once', async () => {
    const [first, again, create] = [vi.fn(async () => 'module'), vi.fn(async () => 'module'), vi.fn(() => part)];
    const load = lazyPart([first, again], create, () => new Error('no'));
    expect(first).not.toHaveBeenCalled();
    expect(await Promise.all([load(), load()])).toEqual([part, part]);
    expect([first, again, create].map(({ mock }) => mock.calls)).toEqual([[[]], [], [['module']]]);
  });

  it('tries the addresses in turn, and reports each failed load once', async () => {
    const addresses = [vi.fn(fails), vi.fn(fails).mockImplementationOnce(fails)];
    const onFailure = vi.fn(() => new Error('unable to load it'));
    const load = lazyPart<unknown, object>(addresses, () => part, onFailure);
    const both = [load(), load()];
    for (const loading of both) await expect(loading).rejects.toThrow('unable to load it');
    expect(onFailure).toHaveBeenCalledOnce();
    await expect(load()).rejects.toThrow('unable to load it');
    addresses[0]!.mockResolvedValue(undefined as never);
    expect(await load()).toBe(part);
    expect(addresses.map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
    expect(await load()).toBe(part);
  });
});
