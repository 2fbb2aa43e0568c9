import { randomBytes } from 'node:crypto';

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

const RANGE = 2 ** 32;

/** A repeatable sequence for a seed (mulberry32); without one, numbers nobody can guess. */
export function createRandom(seed?: number): Random {
  if (seed === undefined) return () => randomBytes(4).readUInt32LE() / RANGE;
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / RANGE;
  };
}
