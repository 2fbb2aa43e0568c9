import { filled, isObject, isShallow, type JsonObject, joinLines, textOf } from '../lib/json.js';
import type { HistoryPage, HistoryRecord } from './history.js';
import { readBotResponse, readUserMessage } from './live-message.js';
import { epochMs, type ReceivedMessage } from './received-message.js';
import { readAttachments, trust } from './trust.js';

/**
 * The answer of `GET botmessages/rtm` as a page, or undefined when it is not one. Takes the parsed body over. Tolerant:
 * missing parts become empty, a missing `_id` the empty string, and known fields of a wrong type are removed.
 *
 * A record that cannot be read costs itself alone. Of one that is an object, and has an id, a record without content stays: it
 * still counts as a place in the history, and names the message of the user that it is about.
 *
 * @param onUnreadable called with each record that cannot be read
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
    if (!isShallow(record) || !trust(record)) return undefined;
    const components = [record.components].flat().filter(isObject);
    const complete = { _id: '', type: '', ...record, components };
    // Whatever a platform of tomorrow may put there: what fails, fails here, and not in the middle of a page.
    readHistoryRecord(complete);
    return complete;
  } catch {
    return undefined;
  }
}

/** What remains of a record that cannot be read: its names and its time. Its content is the one kind that is no message. */
function placeholder(record: unknown): HistoryRecord | [] {
  const { _id, type, userMsgId, timestampValue, createdOn } = Object(record) as JsonObject;
  const components = [{ cT: 'template', data: { template_type: 'wait_for_response' } }];
  const names = { _id, type, userMsgId, timestampValue, createdOn, components };
  return trust(names) && names._id ? (names as unknown as HistoryRecord) : [];
}

/** A stored message, read as the live frame that it was (protocol.md §5.2, §5.3). */
export function readHistoryRecord(record: HistoryRecord): ReceivedMessage {
  const { _id, type, userMsgId, timestampValue, createdOn, author, components, tags } = record;
  if (type !== 'incoming') {
    return readBotResponse({
      type: 'bot_response',
      messageId: _id,
      message: components.map(({ cT, data }) => ({ component: { type: cT, payload: data } })),
      // Records name an author only where a person wrote (protocol.md §5.1); live frames add the type.
      ...filled({ timestamp: timestampValue, createdOn, author: author && { type: 'AGENT', ...author } }),
    });
  }
  const message = {
    // Text of the user is text, whatever it looks like. What people saw instead of it is the `altText`.
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
