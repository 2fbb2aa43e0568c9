/** Chance that repeats itself: the same seed gives the same numbers, on every machine. */
export interface SeededRandom {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to and including `max`. */
  upTo(max: number): number;
  chance(probability: number): boolean;
  /** A generator of its own, so that one more draw here changes nothing there. */
  fork(): SeededRandom;
}

/** A 64-bit linear congruential generator in two halves, of which only the upper, well mixed bits are used. */
export function seededRandom(seed: number): SeededRandom {
  let high = (seed ^ 0x5851f42d) >>> 0;
  let low = (Math.imul(seed, 0x2545f491) ^ 0x14057b7e) >>> 0;
  const next = () => {
    const product = BigInt.asUintN(
      64,
      ((BigInt(high) << 32n) | BigInt(low)) * 6364136223846793005n + 1442695040888963407n,
    );
    high = Number(product >> 32n);
    low = Number(product & 0xffffffffn);
    return (high ^ (high >>> 15)) >>> 0;
  };
  for (let warmUp = 0; warmUp < 4; warmUp++) next();
  const random: SeededRandom = {
    next: () => next() / 2 ** 32,
    upTo: (max) => Math.floor((next() / 2 ** 32) * (max + 1)),
    chance: (probability) => next() / 2 ** 32 < probability,
    fork: () => seededRandom(next()),
  };
  return random;
}
