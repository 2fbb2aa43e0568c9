import type { Mark } from './history-sync.js';
import { APART_MS } from './timeline.js';

/** A place without a time is the beginning. */
const timeOf = ({ createdAt = -Infinity }: Mark): number => createdAt;

/** Which of two places is older. A place that is not known does not count. */
export const olderMark = (one: Mark | undefined, other: Mark | undefined): Mark | undefined =>
  one && other ? (timeOf(other) < timeOf(one) ? other : one) : (one ?? other);

/** The record of a message that was made at this time of this machine's clock is not before this place. */
export const roughPlace = (createdAt: number): Mark => ({ createdAt: createdAt - APART_MS });
