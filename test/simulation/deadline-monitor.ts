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

  /**
   * @param withinMs a function is evaluated again when the time is over: if it returns more then, the deadline is extended
   * @param isMet evaluated when the time is over; false is a violation
   */
  expect(kind: ViolationKind, withinMs: number | (() => number), message: string, isMet: () => boolean): void {
    const since = this.#clock.now();
    const totalMs = () => (typeof withinMs === 'number' ? withinMs : withinMs());
    const start = () => {
      const cancelTimer = this.#clock.after(since + totalMs() - this.#clock.now(), () => {
        this.#expected.delete(cancelTimer);
        const passedMs = this.#clock.now() - since;
        if (passedMs < totalMs()) start();
        else if (!isMet()) this.#addViolation(kind, `${message} within ${passedMs} ms`);
      });
      this.#expected.add(cancelTimer);
    };
    start();
  }
}
