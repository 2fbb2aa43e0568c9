import type { Store } from './store.js';

/** Remembers the ids of used JWTs until the JWTs have expired. */
export class ReplayGuard {
  readonly #now: () => number;
  readonly #store: Store;
  readonly #seen: Map<string, number>;

  constructor(now: () => number, store: Store) {
    this.#now = now;
    this.#store = store;
    this.#seen = new Map(store.usedJwts());
  }

  /** Returns false if this `jti` was used before. `expiresAt` is in epoch milliseconds. */
  admit(jti: string, expiresAt: number): boolean {
    this.#forget();
    if (this.#seen.has(jti)) return false;
    this.#store.putUsedJwt(jti, expiresAt);
    this.#seen.set(jti, expiresAt);
    return true;
  }

  #forget(): void {
    const now = this.#now();
    const known = this.#seen.size;
    for (const [id, until] of this.#seen) if (until <= now) this.#seen.delete(id);
    if (this.#seen.size < known) this.#store.deleteUsedJwts(now);
  }
}
