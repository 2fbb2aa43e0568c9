import { timeOfId } from '../lib/message-id-generator.js';
import type { BotResponseFrame, UserMessageFrame } from './inbound.js';
import { epochMs, type ReceivedMessage, readAuthor } from './received-message.js';
import { unwrap } from './unwrap.js';
import { userContent } from './user-content.js';

/** Ids of web clients are epoch milliseconds. A smaller number (before September 2001) is a counter. */
const EARLIEST_TIME = 1e12;
/** A greater number (after the year 5138) is an id of this SDK, from which `timeOfId` extracts the time. */
const LATEST_TIME = 1e14;

/** Reads a message of the bot or an agent. For a part of a streamed answer, the text is the delta. */
export function readBotResponse(frame: BotResponseFrame): ReceivedMessage {
  const { message, messageId, timestamp, createdOn, author, fromAgent, icon } = frame;
  const content = unwrap(message);
  const byAgent =
    fromAgent ||
    author?.type === 'AGENT' ||
    content.components.some((part) => part.type === 'template' && part.templateType === 'live_agent');
  return {
    ...content,
    from: byAgent ? 'agent' : 'bot',
    serverId: messageId || undefined,
    createdAt: epochMs(timestamp, createdOn),
    author: readAuthor(author),
    icon,
  };
}

/** Reads a message that this user sent from another session. Its text is `renderMsg`, or else `body` (docs/protocol.md §4.5). */
export function readUserMessage({ id, message }: UserMessageFrame): ReceivedMessage {
  const { renderMsg, body, attachments } = message;
  const time = Number(id);
  return {
    ...userContent(renderMsg || body || '', attachments),
    from: 'user',
    clientMessageId: id,
    createdAt: time > LATEST_TIME ? timeOfId(time) : time > EARLIEST_TIME ? time : undefined,
  };
}
