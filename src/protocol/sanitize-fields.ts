import { isObject, isString, type JsonObject, textOf } from '../lib/json.js';
import type { Attachment } from './outbound.js';

// The declared types of the fields of frames and records. Outside of payloads, no field name has two types on the wire.
const STRINGS =
  /^(_id|type|from|messageId|createdOn|icon|sessionId|key|traceId|agent_MessageId|completeResponse|chatBot|taskBotId|renderMsg|(first|last|nick|file)Name|profImage|agentId|file(Id|Type|Url)|uniqueId|language|newLanguage)$/;
const IDS = /^(id|replyto|clientMessageId|userMsgId)$/;
const NUMBERS = /^(timestamp(Value)?|size)$/;
const FLAGS = /^(ok|fromAgent|enableLiveChatMetaData|sM|endChunk)$/;
const OBJECTS = /^(author|agentInfo|langDetails|botInfo|cInfo)$/;

/**
 * Makes a value from the wire match its declared type, in place: removes known fields of a wrong type, and converts flags to
 * booleans. Does not touch the contents of payloads. Returns false if `value` is not an object.
 */
export function sanitizeFields(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  for (const [name, field] of Object.entries(value)) {
    if (FLAGS.test(name)) value[name] = !!field;
    else if (name === 'attachments') value[name] = readAttachments(field);
    else if (
      (STRINGS.test(name) && !isString(field)) ||
      (NUMBERS.test(name) && !Number.isFinite(field)) ||
      (IDS.test(name) && !textOf(field)) ||
      (OBJECTS.test(name) && !sanitizeFields(field))
    ) {
      delete value[name];
    }
  }
  return true;
}

/** Drops attachments without a `fileId` (docs/protocol.md §4.5), and fills in a missing name or type. */
export function readAttachments(value: unknown): Attachment[] {
  return [value]
    .flat()
    .filter((file): file is Attachment => sanitizeFields(file) && !!file.fileId)
    .map((file) => Object.assign({ fileName: file.fileId, fileType: 'attachment' }, file));
}
