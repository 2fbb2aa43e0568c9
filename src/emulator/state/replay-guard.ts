/** Which JWT ids were seen, until their tokens have expired anyway. */
export class ReplayGuard {
  readonly #now: () => number;
  readonly #seen = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** False when this `jti` was used before. `expiresAt` in epoch milliseconds. */
  admit(jti: string, expiresAt: number): boolean {
    for (const [id, until] of this.#seen) if (until <= this.#now()) this.#seen.delete(id);
    if (this.#seen.has(jti)) return false;
    this.#seen.set(jti, expiresAt);
    return true;
  }
}
