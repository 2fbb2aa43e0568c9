import type { Conversation, Peer } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorUser } from '../types/user.js';

export type Frame = Readonly<Record<string, unknown>>;

/** The connection a frame came from. */
export interface Sender extends Peer {
  readonly user: EmulatorUser;
  readonly conversation: Conversation;
}

/**
 * Takes one frame of a client. It is a JSON object; nothing else about it is sure. `acknowledge` sends its ack, or cuts the
 * connection in its place where a fault rule wants that.
 */
export type FrameHandler = (platform: Platform, connection: Sender, frame: Frame, acknowledge: () => void) => void;

/** Acknowledges a frame in the seeds' shape. A frame without an id is acknowledged without `replyto`. */
export function ack(connection: Peer, frame: Frame): void {
  const id = idOf(frame);
  connection.send({ ok: true, ...(id !== undefined && { replyto: id }), message: 'delivered', type: 'ack' });
}

/** `id` as the platform gives it back: a number or a text (iOS), never anything else. */
export function idOf({ id, clientMessageId }: Frame): number | string | undefined {
  return [id, clientMessageId].find((value) => typeof value === 'number' || typeof value === 'string') as
    | number
    | string
    | undefined;
}
