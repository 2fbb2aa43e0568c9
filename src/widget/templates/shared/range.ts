/** `[0, 1, 2]` for 3. Not `Array.from()`, which Prototype.js puts another one in the place of. */
export const range = (length: number): number[] => [...new Array<undefined>(length)].map((_, index) => index);
