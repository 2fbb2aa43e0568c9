import type { QueuedMessage } from '../conversation/outbox.js';

/**
 * What is kept of one client in a storage, as JSON: its messages that the platform has not confirmed. The user is in the key.
 * Other versions of this package read it too.
 */
export interface PersistedQueue {
  /** The client that may send them. */
  owner: string;
  /** Epoch milliseconds: until then the owner is taken for alive, where no lock tells. */
  until: number;
  queue: QueuedMessage[];
  /** None of the messages is in the history up to here. */
  mark?: PersistedCursor | undefined;
}

/** How far the history was read. */
export interface PersistedCursor {
  serverId?: string | undefined;
  createdAt?: number | undefined;
}

/** What was accepted in a tab before anybody was granted anything there: the words alone, as people see them. */
export interface Unclaimed {
  /** Who had been granted something in this tab before, if anybody had. */
  after?: string | undefined;
  messages: [id: number, text: string][];
}
