import { botMessage } from '../frames/bot-message.js';
import { clientEvent } from '../frames/client-event.js';
import { closeSession } from '../frames/close-session.js';
import type { FrameHandler } from '../frames/frame-handler.js';
import { ping } from '../frames/ping.js';
import { receipt } from '../frames/receipt.js';
import { userEvent } from '../frames/user-event.js';

/** What clients send, on one screen (protocol.md §3.2). Frames of other kinds are only kept in `received`. */
export const handleFrame: FrameHandler = (platform, connection, frame) => {
  const { type, event, resourceid = '/bot.message' } = frame;
  if (type === 'ping') return ping(platform, connection, frame);
  if (type === 'ack') return receipt(platform, connection, frame);
  switch (resourceid) {
    case '/bot.message':
      return typeof event === 'string'
        ? userEvent(platform, connection, frame)
        : botMessage(platform, connection, frame);
    case '/bot.clientEvent':
      return clientEvent(platform, connection, frame);
    case '/bot.closeConversationSession':
      return closeSession(platform, connection, frame);
  }
};
