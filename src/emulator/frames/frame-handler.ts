import type { Conversation } from '../conversation.js';
import type { Platform } from '../platform.js';
import type { Peer } from '../socket/peer.js';
import type { EmulatorUser } from '../state/emulator-user.js';

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
