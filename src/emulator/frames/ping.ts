import type { FrameHandler } from './frame-handler.js';

/** Keep-alive of the application layer. The platform takes it in silence (protocol.md §2.4). */
export const ping: FrameHandler = (platform, connection) => {
  if (platform.settings.answerPings) connection.send({ type: 'pong' });
};
