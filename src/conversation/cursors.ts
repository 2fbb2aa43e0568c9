import type { SyncCursor } from './history-sync.js';
import { MATCH_WINDOW_MS } from './timeline.js';

/** A place without a time is the beginning. */
const timeOf = ({ createdAt = -Infinity }: SyncCursor): number => createdAt;

/** Which of two places is older. A place that is not known does not count. */
export const olderCursor = (one: SyncCursor | undefined, other: SyncCursor | undefined): SyncCursor | undefined =>
  one && other ? (timeOf(other) < timeOf(one) ? other : one) : (one ?? other);

/** The record of a message that was made at this time of this machine's clock is not before this place. */
export const roughCursor = (createdAt: number): SyncCursor => ({ createdAt: createdAt - MATCH_WINDOW_MS });
