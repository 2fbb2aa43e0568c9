/** Returns `[0, 1, 2]` for 3. Does not use `Array.from()`, which Prototype.js replaces. */
export const range = (length: number): number[] => [...new Array<undefined>(length)].map((_, index) => index);
