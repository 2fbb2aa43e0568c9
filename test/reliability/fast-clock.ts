import type { Clock } from '../../src/lib/clock.js';

/** A clock that goes so many times as fast as the real one: a client with it waits a minute in a few seconds. */
export function fastClock(speed: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}
