import type { AckCut } from '../faults/frame-gate.js';
import { ack } from '../frames/ack.js';
import { botMessage } from '../frames/bot-message.js';
import { clientEvent } from '../frames/client-event.js';
import { closeSession } from '../frames/close-session.js';
import type { Frame, FrameHandler, Sender } from '../frames/frame-handler.js';
import { ping } from '../frames/ping.js';
import { receipt } from '../frames/receipt.js';
import { userEvent } from '../frames/user-event.js';
import type { Platform } from '../platform.js';

/** What clients send, on one screen (protocol.md §3.2). Frames of other kinds are only kept in `received`. */
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

export function handleFrame(platform: Platform, connection: Sender, frame: Frame, ackCut?: AckCut): void {
  const acknowledge = ackCut
    ? () => connection.cut({ ...ackCut, how: ackCut.how ?? 'terminate' })
    : () => ack(connection, frame);
  handlerOf(frame)?.(platform, connection, frame, acknowledge);
}
