/** A random generator whose numbers depend on its seed only. */
export interface SeededRandom {
  /** A number from 0 up to but not including 1. */
  next(): number;
  /** An integer from 0 up to and including `max`. */
  upTo(max: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Creates an independent generator, so that additional draws from one do not change the numbers of the other. */
  fork(): SeededRandom;
}

/** Creates a 64-bit linear congruential generator. It uses the upper bits only, which are the better mixed ones. */
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
