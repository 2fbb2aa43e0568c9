import type { QueuedMessage } from '../conversation/outbox.js';

/**
 * What one client stores, as JSON: its messages that the platform has not confirmed. The user is part of the key. Other versions
 * of this package read it, too, so the names of the fields must not change.
 */
export interface PersistedQueue {
  /** Id of the client that may send the messages. */
  owner: string;
  /** Epoch milliseconds. Without Web Locks, the owner counts as alive until then. */
  until: number;
  queue: QueuedMessage[];
  /** None of the messages is in the history up to this cursor. */
  mark?: PersistedCursor | undefined;
}

/** How far the history was read. */
export interface PersistedCursor {
  serverId?: string | undefined;
  createdAt?: number | undefined;
}

/** Messages that were accepted in a tab before the first grant: only their visible texts. */
export interface Unclaimed {
  /** The last user who was granted a token in this tab before, if any. */
  after?: string | undefined;
  messages: [id: number, text: string][];
}
