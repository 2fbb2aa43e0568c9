/** `npm run test:whole` runs everything that `npm test` takes a sample of, for the sake of the time that it takes. */
export const isWhole = process.env.WHOLE === '1';

/**
 * Every so many of a list, the same ones on every machine; all of them in the whole run.
 *
 * @param first where to begin, counted round: of lists that belong together each can begin at another place
 */
export function sample<T>(all: readonly T[], each: number, first = 0): T[] {
  return isWhole ? [...all] : all.filter((_, index) => index % each === first % each);
}
