/** What the runtime gives where no option says otherwise: the one file of this folder that reaches for globals. */
export function systemFetch(): typeof globalThis.fetch {
  return (...request) => globalThis.fetch(...request);
}

/** From 0 up to 1. Jitter only: nothing secret depends on it. */
export function systemRandom(): number {
  return Math.random();
}
