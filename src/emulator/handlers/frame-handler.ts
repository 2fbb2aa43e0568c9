import type { Conversation, Peer } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorUser } from '../types/user.js';

export type Frame = Readonly<Record<string, unknown>>;

/** The connection that a frame came from. */
export interface Sender extends Peer {
  readonly user: EmulatorUser;
  readonly conversation: Conversation;
}

/**
 * Handles one frame of a client, which may be any JSON object. `acknowledge` sends the ack, or disconnects instead if a fault rule
 * says so.
 */
export type FrameHandler = (platform: Platform, connection: Sender, frame: Frame, acknowledge: () => void) => void;

/** Acknowledges a frame (docs/protocol.md §4.4). The ack of a frame without an id has no `replyto`. */
export function ack(connection: Peer, frame: Frame): void {
  const id = idOf(frame);
  connection.send({ ok: true, ...(id !== undefined && { replyto: id }), message: 'delivered', type: 'ack' });
}

/** The id that the platform returns: a number or, from iOS, a text. */
export function idOf({ id, clientMessageId }: Frame): number | string | undefined {
  return [id, clientMessageId].find((value) => typeof value === 'number' || typeof value === 'string') as
    | number
    | string
    | undefined;
}
