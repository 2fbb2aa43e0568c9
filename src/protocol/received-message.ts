import { filled } from '../lib/json.js';
import type { Author } from './inbound.js';
import type { MessageContent } from './unwrap.js';

/** A message that was read from a live frame or a history record: both give the same for the same message. */
export interface ReceivedMessage extends MessageContent {
  from: 'user' | 'bot' | 'agent';
  /** `ms-…`: `messageId` of the live frame, `_id` of the record. Live frames of older servers have none (seeds). */
  serverId?: string | undefined;
  /** Number under which the user's session sent it. Number or string on the wire: compare as strings. */
  clientMessageId?: number | string | undefined;
  /** Epoch milliseconds by the platform's clock; undefined where it said nothing. */
  createdAt?: number | undefined;
  author?: { name: string; picture?: string } | undefined;
  icon?: string | undefined;
}

/** Epoch milliseconds: the platform's number, else its ISO-8601 text. */
export function epochMs(timestamp: number | undefined, iso: string | undefined): number | undefined {
  return timestamp ?? (Date.parse(iso!) || undefined);
}

/** The person behind a message, if the platform named one. */
export function readAuthor(author: Author | undefined): ReceivedMessage['author'] {
  const name = [author?.firstName, author?.lastName].filter(Boolean).join(' ');
  return name ? filled({ name, picture: author?.profImage }) : undefined;
}
