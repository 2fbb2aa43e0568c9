import { timeOfId } from '../lib/message-ids.js';
import type { BotResponseFrame, UserMessageFrame } from './inbound.js';
import { epochMs, type ReceivedMessage, readAuthor } from './received-message.js';
import { unwrap } from './unwrap.js';
import { userContent } from './user-content.js';

/** Ids of web clients are their clock in milliseconds. Whatever is below this (September 2001) is a counter. */
const EARLIEST_TIME = 1e12;
/** Above this (the year 5138) it is an id of this client, which holds more than the time. */
const LATEST_TIME = 1e14;

/** An answer of the bot or an agent. For a part of a stream the text is the delta. */
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

/** What this user sent from another session: `renderMsg`, else `body`, then the files (protocol.md §4.5). */
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
