import type { Platform } from '../platform.js';
import type { Connection } from '../socket/connection.js';

export type Frame = Readonly<Record<string, unknown>>;

/**
 * Takes one frame of a client. It is a JSON object; nothing else about it is sure. `acknowledge` sends its ack, or cuts the
 * connection in its place where a fault rule wants that.
 */
export type FrameHandler = (platform: Platform, connection: Connection, frame: Frame, acknowledge: () => void) => void;
