/**
 * Runs something on a page whose scripts have added to the prototypes of everything, and takes it away again.
 *
 * @param pollute adds it
 */
export async function polluted<Result>(pollute: () => void, run: () => Result | Promise<Result>): Promise<Result> {
  const prototypes = [Object.prototype, Array.prototype, String.prototype];
  const before = prototypes.map((prototype) => Object.getOwnPropertyDescriptors(prototype));
  pollute();
  try {
    return await run();
  } finally {
    for (let at = 0; at < prototypes.length; at++) {
      const prototype = prototypes[at]!;
      for (const name of Reflect.ownKeys(prototype)) {
        if (!Object.hasOwn(before[at]!, name)) Reflect.deleteProperty(prototype, name);
      }
      Object.defineProperties(prototype, before[at]!);
    }
  }
}
