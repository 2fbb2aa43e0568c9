import type { Clock } from '../../src/lib/clock.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * The device that runs one page: its clock may be wrong, it may sleep, and the page may be closed.
 *
 * Timers and network events wait while it sleeps, and never run once the page is closed.
 */
export class Device implements Clock {
  readonly #clock: VirtualClock;
  #skewMs: number;
  readonly #onCrash: (error: unknown) => void;
  readonly #timers = new Set<() => void>();
  readonly #deferred: { dueMs: number; order: number; run: () => void }[] = [];
  #order = 0;
  #asleep = false;
  #destroyed = false;

  /** @param onCrash called with what a callback threw; the client must not throw into a timer or a socket. Default: throws */
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
    if (this.#destroyed) return () => {};
    const dueMs = this.#clock.now() + Math.max(0, delayMs);
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
      this.#timers.delete(cancel);
      cancelTimer();
    };
    const cancelTimer = this.#clock.after(delayMs, () => {
      this.#runOrDefer(dueMs, () => {
        if (cancelled) return;
        this.#timers.delete(cancel);
        callback();
      });
    });
    this.#timers.add(cancel);
    return cancel;
  }

  /** Sets the wall clock. Timers are not affected, because they measure durations. */
  setClock(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  /** The number of timers that have not run yet. */
  get pending(): number {
    return this.#timers.size;
  }

  get isAsleep(): boolean {
    return this.#asleep;
  }

  get isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** Runs an event from outside: now, when the device wakes, or never if the page is closed. */
  run(work: () => void): void {
    this.#runOrDefer(this.#clock.now(), work);
  }

  /** Time continues, but nothing runs until `wake()`. */
  sleep(): void {
    this.#asleep = true;
  }

  /**
   * Runs everything that came due during the sleep, in the order of the due times, each in a separate turn of the event loop.
   *
   * @param first runs before everything else
   */
  wake(first?: () => void): void {
    if (!this.#asleep) return;
    this.#asleep = false;
    first?.();
    const deferred = this.#deferred.splice(0).sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    for (const { run } of deferred) this.#clock.after(0, () => this.run(run));
  }

  /** The page is closed, reloaded or crashed, without any event before it. */
  destroy(): void {
    this.#destroyed = true;
    this.#deferred.length = 0;
    for (const cancel of [...this.#timers]) cancel();
  }

  #runOrDefer(dueMs: number, run: () => void): void {
    if (this.#destroyed) return;
    if (this.#asleep) {
      this.#deferred.push({ dueMs, order: this.#order++, run });
      return;
    }
    try {
      run();
    } catch (error) {
      this.#onCrash(error);
    }
  }
}
