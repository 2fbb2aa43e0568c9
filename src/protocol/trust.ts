import { isObject, isString, type JsonObject, textOf } from '../lib/json.js';
import type { Attachment } from './outbound.js';

// The declared types of frames and records, by name: no name has two meanings on the wire outside of payloads.
const STRINGS =
  /^(_id|type|from|messageId|createdOn|icon|sessionId|key|traceId|agent_MessageId|completeResponse|chatBot|taskBotId|renderMsg|(first|last|nick|file)Name|profImage|agentId|file(Id|Type|Url)|uniqueId|language|newLanguage)$/;
const IDS = /^(id|replyto|clientMessageId|userMsgId)$/;
const NUMBERS = /^(timestamp(Value)?|size)$/;
const FLAGS = /^(ok|fromAgent|enableLiveChatMetaData|sM|endChunk)$/;
const PARTS = /^(author|agentInfo|langDetails|botInfo|cInfo)$/;

/**
 * Makes the declared types true, in place: known fields of a wrong type are removed, flags become booleans. What a payload
 * holds is not touched. False for what is no object.
 */
export function trust(value: unknown): value is JsonObject {
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

/** Those without a `fileId` are none (protocol.md §4.5); a name and a type are made up where they are missing. */
export function readAttachments(value: unknown): Attachment[] {
  return [value]
    .flat()
    .filter((file): file is Attachment => trust(file) && !!file.fileId)
    .map((file) => Object.assign({ fileName: file.fileId, fileType: 'attachment' }, file));
}
