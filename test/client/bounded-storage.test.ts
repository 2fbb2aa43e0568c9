import { describe, expect, it, vi } from 'vitest';
import { boundLocks, boundStorage } from '../../src/client/bounded-storage.js';
import type { LockManagerLike, StorageLike } from '../../src/client/options.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { testClient } from '../support/test-client.js';

const hang = () => new Promise<never>(() => {});
const HANGING: StorageLike = { getItem: hang, setItem: hang, removeItem: hang };
const memory = (): StorageLike => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
};

describe('a storage that hangs', () => {
  it.each(['getItem', 'setItem', 'removeItem'] as const)('rejects after three seconds: %s', async (method) => {
    const clock = new VirtualClock();
    const result = vi.fn();
    Promise.resolve(boundStorage(HANGING, clock)[method]('key', 'value')).catch(result);
    await clock.advance(2_999);
    expect(result).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(result.mock.calls).toMatchObject([[{ message: expect.stringContaining('no answer in 3000 ms') }]]);
    expect(clock.pending).toBe(0);
  });

  it('is not used again, so that its waits do not add up', async () => {
    const clock = new VirtualClock();
    const getItem = vi.fn(hang);
    const storage = boundStorage({ ...memory(), getItem }, clock);
    const first = Promise.resolve(storage.getItem('a')).catch(String);
    await clock.advance(3_000);
    expect(await first).toContain('no answer in 3000 ms');
    expect(() => storage.setItem('a', 'b')).toThrow('no answer in 3000 ms');
    expect(() => storage.getItem('a')).toThrow('no answer in 3000 ms');
    expect(getItem).toHaveBeenCalledOnce();
    expect(clock.pending).toBe(0);
  });

  it.each<[string, Partial<StorageLike>]>([
    ['everything', HANGING],
    ['getItem', { getItem: hang }],
    ['setItem', { setItem: hang }],
    ['removeItem', { removeItem: hang }],
  ])('is reported once, and the chat continues: %s', async (_, broken) => {
    const { client, clock, collect } = testClient({ storage: { ...memory(), ...broken }, locks: null });
    const errors = collect('error');
    void client.connect();
    const sending = client.send('Hi');
    await vi.waitFor(() => clock.advance(30_000).then(() => expect(client.state.status).toBe('ready')));
    expect(await sending).toMatchObject({ status: 'delivered' });
    await clock.advance(60_000);
    expect(errors.map(({ code }) => code)).toEqual(['XO_STORAGE_FAILED']);
  });

  it('needs no timer if it is synchronous', () => {
    const clock = new VirtualClock();
    expect(boundStorage(memory(), clock).getItem('a')).toBeNull();
    expect(clock.pending).toBe(0);
  });
});

describe('Web Locks that hang', () => {
  it('are reported once, and the chat continues', async () => {
    const { client, clock, collect } = testClient({ storage: memory(), locks: { request: hang } });
    const errors = collect('error');
    void client.connect();
    const sending = client.send('Hi');
    await vi.waitFor(() => clock.advance(30_000).then(() => expect(client.state.status).toBe('ready')));
    await clock.advance(30_000);
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(errors.length).toBeLessThanOrEqual(1);
  });

  it('do not limit how long a lock is held, and release a lock that is granted late', async () => {
    const clock = new VirtualClock();
    let grant = (_lock: unknown): Promise<unknown> => Promise.resolve();
    const locks: LockManagerLike = {
      request: (_name, _options, callback) =>
        new Promise((resolve) => {
          grant = (lock) => {
            const held = callback(lock);
            resolve(held);
            return held;
          };
        }),
    };
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const done = vi.fn();
    void boundLocks(locks, clock)
      .request('a', {}, () => held)
      .then(done);
    void grant({});
    await clock.advance(60_000);
    expect(done).not.toHaveBeenCalled();
    release();
    await clock.advance(0);
    expect(done).toHaveBeenCalledOnce();

    const late = vi.fn(async () => {});
    const failed = vi.fn();
    boundLocks(locks, clock).request('a', {}, late).catch(failed);
    await clock.advance(5_000);
    expect(failed.mock.calls).toMatchObject([[{ message: expect.stringContaining('no answer in 3000 ms') }]]);
    await grant({});
    expect(late).not.toHaveBeenCalled();
  });
});
