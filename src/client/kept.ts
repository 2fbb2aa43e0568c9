import type { Saved } from '../conversation/outbox.js';

/**
 * What is kept of one client in a storage, as JSON: its messages that the platform has not confirmed. Other versions of this
 * package read it too.
 */
export interface Kept {
  /** The client that may send them. */
  owner: string;
  /** Epoch milliseconds: until then the owner is taken for alive, where no lock tells. */
  until: number;
  /** Of the grant; before the first one, of the last grant in this browser, if there was any. */
  user?: string | undefined;
  queue: Saved[];
  /** None of the messages is in the history up to here. */
  mark?: KeptMark | undefined;
}

/** How far the history was read. */
export interface KeptMark {
  serverId?: string | undefined;
  createdAt?: number | undefined;
}
