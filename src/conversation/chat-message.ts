import type { MessageComponent } from '../protocol/component.js';

/**
 * Status of an own message: `queued` (accepted, not sent yet) → `sent` → `delivered` (acknowledged, or found in the history) →
 * `read` (by an agent); or `failed`. Messages of others are `delivered`.
 */
export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** A message of the conversation. Immutable: a change creates a new object; an unchanged message keeps its reference. */
export interface ChatMessage {
  /** Stable for the life of the client, and usable as the key of a list item. */
  readonly id: string;
  /** The id under which the client sends an own message. The same in every retransmission and in the history. */
  readonly clientMessageId?: number | string;
  readonly from: 'user' | 'bot' | 'agent' | 'system';
  /** The visible text: that of the message or of its template. May be empty, for example for a picture. */
  readonly text: string;
  /** The parts in display order. A plain text has one part of type `text`. */
  readonly components: readonly MessageComponent[];
  readonly status: MessageStatus;
  /** Epoch milliseconds: by the platform's clock for bot and agent messages, by this machine's clock for own ones. */
  readonly createdAt: number;
  /** True while more parts of a streamed answer are expected. */
  readonly streaming?: boolean;
  /** True for a streamed answer that was cut off and could not be completed from the history. */
  readonly interrupted?: boolean;
  /** Why an own message has the status `failed`. */
  readonly error?: Error | undefined;
  readonly author?: { readonly name: string; readonly picture?: string };
  /** URL of the bot's picture, if the platform sent one. */
  readonly icon?: string;
  /** The frame or history record this message was read from. */
  readonly raw?: unknown;
}
