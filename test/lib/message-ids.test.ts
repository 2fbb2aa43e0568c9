import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../src/lib/message-ids.js';
import { seededRandom } from '../proof/seeded-random.js';
import { VirtualClock } from '../proof/virtual-clock.js';

const NOW = Date.UTC(2026, 0, 5);
const frozen = (now = NOW) => new VirtualClock(now);

describe('createMessageIds', () => {
  it('gives 20 messages of one moment 20 numbers, strictly rising', () => {
    const next = createMessageIds(frozen(), () => 0.3);
    const ids = Array.from({ length: 20 }, next);
    expect(new Set(ids).size).toBe(20);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('gives two clients on one frozen clock different numbers', () => {
    const clock = frozen();
    const shared: number[] = [];
    for (let seed = 0; seed < 10_000; seed += 2) {
      const [a, b] = [seed, seed + 1].map((one) => {
        const next = createMessageIds(clock, seededRandom(one).next);
        return Array.from({ length: 5 }, next);
      });
      if (a!.some((id) => b!.includes(id))) shared.push(seed);
    }
    expect(shared).toEqual([]);
  });

  it('goes on rising when the clock is set back', () => {
    let now = NOW;
    const next = createMessageIds({ now: () => now, after: () => () => {} }, () => 0);
    const before = next();
    now -= 3_600_000;
    expect(next()).toBeGreaterThan(before);
  });

  it('gives the time back', () => {
    const next = createMessageIds(frozen(), () => 0.999);
    expect(NOW - Math.floor(next() / 4096)).toBeLessThan(1_024);
  });

  it('gives safe integers, for the wire is JSON', () => {
    for (const chance of [0, 0.5, 0.9999]) {
      const next = createMessageIds(frozen(Date.UTC(2039, 0, 1)), () => chance);
      for (let n = 0; n < 1_000; n++) expect(next()).toSatisfy(Number.isSafeInteger);
    }
  });
});
