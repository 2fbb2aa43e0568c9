import type { ChatMessage } from '../../../conversation/chat-message.js';
import { toJson } from '../../../lib/json.js';

/** One message of a transcript in JSON. */
interface TranscriptEntry {
  readonly from: ChatMessage['from'];
  readonly author: string;
  /** ISO-8601. */
  readonly at: string;
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly url?: string }[];
}

/** Names of the participants. */
export interface TranscriptNames {
  readonly user: string;
  readonly bot: string;
}

function toEntry(message: ChatMessage, names: TranscriptNames): TranscriptEntry {
  const { from, author, createdAt, text, components } = message;
  const files = components.flatMap((part) =>
    part.type === 'attachment' ? [{ name: part.fileName, ...(part.url !== undefined && { url: part.url }) }] : [],
  );
  return {
    from,
    author: author?.name ?? (from === 'user' ? names.user : from === 'system' ? '' : names.bot),
    // The platform may send an invalid time.
    at: Math.abs(createdAt) <= 8.64e15 ? new Date(createdAt).toISOString() : '',
    text,
    ...(files.length > 0 && { files }),
  };
}

/** Returns the conversation as JSON, for programs. Contains what users see, and no wire data. */
export function transcriptJson(messages: readonly ChatMessage[], names: TranscriptNames): string {
  return `${toJson(
    messages.map((message) => toEntry(message, names)),
    2,
  )}\n`;
}

/**
 * Returns the conversation as text, one paragraph per message.
 *
 * @param time formats date and time in the reader's language
 */
export function transcriptText(
  messages: readonly ChatMessage[],
  names: TranscriptNames,
  time: (epochMs: number) => string,
): string {
  return messages
    .map((message) => {
      const { author, text, files = [] } = toEntry(message, names);
      const lines = [...(text ? [text] : []), ...files.map(({ name, url }) => (url ? `${name}: ${url}` : name))];
      return `[${time(message.createdAt)}]${author ? ` ${author}` : ''}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
