import type { Platform } from '../platform.js';
import type { Connection } from '../socket/connection.js';

export type Frame = Readonly<Record<string, unknown>>;

/** Takes one frame of a client. It is a JSON object; nothing else about it is sure. */
export type FrameHandler = (platform: Platform, connection: Connection, frame: Frame) => void;
