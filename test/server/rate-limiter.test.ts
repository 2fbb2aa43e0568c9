import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { createRateLimiter } from '../../src/server/rate-limiter.js';

const request = new Request('https://api.shop.example/token', { headers: { 'x-real-ip': '203.0.113.9' } });

describe('counting in this process', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('allows the configured number, returns the wait, and allows requests again afterwards', async () => {
    const limiter = createRateLimiter({ requests: 3, perSeconds: 10 });
    const waits = [];
    for (let i = 0; i < 4; i++) waits.push(await limiter.waitMs('a'));
    expect(waits).toEqual([0, 0, 0, 10_000]);
    vi.advanceTimersByTime(4_000);
    expect(await limiter.waitMs('a')).toBe(6_000);
    expect(await limiter.waitMs('b')).toBe(0);
    vi.advanceTimersByTime(6_001);
    expect(await limiter.waitMs('a')).toBe(0);
  });

  it('is 60 in a minute by default', async () => {
    const limiter = createRateLimiter({});
    const waits = await Promise.all(Array.from({ length: 61 }, () => limiter.waitMs('a')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
    expect(waits[60]).toBe(60_000);
  });

  it('is apart for each limiter', async () => {
    const [one, other] = [createRateLimiter({ requests: 1 }), createRateLimiter({ requests: 1 })];
    expect([await one.waitMs('a'), await other.waitMs('a')]).toEqual([0, 0]);
  });
});

describe('the key', () => {
  it.each([
    [{}, { address: '203.0.113.7' }, 'address:203.0.113.7'],
    [{}, { address: '2001:db8::1' }, 'address:2001:db8:0:0::/64'],
    [{}, {}, undefined],
    [{}, { address: 7 }, undefined],
    [{ keyOf: () => undefined }, { address: '203.0.113.7' }, 'address:203.0.113.7'],
    [{ keyOf: (asked: Request) => asked.headers.get('x-real-ip')! }, { address: '10.0.0.1' }, 'key:203.0.113.9'],
  ])('of %j in %j is %j', (options, context, key) => {
    expect(createRateLimiter(options).earlyKey(request, context as { address?: string })).toBe(key);
  });
});

describe('a limiter of the host', () => {
  it('replaces the built-in counting', async () => {
    const limiter = {
      consume: vi.fn((key: string) => (key === 'bad' ? Promise.reject({ msBeforeNext: 0 }) : Promise.resolve())),
    };
    const rateLimiter = createRateLimiter({ limiter, requests: 1 });
    expect([await rateLimiter.waitMs('good'), await rateLimiter.waitMs('good')]).toEqual([0, 0]);
    // A denied request is denied even when the wait is over immediately.
    expect(await rateLimiter.waitMs('bad')).toBe(1);
  });

  it.each([[new Error('connection lost')], [undefined], ['no'], [{ msBeforeNext: 'soon' }]])(
    'that rejects with %j has failed',
    async (rejection) => {
      const limiter = createRateLimiter({ limiter: { consume: () => Promise.reject(rejection) } });
      await expect(limiter.waitMs('a')).rejects.toBe(rejection);
    },
  );
});

describe('a wrong option', () => {
  it.each([{ requests: 0 }, { requests: 1.5 }, { perSeconds: -1 }, { perSeconds: Number.NaN }])(
    'is rejected immediately: %j',
    (options) => {
      expect(() => createRateLimiter(options)).toThrow(ConfigError);
    },
  );
});
