import { isObject, isString, MAX_JSON_LENGTH, parseJson, textOf } from '../lib/json.js';
import { type InboundFrame, NOTICE_TYPES, type UnknownFrame } from './inbound.js';
import { trust } from './trust.js';

const TYPES: readonly string[] = ['ack', 'bot_response', 'user_message', 'events', ...NOTICE_TYPES];

const unknown = (reason: UnknownFrame['reason'], raw: unknown): UnknownFrame => ({ type: 'unknown', reason, raw });

/**
 * Reads what a socket delivered. Never throws: what this version cannot read is a value of type `unknown` (law 8).
 *
 * A frame without its required parts is `malformed`; known optional fields of a wrong type are removed; unknown fields stay.
 * Types are matched in any capitals and given back in lower case; `ok` counts as `ack` (protocol.md §4.4, §4.7).
 */
export function decode(data: unknown): InboundFrame {
  try {
    return read(data);
  } catch {
    return unknown('malformed', data);
  }
}

function read(data: unknown): InboundFrame {
  if (!isString(data)) return unknown('binary', data);
  if (data.length > MAX_JSON_LENGTH) return unknown('too-large', data);
  const frame = parseJson(data);
  if (frame === undefined) return unknown('not-json', data);
  if (!isObject(frame)) return unknown('not-an-object', frame);
  const type = textOf(frame.type).toLowerCase().replace(/^ok$/, 'ack');
  if (!TYPES.includes(type)) return unknown('unknown-type', frame);
  let { message } = frame;
  if (type === 'bot_response') {
    if (!Array.isArray(message)) return unknown('malformed', frame);
    message = message.filter(trust);
  } else if (type === 'user_message' || type === 'events') {
    // The echo of a client event has its content beside `message` (protocol.md §4.6).
    if (type === 'events') message ??= {};
    if (!trust(message)) return unknown('malformed', frame);
    if ('body' in message && type === 'user_message') message.body = textOf(message.body);
  }
  trust(frame);
  return { ...frame, type, ...(message !== undefined && { message }) } as InboundFrame;
}
