import type { Clock } from './clock.js';

const TAGS = 4096;
const JITTER_MS = 1024;

/** When an id was made: epoch milliseconds, up to a second early. */
export const timeOfId = (id: number) => Math.floor(id / TAGS);

/**
 * Numbers for `clientMessageId`: safe integers, strictly rising, and different in every tab and on every device.
 *
 * An id is `milliseconds × 4096 + tag`. The tag is drawn once per client, and each client runs up to a second behind the
 * clock, so that two clients that send in the same millisecond still differ; within one client the millisecond moves on
 * by at least one per message.
 */
export function createMessageIds(clock: Clock, random: () => number): () => number {
  const tag = Math.floor(random() * TAGS);
  const behindMs = Math.floor(random() * JITTER_MS);
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now() - behindMs);
    return last * TAGS + tag;
  };
}
