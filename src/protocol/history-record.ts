import { filled, isObject, isShallow, type JsonObject, joinLines, textOf } from '../lib/json.js';
import type { HistoryPage, HistoryRecord } from './history.js';
import { readBotResponse, readUserMessage } from './live-message.js';
import { epochMs, type ReceivedMessage } from './received-message.js';
import { readAttachments, sanitizeFields } from './sanitize-fields.js';

/**
 * Reads the answer of `GET botmessages/rtm` (docs/protocol.md §5.1). Missing parts become empty, a missing `_id` becomes the
 * empty string, and known fields of a wrong type are removed.
 *
 * An unreadable record does not affect the others. If it is an object with an id, a record without content takes its place,
 * because it still counts for paging and may carry the `userMsgId` of a sent message.
 *
 * @param json the parsed body, which this function modifies
 * @param onUnreadable called with each record that cannot be read
 * @returns undefined if the answer is not a page
 */
export function decodeHistoryPage(
  json: unknown,
  onUnreadable: (record: unknown) => void = () => {},
): HistoryPage | undefined {
  if (!isObject(json) || !Array.isArray(json.messages)) return undefined;
  const messages = json.messages.flatMap((record: unknown) => {
    const read = readable(record);
    if (!read) onUnreadable(record);
    return read ?? placeholder(record);
  });
  const { total, moreAvailable, icon } = json;
  return {
    total: Number.isFinite(total) ? (total as number) : messages.length,
    moreAvailable: !!moreAvailable,
    ...filled({ icon: textOf(icon) }),
    messages,
  };
}

function readable(record: unknown): HistoryRecord | undefined {
  try {
    if (!isShallow(record) || !sanitizeFields(record)) return undefined;
    const components = [record.components].flat().filter(isObject);
    const complete = { _id: '', type: '', ...record, components };
    // A trial run: a record that cannot be read must fail here, and not when the whole page is processed.
    readHistoryRecord(complete);
    return complete;
  } catch {
    return undefined;
  }
}

/** Returns a record with the ids and the time of an unreadable one. Its template type is one that is not shown as a message. */
function placeholder(record: unknown): HistoryRecord | [] {
  const { _id, type, userMsgId, timestampValue, createdOn } = Object(record) as JsonObject;
  const components = [{ cT: 'template', data: { template_type: 'wait_for_response' } }];
  const fields = { _id, type, userMsgId, timestampValue, createdOn, components };
  return sanitizeFields(fields) && fields._id ? (fields as unknown as HistoryRecord) : [];
}

/** Reads a stored message in the same way as the corresponding live frame (docs/protocol.md §5.2, §5.3). */
export function readHistoryRecord(record: HistoryRecord): ReceivedMessage {
  const { _id, type, userMsgId, timestampValue, createdOn, author, components, tags } = record;
  if (type !== 'incoming') {
    return readBotResponse({
      type: 'bot_response',
      messageId: _id,
      message: components.map(({ cT, data }) => ({ component: { type: cT, payload: data } })),
      // Records have an author only if a person wrote the message (docs/protocol.md §5.1). Live frames also have its type.
      ...filled({ timestamp: timestampValue, createdOn, author: author && { type: 'AGENT', ...author } }),
    });
  }
  const message = {
    // The user's text is never unwrapped. `altText` is the text that was displayed instead.
    body: joinLines(components.map(({ data }) => textOf(data?.text))),
    renderMsg: textOf(tags?.altText?.[0]?.value),
    attachments: readAttachments(components.map(({ cT, data }) => ({ fileType: cT, ...data }))),
  };
  return {
    ...readUserMessage({ type: 'user_message', message, ...filled({ id: userMsgId }) }),
    serverId: _id || undefined,
    createdAt: epochMs(timestampValue, createdOn),
  };
}
