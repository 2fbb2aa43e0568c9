/** Returns numbers from 0 up to, but not including, 1. */
export type Random = () => number;

const RANGE = 2 ** 32;

/** A repeatable sequence for a seed (mulberry32). Without a seed the numbers cannot be guessed. */
export function createRandom(seed?: number): Random {
  if (seed === undefined) return () => crypto.getRandomValues(new Uint32Array(1))[0]! / RANGE;
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
}

/** A version 4 UUID. No seed repeats it. */
export function randomUuid(): string {
  return crypto.randomUUID();
}
