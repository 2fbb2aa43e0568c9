import type { ViolationKind } from './recorder.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * Checks that conditions are met within a time.
 *
 * A promise such as "within 10 s" covers the events so far. A new fault may delay what it promises, so it voids all deadlines and
 * may set new ones.
 */
export class DeadlineMonitor {
  readonly #clock: VirtualClock;
  readonly #addViolation: (kind: ViolationKind, message: string) => void;
  readonly #expected = new Set<() => void>();

  constructor(clock: VirtualClock, addViolation: (kind: ViolationKind, message: string) => void) {
    this.#clock = clock;
    this.#addViolation = addViolation;
  }

  /** Cancels all deadlines, because something has happened that excuses a delay. */
  voidAll(): void {
    for (const cancelTimer of this.#expected) cancelTimer();
    this.#expected.clear();
  }

  /** @param isMet evaluated when the time is over; false is a violation */
  expect(kind: ViolationKind, withinMs: number, message: string, isMet: () => boolean): void {
    const cancelTimer = this.#clock.after(withinMs, () => {
      this.#expected.delete(cancelTimer);
      if (!isMet()) this.#addViolation(kind, `${message} within ${withinMs} ms`);
    });
    this.#expected.add(cancelTimer);
  }
}
