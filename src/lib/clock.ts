/** The only access to time in this package, so that tests can pass a clock of their own. */
export interface Clock {
  /** Returns epoch milliseconds. The value jumps when the clock of the machine is set. */
  now(): number;
  /** Returns the milliseconds since an arbitrary moment in the past, more than 0. The value never jumps. @default `now` */
  elapsed?(): number;
  /** Calls `callback` once after `delayMs`. Returns a function that cancels the timer. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Returns the monotonic time of `clock`. Durations are measured with it, because the time of day may be changed meanwhile. */
export const elapsedOn = (clock: Clock): number => clock.elapsed?.() ?? clock.now();
