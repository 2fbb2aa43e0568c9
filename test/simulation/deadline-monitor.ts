import type { Law } from './recorder.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * What has to be true by a certain time, as long as nothing new comes between.
 *
 * A promise of the kind "within 10 s" holds for what happened, not for what happens meanwhile: each new trouble makes all
 * expectations void, and may raise others.
 */
export class Punctuality {
  readonly #clock: VirtualClock;
  readonly #violate: (law: Law, what: string) => void;
  readonly #expected = new Set<() => void>();

  constructor(clock: VirtualClock, violate: (law: Law, what: string) => void) {
    this.#clock = clock;
    this.#violate = violate;
  }

  /** Something has happened that excuses being late. */
  trouble(): void {
    for (const takeBack of this.#expected) takeBack();
    this.#expected.clear();
  }

  /** @param isSo looked at when the time is over */
  expect(law: Law, withinMs: number, what: string, isSo: () => boolean): void {
    const takeBack = this.#clock.after(withinMs, () => {
      this.#expected.delete(takeBack);
      if (!isSo()) this.#violate(law, `${what} within ${withinMs} ms`);
    });
    this.#expected.add(takeBack);
  }
}
