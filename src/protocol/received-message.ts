import type { Author } from './inbound.js';
import { filled, isString, textOf } from './json.js';
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

/** Epoch milliseconds of a number that is one, else of an ISO-8601 text. */
export function epochMs(time: unknown, iso: unknown): number | undefined {
  return Number.isFinite(time) ? (time as number) : Date.parse(textOf(iso)) || undefined;
}

/** The person behind a message, if the platform named one. */
export function readAuthor(author: Author | undefined): ReceivedMessage['author'] {
  const name = [author?.firstName, author?.lastName].filter(isString).join(' ').trim();
  return name ? filled({ name, picture: textOf(author?.profImage) }) : undefined;
}

/** Agents write through a template of their own (protocol.md §4.2). */
export function isAgentContent({ components }: MessageContent): boolean {
  return components.some((part) => part.type === 'template' && part.templateType === 'live_agent');
}
