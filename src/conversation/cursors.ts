import type { SyncCursor } from './history-sync.js';
import { MATCH_WINDOW_MS } from './timeline.js';

/** A cursor without a time is at the beginning of the history. */
const timeOf = ({ createdAt = -Infinity }: SyncCursor): number => createdAt;

/** Returns the older one of two cursors; if one is undefined, the other one. */
export const olderCursor = (one: SyncCursor | undefined, other: SyncCursor | undefined): SyncCursor | undefined =>
  one && other ? (timeOf(other) < timeOf(one) ? other : one) : (one ?? other);

/** Returns a cursor before the record of a message that was created at this time by this machine's clock. */
export const roughCursor = (createdAt: number): SyncCursor => ({ createdAt: createdAt - MATCH_WINDOW_MS });
