import { filled, isObject, joinLines, textOf } from '../lib/json.js';
import type { HistoryPage, HistoryRecord } from './history.js';
import { readBotResponse, readUserMessage } from './live-message.js';
import { epochMs, type ReceivedMessage } from './received-message.js';
import { readAttachments, trust } from './trust.js';

/**
 * The answer of `GET botmessages/rtm` as a page, or undefined when it is not one. Takes the parsed body over. Tolerant:
 * records that are no objects are left out, missing parts become empty, a missing `_id` the empty string, and known fields
 * of a wrong type are removed.
 */
export function decodeHistoryPage(json: unknown): HistoryPage | undefined {
  if (!isObject(json) || !Array.isArray(json.messages)) return undefined;
  const messages = json.messages
    .filter(trust)
    .map((record) => ({ _id: '', type: '', ...record, components: [record.components].flat().filter(isObject) }));
  const { total, moreAvailable, icon } = json;
  return {
    total: Number.isFinite(total) ? (total as number) : messages.length,
    moreAvailable: !!moreAvailable,
    ...filled({ icon: textOf(icon) }),
    messages,
  };
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
