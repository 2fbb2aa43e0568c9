import type { UserMessage } from '../bot/bot-handler.js';
import { idOf } from './ack.js';
import type { FrameHandler } from './frame-handler.js';
import { readContent } from './message-content.js';
import { echoUserMessage, recordUserMessage } from './user-message.js';

/** A message of the user: stored, acknowledged, shown to the user's other sockets, answered (seeds, `/bot.message`). */
export const botMessage: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { conversation } = connection;
  const content = readContent(frame.message);
  const id = idOf({ id: frame.clientMessageId, clientMessageId: frame.id });
  const isRepeated = platform.settings.dedupe && id !== undefined && conversation.log.has(id);
  if (!content || isRepeated) return acknowledge();

  recordUserMessage(platform, conversation, content, id);
  acknowledge();
  echoUserMessage(platform, conversation, content, id, connection);
  const { text, renderMsg, attachments, body } = content;
  const message: UserMessage = {
    text: text ?? '',
    ...(renderMsg !== undefined && { renderMsg, payload: body }),
    attachments,
    ...(id !== undefined && { clientMessageId: id }),
    raw: frame,
    user: connection.user,
  };
  platform.bot.heard(conversation, message);
};
