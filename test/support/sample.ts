/** `npm run test:whole` runs all cases. `npm test` runs a sample of them, to save time. */
export const isWhole = process.env.WHOLE === '1';

/**
 * Returns every `each`-th entry of a list, the same ones on every machine; all of them in the whole run.
 *
 * @param first offset of the first entry, modulo `each`, so that related lists can be sampled at different places
 */
export function sample<T>(all: readonly T[], each: number, first = 0): T[] {
  return isWhole ? [...all] : all.filter((_, index) => index % each === first % each);
}
