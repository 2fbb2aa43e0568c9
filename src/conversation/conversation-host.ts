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

/** What the conversation needs from the client. */
export interface ConversationHost extends OutboxHost {
  random: () => number;
  bus: EventBus<ConversationEvents>;
  fetchHistory: FetchHistory;
  /** Called when the history contains a message that the socket should have delivered. */
  reportGap(): void;
  /** Called when the history was read up to this cursor. */
  saveCursor(cursor: SyncCursor): void;
  /** Sends a receipt for a bot message, if receipts are enabled. */
  sendReceipt(receipt: ReceiptFrame | undefined): void;
  /** Sends an event to the agent, for example that the user is typing. @returns false if there is no connection */
  sendUserEvent(event: UserEventFrame['event'], about?: { messageId: string }): boolean;
  /** Called when messages, typing or agent have changed. */
  changed(): void;
  /** A gap of more messages than this is not filled but marked. */
  gapLimit: number;
  /** How long a record may take to become visible in the history, in milliseconds: the initial estimate. */
  historyLagMs: number;
  urgency(): Urgency;
}
