import type { BotResponseFrame, UserMessageFrame } from './inbound.js';
import { epochMs, isAgentContent, type ReceivedMessage, readAuthor } from './received-message.js';
import { unwrap } from './unwrap.js';
import { userContent } from './user-content.js';

/** Ids of web clients are their clock in milliseconds. Whatever is below this (September 2001) is a counter. */
const EARLIEST_TIME = 1e12;

/** An answer of the bot or an agent. For a part of a stream the text is the delta. */
export function readBotResponse(frame: BotResponseFrame): ReceivedMessage {
  const content = unwrap(frame.message);
  return {
    ...content,
    from: frame.fromAgent || frame.author?.type === 'AGENT' || isAgentContent(content) ? 'agent' : 'bot',
    serverId: frame.messageId,
    createdAt: epochMs(frame.timestamp, frame.createdOn),
    author: readAuthor(frame.author),
    icon: frame.icon,
  };
}

/** What this user sent from another session: `renderMsg`, else `body`, then the files (protocol.md §4.5). */
export function readUserMessage({ id, message }: UserMessageFrame): ReceivedMessage {
  const sentAt = Number(id);
  return {
    ...userContent(message.renderMsg || message.body || '', message.attachments),
    from: 'user',
    clientMessageId: id,
    createdAt: sentAt > EARLIEST_TIME ? sentAt : undefined,
  };
}
