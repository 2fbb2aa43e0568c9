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
  /** Of the grant; absent before the first one. */
  user?: string | undefined;
  queue: Saved[];
}
