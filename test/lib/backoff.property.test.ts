import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../src/lib/backoff.js';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const baseMs = fc.integer({ min: 1, max: 60_000 });

describe('backoffMs', () => {
  it('stays within its bounds for any number of failures', () => {
    fc.assert(
      fc.property(fc.nat(5_000), random, baseMs, baseMs, (attempt, factor, base, cap) => {
        const ms = backoffMs(attempt, factor, base, cap);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(Math.min(cap, base * 2 ** attempt) || 1);
      }),
    );
  });

  it('raises the ceiling with every failure, up to the cap', () => {
    fc.assert(
      fc.property(fc.nat(100), random, baseMs, (attempt, factor, base) => {
        const [now, next] = [attempt, attempt + 1].map((n) => backoffMs(n, factor, base, 20_000));
        expect(next).toBeGreaterThanOrEqual(now!);
      }),
    );
  });

  it('uses the whole range, so that clients that failed together do not retry together', () => {
    const waits = Array.from({ length: 100 }, (_, i) => backoffMs(3, i / 100, 1_000, 20_000));
    expect(new Set(waits.map((ms) => Math.floor(ms / 80))).size).toBe(100);
  });
});
