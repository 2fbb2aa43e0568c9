import type { MessageComponent } from '../protocol/component.js';

/**
 * Of an own message: `queued` (accepted, not on the wire) → `sent` (on the wire) → `delivered` (acknowledged, or found in
 * the history) → `read` (by an agent); or `failed`. Messages of others are `delivered`.
 */
export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

/** One message of the conversation. Immutable: a change makes a new object, an unchanged one keeps its reference. */
export interface ChatMessage {
  /** Stable for the life of the client: a good key for a list. */
  readonly id: string;
  /** The number an own message travels under. The same in every resend and in the history. */
  readonly clientMessageId?: number | string;
  readonly from: 'user' | 'bot' | 'agent' | 'system';
  /** What a person reads: the text, or the text of the template. May be empty (a picture alone). */
  readonly text: string;
  /** The parts in the order of display. A plain text has one part of type `text`. */
  readonly components: readonly MessageComponent[];
  readonly status: MessageStatus;
  /** Epoch milliseconds: of the platform for bot and agent messages, of this machine for own ones. */
  readonly createdAt: number;
  /** True while further parts of a streamed answer are expected. */
  readonly streaming?: boolean;
  /** A stream that was cut and could not be completed from the history. */
  readonly interrupted?: boolean;
  /** Why an own message is `failed`. */
  readonly error?: Error | undefined;
  readonly author?: { readonly name: string; readonly picture?: string };
  /** Picture of the bot, where the platform sent one. */
  readonly icon?: string;
  /** The frame or history record this message was read from. */
  readonly raw?: unknown;
}
