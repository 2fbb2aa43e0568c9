/**
 * Loads a part of the package once. After a failure the next call tries again, at the other address: browsers before 2026
 * remember an `import()` that has failed, and never request the same address again.
 *
 * @param addresses the same module under different addresses, tried in turn
 * @param create makes the part of its module
 * @param onFailure called once per failed load, however many callers wait for it; returns the error of the promise, by default that of `import()`
 */
export function lazyPart<Module, Part>(
  addresses: readonly (() => Promise<Module>)[],
  create: (module: Module) => Part,
  onFailure = (error: unknown): unknown => error,
): () => Promise<Part> {
  let loading: Promise<Part> | undefined;
  let loads = 0;
  return () => {
    loading ??= addresses[loads++ % addresses.length]!().then(create, (error) => {
      loading = undefined;
      throw onFailure(error);
    });
    return loading;
  };
}
