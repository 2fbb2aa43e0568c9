import type { Peer } from '../socket/peer.js';
import type { Frame } from './frame-handler.js';

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
