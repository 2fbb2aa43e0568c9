import type { FrameHandler } from './frame-handler.js';

/** Typing, receipts and the end of an agent chat (protocol.md §3.2 nos. 7–14): for whoever plays the agent. */
export const userEvent: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { event, messageId } = frame;
  acknowledge();
  platform.bot.noticed(connection.conversation, {
    name: event as string,
    ...(typeof messageId === 'string' && { messageId }),
    raw: frame,
    user: connection.user,
  });
};
