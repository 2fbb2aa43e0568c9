/** Returns a random number from 0 up to 1. Code that takes no `random` option uses this instead of `Math.random`. */
export const systemRandom = (): number => Math.random();
