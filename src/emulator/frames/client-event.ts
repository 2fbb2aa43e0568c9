import type { FrameHandler } from './frame-handler.js';

/** A client event: acknowledged, then given back to the user's sockets as `events` (protocol.md §3.2 no. 16, §4.6). */
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
  platform.bot.noticed(connection.conversation, {
    name: typeof name === 'string' ? name : 'customEvent',
    raw: frame,
    user: connection.user,
  });
};
