import type { Clock } from '../../src/lib/clock.js';

/** How often the clock looks at the machine's, and how much may have passed in between. */
const UPDATE_MS = 10;
const MOST_MS = 50;

/**
 * A clock that goes so many times as fast as the real one: a client with it waits a minute in a few seconds. It stands still
 * while this process does, platform and all: a machine that is busy elsewhere must not look like a connection that is dead.
 */
export function fastClock(speed: number): Clock {
  let now = Date.now();
  let lookedAt = performance.now();
  const update = () => {
    const at = performance.now();
    now += Math.min(at - lookedAt, MOST_MS) * speed;
    lookedAt = at;
    return Math.floor(now);
  };
  setInterval(update, UPDATE_MS).unref();
  return {
    now: update,
    after(delayMs, callback) {
      const due = update() + delayMs;
      const wait = (): NodeJS.Timeout => setTimeout(ring, Math.max(0, due - now) / speed);
      const ring = () => {
        if (update() >= due) callback();
        else timer = wait();
      };
      let timer = wait();
      return () => clearTimeout(timer);
    },
  };
}
