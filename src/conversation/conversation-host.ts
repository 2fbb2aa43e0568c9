import type { EventBus } from '../events/event-bus.js';
import type { Urgency } from '../lib/backoff.js';
import type { HistoryPage, HistoryQuery } from '../protocol/history.js';
import type { ReceiptFrame, UserEventFrame } from '../protocol/outbound.js';
import type { ConversationEvents } from './conversation-events.js';
import type { SyncCursor } from './history-sync.js';
import type { OutboxHost } from './outbox.js';

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

export type FetchHistory = (query: HistoryQuery, options: FetchOptions) => Promise<HistoryPage>;

/** The world as the conversation sees it. */
export interface ConversationHost extends OutboxHost {
  random: () => number;
  bus: EventBus<ConversationEvents>;
  fetchHistory: FetchHistory;
  /** The history has shown something that the socket should have brought. */
  reportGap(): void;
  /** The history was read up to here. */
  saveCursor(cursor: SyncCursor): void;
  /** A receipt for a bot message. Where none are wanted, nothing happens. */
  sendReceipt(receipt: ReceiptFrame | undefined): void;
  /** Tells a person on the other side something, if there is a connection. */
  sendUserEvent(event: UserEventFrame['event'], about?: { messageId: string }): boolean;
  /** Messages, typing or agent have changed. */
  changed(): void;
  /** A gap of more messages is not closed, but said. */
  gapLimit: number;
  /** How long a record may take to become visible in the history, in milliseconds: the first guess. */
  historyLagMs: number;
  urgency(): Urgency;
}
