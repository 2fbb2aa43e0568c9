import { filled } from '../lib/json.js';
import type { Author } from './inbound.js';
import type { MessageContent } from './unwrap.js';

/** A message, read from a live frame or a history record. Both yield the same value for the same message. */
export interface ReceivedMessage extends MessageContent {
  from: 'user' | 'bot' | 'agent';
  /** `ms-…`: `messageId` of the live frame, `_id` of the record. Live frames of older servers have none (docs/protocol.md §4.2). */
  serverId?: string | undefined;
  /** The number under which the user's session sent the message. A number or a string on the wire, so compare as strings. */
  clientMessageId?: number | string | undefined;
  /** Epoch milliseconds by the platform's clock; undefined if the platform sent no time. */
  createdAt?: number | undefined;
  author?: { name: string; picture?: string } | undefined;
  icon?: string | undefined;
}

/** Returns epoch milliseconds from the platform's number or else from its ISO 8601 text; undefined if neither is valid. */
export function epochMs(timestamp: number | undefined, iso: string | undefined): number | undefined {
  return timestamp ?? (Date.parse(iso!) || undefined);
}

/** Returns the person who wrote a message; undefined if the platform did not name one. */
export function readAuthor(author: Author | undefined): ReceivedMessage['author'] {
  const name = [author?.firstName, author?.lastName].filter(Boolean).join(' ');
  return name ? filled({ name, picture: author?.profImage }) : undefined;
}
