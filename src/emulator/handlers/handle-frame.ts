import type { Platform } from '../platform/platform.js';
import type { AckDisconnect } from '../types/fault-rule.js';
import { clientEvent, closeSession, ping, receipt, userEvent } from './control-frames.js';
import type { Frame, FrameHandler, Sender } from './frame-handler.js';
import { ack } from './frame-handler.js';
import { botMessage } from './user-message.js';

/** The handler for each kind of frame (protocol.md §3.2). Other frames are ignored, apart from being in `received`. */
function handlerOf({ type, event, resourceid = '/bot.message' }: Frame): FrameHandler | undefined {
  if (type === 'ping') return ping;
  if (type === 'ack') return receipt;
  switch (resourceid) {
    case '/bot.message':
      return typeof event === 'string' ? userEvent : botMessage;
    case '/bot.clientEvent':
      return clientEvent;
    case '/bot.closeConversationSession':
      return closeSession;
    default:
      return undefined;
  }
}

export function handleFrame(platform: Platform, connection: Sender, frame: Frame, ackDisconnect?: AckDisconnect): void {
  const acknowledge = ackDisconnect
    ? () => connection.disconnect({ ...ackDisconnect, how: ackDisconnect.how ?? 'terminate' })
    : () => ack(connection, frame);
  handlerOf(frame)?.(platform, connection, frame, acknowledge);
}
