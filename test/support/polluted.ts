/**
 * Runs `run` on a page whose scripts have polluted the built-in prototypes, and restores the prototypes after that.
 *
 * @param pollute adds properties to the prototypes
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
