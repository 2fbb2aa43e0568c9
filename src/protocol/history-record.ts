import type { HistoryPage, HistoryRecord } from './history.js';
import type { WireMessage } from './inbound.js';
import { isObject, isString, textOf } from './json.js';
import { epochMs, isAgentContent, type ReceivedMessage, readAuthor } from './received-message.js';
import { type MessageContent, unwrap } from './unwrap.js';
import { readAttachment, userContent } from './user-content.js';

type StoredPart = HistoryRecord['components'][number];

/**
 * The answer of `GET botmessages/rtm` as a page, or undefined when it is not one. Tolerant: records that are no objects are
 * left out, missing parts become empty, a missing `_id` the empty string. Nothing else is changed.
 */
export function decodeHistoryPage(json: unknown): HistoryPage | undefined {
  if (!isObject(json) || !Array.isArray(json.messages)) return undefined;
  const messages = json.messages.filter(isObject).map(
    (record) =>
      ({
        ...record,
        _id: textOf(record._id),
        type: textOf(record.type),
        components: Array.isArray(record.components) ? record.components.filter(isObject) : [],
      }) as HistoryRecord,
  );
  return {
    total: Number.isFinite(json.total) ? (json.total as number) : messages.length,
    moreAvailable: !!json.moreAvailable,
    ...(isString(json.icon) && { icon: json.icon }),
    messages,
  };
}

/** A stored message, as its live frame would have been read (protocol.md §5.2, §5.3). */
export function readHistoryRecord(record: HistoryRecord): ReceivedMessage {
  const incoming = record.type === 'incoming';
  const content = incoming ? readUserRecord(record) : unwrap(record.components.map(toWire));
  const author = isObject(record.author) ? record.author : undefined;
  const isAgent = (author && (author.type ?? 'AGENT') === 'AGENT') || isAgentContent(content);
  return {
    ...content,
    from: incoming ? 'user' : isAgent ? 'agent' : 'bot',
    serverId: record._id || undefined,
    clientMessageId: isString(record.userMsgId) || Number.isFinite(record.userMsgId) ? record.userMsgId : undefined,
    createdAt: epochMs(record.timestampValue, record.createdOn),
    author: readAuthor(author),
  };
}

/** Text of the user is text, whatever it looks like; `altText` is what people saw instead, as `renderMsg` live. */
function readUserRecord({ components, tags }: HistoryRecord): MessageContent {
  const texts = components.filter(isText).map((part) => textOf(toWire(part).cInfo?.body));
  const files = components.filter((part) => !isText(part));
  return userContent(
    textOf(tags?.altText?.[0]?.value) || texts.filter(Boolean).join('\n'),
    files.flatMap((part) => readAttachment(part.data, part.cT) ?? unwrap([toWire(part)]).components),
  );
}

function isText({ cT }: StoredPart): boolean {
  return !isString(cT) || cT === 'text';
}

function toWire(part: StoredPart): WireMessage {
  const { cT, data } = part;
  const cInfo = { body: isObject(data) ? data.text : data };
  return isText(part) ? { cInfo } : { component: { type: cT, payload: data }, cInfo };
}
