/** The one door to time. Tests pass a clock of their own. */
export interface Clock {
  /** Epoch milliseconds, which jump when somebody sets the machine's clock. */
  now(): number;
  /** Milliseconds since a moment of the past, more than 0, which never jump. @default `now` */
  elapsed?(): number;
  /** Calls back once after `delayMs`; gives the function that takes it back. */
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

/** For everything that measures how long something takes: a clock that is set meanwhile does not disturb it. */
export const elapsedOn = (clock: Clock): number => clock.elapsed?.() ?? clock.now();
