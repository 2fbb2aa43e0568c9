import { isObject, isString, MAX_JSON_LENGTH, parseJson, textOf } from '../lib/json.js';
import { type InboundFrame, NOTICE_TYPES, type UnknownFrame } from './inbound.js';
import { sanitizeFields } from './sanitize-fields.js';

const TYPES: readonly string[] = ['ack', 'bot_response', 'user_message', 'events', ...NOTICE_TYPES];

const unknown = (reason: UnknownFrame['reason'], raw: unknown): UnknownFrame => ({ type: 'unknown', reason, raw });

/**
 * Decodes the data of a WebSocket message. Never throws: a frame that this version cannot read becomes a value of type `unknown`.
 *
 * A frame without its required parts is `malformed`. Known optional fields of a wrong type are removed, and unknown fields are
 * kept. Types are matched case-insensitively and returned in lower case; `ok` counts as `ack` (docs/protocol.md §4.4, §4.7).
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
    message = message.filter(sanitizeFields);
  } else if (type === 'user_message' || type === 'events') {
    // The echo of a client event has no `message` (docs/protocol.md §4.6).
    if (type === 'events') message ??= {};
    if (!sanitizeFields(message)) return unknown('malformed', frame);
    if ('body' in message && type === 'user_message') message.body = textOf(message.body);
  }
  sanitizeFields(frame);
  return { ...frame, type, ...(message !== undefined && { message }) } as InboundFrame;
}
