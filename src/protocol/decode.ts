import { type InboundFrame, NOTICE_TYPES, type UnknownFrame } from './inbound.js';
import { isObject, isString, type JsonObject, parseJson, textOf } from './json.js';

const TYPES: readonly string[] = ['ack', 'bot_response', 'user_message', 'events', ...NOTICE_TYPES];

// The declared types of inbound.ts, by name: no name has two meanings in frames and their parts.
const STRINGS =
  /^(type|from|messageId|createdOn|icon|sessionId|key|traceId|agent_MessageId|completeResponse|chatBot|taskBotId|renderMsg|(first|last|nick|file)Name|profImage|agentId|fileType|fileUrl|uniqueId|language|newLanguage)$/;
const IDS = /^(id|replyto|clientMessageId)$/;
const NUMBERS = /^(timestamp|size)$/;
const FLAGS = /^(ok|fromAgent|enableLiveChatMetaData|sM|endChunk)$/;
const PARTS = /^(author|agentInfo|langDetails|botInfo|cInfo)$/;

/** Removes each known field of a wrong type. False for what is no object. */
function trust(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  for (const [name, field] of Object.entries(value)) {
    if (FLAGS.test(name)) value[name] = !!field;
    else if (name === 'attachments') value[name] = readAttachments(field);
    else if (
      (STRINGS.test(name) && !isString(field)) ||
      (NUMBERS.test(name) && !Number.isFinite(field)) ||
      (IDS.test(name) && !textOf(field)) ||
      (PARTS.test(name) && !trust(field))
    ) {
      delete value[name];
    }
  }
  return true;
}

/** Attachments without a `fileId` are none (protocol.md §4.5). */
function readAttachments(value: unknown): unknown[] {
  return Array.isArray(value)
    ? value
        .filter((file) => trust(file) && isString(file.fileId))
        .map((file: JsonObject) => ({ fileName: '', fileType: 'attachment', ...file }))
    : [];
}

const unknown = (reason: UnknownFrame['reason'], raw: unknown): UnknownFrame => ({ type: 'unknown', reason, raw });

/**
 * Reads what a socket delivered. Never throws: what this version cannot read is a value of type `unknown` (law 8).
 *
 * A frame without its required parts is `malformed`; known optional fields of a wrong type are removed; unknown fields stay.
 * Types are matched in any capitals and given back in lower case; `ok` counts as `ack` (protocol.md §4.4, §4.7).
 */
export function decode(data: unknown): InboundFrame {
  if (!isString(data)) return unknown('binary', data);
  const frame = parseJson(data);
  if (frame === undefined) return unknown('not-json', data);
  if (!isObject(frame)) return unknown('not-an-object', frame);
  const type = textOf(frame.type).toLowerCase().replace(/^ok$/, 'ack');
  if (!TYPES.includes(type)) return unknown('unknown-type', frame);
  // The echo of a client event has its content beside `message` (protocol.md §4.6).
  const message = frame.message ?? (type === 'events' ? {} : undefined);
  if (type === 'bot_response') {
    if (!Array.isArray(message)) return unknown('malformed', frame);
    frame.message = message.filter(trust);
  } else if (type === 'events' || type === 'user_message') {
    if (!trust(message)) return unknown('malformed', frame);
    if ('body' in message && type === 'user_message') message.body = textOf(message.body);
    frame.message = message;
  }
  trust(frame);
  return Object.assign(frame, { type }) as unknown as InboundFrame;
}
