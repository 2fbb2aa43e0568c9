import type { Clock } from './clock.js';

const TAGS = 4096;
const JITTER_MS = 1024;

/** Returns the time at which an id was made, in epoch milliseconds. The result is up to a second early. */
export const timeOfId = (id: number) => Math.floor(id / TAGS);

/**
 * Creates a generator of `clientMessageId`s: safe integers that rise strictly and differ between tabs and devices.
 *
 * An id is `milliseconds × 4096 + tag`. Each client draws a tag once and runs up to a second behind the clock, so that ids
 * differ even if two clients send in the same millisecond. Within one client the millisecond rises by at least one per message.
 */
export function createMessageIdGenerator(clock: Clock, random: () => number): () => number {
  const tag = Math.floor(random() * TAGS);
  const behindMs = Math.floor(random() * JITTER_MS);
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now() - behindMs);
    return last * TAGS + tag;
  };
}
