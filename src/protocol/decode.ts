import {
  type AckFrame,
  type BotResponseFrame,
  type EventsFrame,
  type InboundFrame,
  NOTICE_TYPES,
  type NoticeFrame,
  type UnknownFrame,
  type UserMessageFrame,
} from './inbound.js';
import { isObject, isString, type JsonObject, parseJson } from './json.js';

type Check = (value: unknown) => boolean;
type Fields = Record<string, Check>;

const isId: Check = (value) => isString(value) || Number.isFinite(value);

/** Deletes each field that has not its declared type: what remains can be trusted. */
function keepTyped(object: JsonObject, fields: Fields): true {
  for (const name in fields) if (name in object && !fields[name]!(object[name])) delete object[name];
  return true;
}

const objectOf =
  (fields: Fields): Check =>
  (value) =>
    isObject(value) && keepTyped(value, fields);

const isPerson = objectOf({
  firstName: isString,
  lastName: isString,
  nickName: isString,
  type: isString,
  profImage: isString,
  id: isString,
  agentId: isString,
});

const isBotInfo: Check = (value) => isObject(value) && isString(value.chatBot) && isString(value.taskBotId);

/** Fields of any frame that carries a message. */
const FIELDS: Fields = {
  from: isString,
  messageId: isString,
  createdOn: isString,
  icon: isString,
  sessionId: isString,
  timestamp: Number.isFinite,
  key: isString,
  traceId: isString,
  agent_MessageId: isString,
  completeResponse: isString,
  id: isId,
  author: isPerson,
  botInfo: isBotInfo,
};

const FLAGS = ['fromAgent', 'enableLiveChatMetaData', 'sM', 'endChunk', 'ok'];

const FILE_TYPES: unknown[] = ['image', 'video', 'audio'];

/** One reader per frame type: true when the frame can be trusted afterwards. */
const READERS: Record<string, Check> = {
  ack: objectOf({ replyto: isId }),

  bot_response(frame) {
    const { message } = frame as JsonObject;
    if (!Array.isArray(message)) return false;
    (frame as JsonObject).message = message.filter(objectOf({ type: isString, cInfo: isObject }));
    return keepTyped(frame as JsonObject, FIELDS);
  },

  user_message(frame) {
    const { message } = frame as JsonObject;
    if (!isObject(message)) return false;
    keepTyped(message, { body: isString, renderMsg: isString, attachments: Array.isArray });
    if (message.attachments) {
      message.attachments = (message.attachments as unknown[])
        .filter((file): file is JsonObject => isObject(file) && isString(file.fileId))
        .map((file) => {
          keepTyped(file, { fileUrl: isString, size: Number.isFinite, uniqueId: isString });
          if (!isString(file.fileName)) file.fileName = '';
          if (!FILE_TYPES.includes(file.fileType)) file.fileType = 'attachment';
          return file;
        });
    }
    return keepTyped(frame as JsonObject, FIELDS);
  },

  events(frame) {
    // The echo of a client event has its content beside `message` (protocol.md §4.6).
    (frame as JsonObject).message ??= {};
    return objectOf({ type: isString, clientMessageId: isId, author: isPerson, agentInfo: isPerson })(
      (frame as JsonObject).message,
    );
  },
};

const readNotice = objectOf({
  sessionId: isString,
  langDetails: objectOf({ language: isString, newLanguage: isString }),
});

const unknown = (reason: UnknownFrame['reason'], raw: unknown): UnknownFrame => ({ type: 'unknown', reason, raw });

/**
 * Reads what a socket delivered. Never throws: what this version cannot read is a value of type `unknown` (law 8).
 *
 * Required parts that are missing make a frame `malformed`; optional fields of a wrong type are removed; fields it does not
 * know stay. Types are matched in any capitals and given back in lower case; `ok` counts as `ack` (protocol.md §4.4, §4.7).
 */
export function decode(data: unknown): InboundFrame {
  if (!isString(data)) return unknown('binary', data);
  const frame = parseJson(data);
  if (frame === undefined) return unknown('not-json', data);
  if (!isObject(frame)) return unknown('not-an-object', frame);
  const sent = isString(frame.type) ? frame.type.toLowerCase() : '';
  const type = sent === 'ok' ? 'ack' : sent;
  const read = Object.hasOwn(READERS, type)
    ? READERS[type]
    : (NOTICE_TYPES as readonly string[]).includes(type)
      ? readNotice
      : undefined;
  if (!read) return unknown('unknown-type', frame);
  if (!read(frame)) return unknown('malformed', frame);
  for (const name of FLAGS) if (name in frame) frame[name] = !!frame[name];
  frame.type = type;
  return frame as unknown as AckFrame | BotResponseFrame | UserMessageFrame | EventsFrame | NoticeFrame;
}
