import type { Clock } from '../../src/lib/clock.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * The computer under one page, as far as time goes: its clock may be wrong, it may sleep, and the page may be gone for good.
 *
 * Whatever wants to run on it, a timer or something from the network, waits while it sleeps and never runs once it is gone.
 */
export class Machine implements Clock {
  readonly #clock: VirtualClock;
  #skewMs: number;
  readonly #onCrash: (error: unknown) => void;
  readonly #timers = new Set<() => void>();
  readonly #held: { dueMs: number; order: number; run: () => void }[] = [];
  #order = 0;
  #asleep = false;
  #gone = false;

  /** @param onCrash gets what a callback threw: nothing of the client may throw into a timer or a socket */
  constructor(clock: VirtualClock, options: { skewMs?: number; onCrash?: (error: unknown) => void } = {}) {
    this.#clock = clock;
    this.#skewMs = options.skewMs ?? 0;
    this.#onCrash =
      options.onCrash ??
      ((error) => {
        throw error;
      });
  }

  now(): number {
    return this.#clock.now() + this.#skewMs;
  }

  elapsed(): number {
    return this.#clock.now();
  }

  after(delayMs: number, callback: () => void): () => void {
    if (this.#gone) return () => {};
    const dueMs = this.#clock.now() + Math.max(0, delayMs);
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
      this.#timers.delete(cancel);
      takeBack();
    };
    const takeBack = this.#clock.after(delayMs, () => {
      this.#hold(dueMs, () => {
        if (cancelled) return;
        this.#timers.delete(cancel);
        callback();
      });
    });
    this.#timers.add(cancel);
    return cancel;
  }

  /** Somebody sets the clock. Timers do not notice: they measure how long, not until when. */
  setClock(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  /** Timers of this page that are still to run. */
  get pending(): number {
    return this.#timers.size;
  }

  get isAsleep(): boolean {
    return this.#asleep;
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** Runs something that reaches this machine from outside: now, on waking, or never. */
  run(work: () => void): void {
    this.#hold(this.#clock.now(), work);
  }

  /** Time goes on without it. */
  sleep(): void {
    this.#asleep = true;
  }

  /**
   * What came due in the meantime runs now, in the order in which it should have, each with a turn of its own.
   *
   * @param first runs before all of it
   */
  wake(first?: () => void): void {
    if (!this.#asleep) return;
    this.#asleep = false;
    first?.();
    const held = this.#held.splice(0).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    for (const { run } of held) this.#clock.after(0, () => this.run(run));
  }

  /** The page is closed, reloaded or crashed: nobody was warned. */
  destroy(): void {
    this.#gone = true;
    this.#held.length = 0;
    for (const cancel of [...this.#timers]) cancel();
  }

  #hold(dueMs: number, run: () => void): void {
    if (this.#gone) return;
    if (this.#asleep) {
      this.#held.push({ dueMs, order: this.#order++, run });
      return;
    }
    try {
      run();
    } catch (error) {
      this.#onCrash(error);
    }
  }
}
