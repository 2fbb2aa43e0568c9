import { describe, expect, it } from 'vitest';
import { createMessageIdGenerator } from '../../src/lib/message-id-generator.js';
import { seededRandom } from '../simulation/seeded-random.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

const NOW = Date.UTC(2026, 0, 5);
const frozenClock = (now = NOW) => new VirtualClock(now);

describe('createMessageIdGenerator', () => {
  it('generates 20 different, strictly rising ids in the same millisecond', () => {
    const next = createMessageIdGenerator(frozenClock(), () => 0.3);
    const ids = Array.from({ length: 20 }, next);
    expect(new Set(ids).size).toBe(20);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('generates different ids for two clients at the same time', () => {
    const clock = frozenClock();
    const shared: number[] = [];
    for (let seed = 0; seed < 10_000; seed += 2) {
      const [a, b] = [seed, seed + 1].map((one) => {
        const next = createMessageIdGenerator(clock, seededRandom(one).next);
        return Array.from({ length: 5 }, next);
      });
      if (a!.some((id) => b!.includes(id))) shared.push(seed);
    }
    expect(shared).toEqual([]);
  });

  it('keeps rising when the clock is set back', () => {
    let now = NOW;
    const next = createMessageIdGenerator({ now: () => now, after: () => () => {} }, () => 0);
    const before = next();
    now -= 3_600_000;
    expect(next()).toBeGreaterThan(before);
  });

  it('encodes the time in the id', () => {
    const next = createMessageIdGenerator(frozenClock(), () => 0.999);
    expect(NOW - Math.floor(next() / 4096)).toBeLessThan(1_024);
  });

  it('generates safe integers, because the wire format is JSON', () => {
    for (const random of [0, 0.5, 0.9999]) {
      const next = createMessageIdGenerator(frozenClock(Date.UTC(2039, 0, 1)), () => random);
      for (let n = 0; n < 1_000; n++) expect(next()).toSatisfy(Number.isSafeInteger);
    }
  });
});
