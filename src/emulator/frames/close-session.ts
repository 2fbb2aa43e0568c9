import type { FrameHandler } from './frame-handler.js';

/** Ends the conversation session (protocol.md §3.2 no. 15). The sockets stay open; the next message begins a new session. */
export const closeSession: FrameHandler = (platform, connection, _frame, acknowledge) => {
  acknowledge();
  connection.conversation.endSession();
  platform.bot.closed(connection.conversation);
};
