import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Throttle } from '../../src/admin/throttle.js';
import { LeapingClock } from './fake-server.js';
import { failureOf } from './setting.js';

const HOUR_MS = 3_600_000;

describe('the throttle', () => {
  it('never sends more calls than both windows allow, whenever they come', async () => {
    const calls = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 5, max: 20 }),
        async (gaps, perMinute, perHour) => {
          const clock = new LeapingClock(-1);
          const throttle = new Throttle(clock, Number.POSITIVE_INFINITY);
          const went: number[] = [];
          for (const gap of gaps) {
            clock.pass(gap);
            await throttle.pass('ask', 'bot', { perMinute, perHour }, undefined, () => {});
            went.push(clock.now());
          }
          for (const [index, time] of went.entries()) {
            const within = (ms: number) => went.slice(0, index + 1).filter((other) => other > time - ms).length;
            expect(within(60_000)).toBeLessThanOrEqual(perMinute);
            expect(within(HOUR_MS)).toBeLessThanOrEqual(perHour);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts each bucket separately, and never waits without need', async () => {
    const clock = new LeapingClock(-1);
    const throttle = new Throttle(clock, 0);
    const pass = (bucket: string) => throttle.pass('ask', bucket, { perMinute: 1 }, undefined, () => {});
    await pass('a');
    await pass('b');
    expect(clock.waits).toEqual([]);
    expect(await failureOf(pass('a'))).toMatchObject({ code: 'XO_HTTP_RATE_LIMITED', retryAfterMs: 60_000 });
    clock.pass(60_000);
    await pass('a');
  });

  it('frees the place of an aborted call', async () => {
    const clock = new LeapingClock(60_000);
    const throttle = new Throttle(clock, HOUR_MS);
    const limit = { perMinute: 1 };
    await throttle.pass('ask', 'a', limit, undefined, () => {});
    const stop = new AbortController();
    const waiting = throttle.pass('ask', 'a', limit, stop.signal, () => {});
    stop.abort();
    expect(await failureOf(waiting)).toMatchObject({ code: 'XO_ABORTED' });
    clock.pass(60_000);
    await throttle.pass('ask', 'a', limit, undefined, () => {});
    expect(clock.waits).toEqual([]);
  });
});
