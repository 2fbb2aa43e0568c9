import type { Keeper } from './keeper.js';

/** A map of what JSON can hold, which begins with what was kept of its kind. */
export class KeptMap<Value> {
  readonly #keeper: Keeper;
  readonly #kind: string;
  readonly #values: Map<string, Value>;

  constructor(keeper: Keeper, kind: string) {
    this.#keeper = keeper;
    this.#kind = kind;
    this.#values = new Map(keeper.papers(kind) as [string, Value][]);
  }

  get(id: string): Value | undefined {
    return this.#values.get(id);
  }

  set(id: string, value: Value): void {
    this.#keeper.keepPaper(this.#kind, id, value);
    this.#values.set(id, value);
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries();
  }
}
