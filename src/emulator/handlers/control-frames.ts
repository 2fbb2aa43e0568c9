import type { FrameHandler } from './frame-handler.js';

/** Keep-alive of the application layer. The platform does not answer it (protocol.md §2.4). */
export const ping: FrameHandler = (platform, connection) => {
  if (platform.settings.answerPings) connection.send({ type: 'pong' });
};

/** Delivery receipt of a bot message (protocol.md §3.2 no. 5). The platform does not answer it. */
export const receipt: FrameHandler = () => {};

/** Ends the conversation session (protocol.md §3.2 no. 15). The sockets stay open, and the next message starts a new session. */
export const closeSession: FrameHandler = (platform, connection, _frame, acknowledge) => {
  acknowledge();
  connection.conversation.endSession();
  platform.bot.onClose(connection.conversation);
};

/** Typing, receipts and the end of an agent chat (protocol.md §3.2 nos. 7–14). They are passed to the bot, which plays the agent. */
export const userEvent: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { event, messageId } = frame;
  acknowledge();
  platform.bot.onEvent(connection.conversation, {
    name: event as string,
    ...(typeof messageId === 'string' && { messageId }),
    raw: frame,
    user: connection.user,
  });
};

/** A client event. It is acknowledged, then sent to the user's sockets as `events` (protocol.md §3.2 no. 16, §4.6). */
export const clientEvent: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { preDefinedEvent, customEvent, message } = frame;
  const sessionId = connection.conversation.runningSessionId;
  acknowledge();
  connection.conversation.broadcast({
    type: 'events',
    from: 'bot',
    message: typeof message === 'object' && message !== null ? message : {},
    botInfo: platform.botInfo,
    ...(preDefinedEvent !== undefined && { preDefinedEvent }),
    ...(customEvent !== undefined && { customEvent }),
    traceId: platform.ids.hex(16),
    ...(sessionId !== undefined && { sessionId }),
  });
  const name = (preDefinedEvent as { type?: unknown } | undefined)?.type;
  platform.bot.onEvent(connection.conversation, {
    name: typeof name === 'string' ? name : 'customEvent',
    raw: frame,
    user: connection.user,
  });
};
