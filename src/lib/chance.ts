/** The one door to chance outside the client's options. From 0 up to 1. */
export const systemRandom = (): number => Math.random();
