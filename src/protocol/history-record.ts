import type { MessageComponent } from './component.js';
import type { HistoryPage, HistoryRecord } from './history.js';
import { filled, isObject, isString, joinLines, textOf } from './json.js';
import { epochMs, isAgentContent, type ReceivedMessage, readAuthor } from './received-message.js';
import { type MessageContent, unwrap } from './unwrap.js';
import { readAttachment, userContent } from './user-content.js';

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
        components: [record.components].flat().filter(isObject),
      }) as HistoryRecord,
  );
  const { total, moreAvailable, icon } = json;
  return {
    total: Number.isFinite(total) ? (total as number) : messages.length,
    moreAvailable: !!moreAvailable,
    ...filled({ icon: textOf(icon) }),
    messages,
  };
}

/** A stored message, as its live frame would have been read (protocol.md §5.2, §5.3). */
export function readHistoryRecord(record: HistoryRecord): ReceivedMessage {
  const { _id, type, userMsgId, timestampValue, createdOn, author, components } = record;
  const incoming = type === 'incoming';
  const content = incoming ? readUserRecord(record) : readParts(components);
  // Records name an author only where a person wrote (protocol.md §5.1); live ones add the type.
  const byAgent = isObject(author) && (author.type ?? 'AGENT') === 'AGENT';
  return {
    ...content,
    from: incoming ? 'user' : byAgent || isAgentContent(content) ? 'agent' : 'bot',
    serverId: _id || undefined,
    clientMessageId: textOf(userMsgId) ? userMsgId : undefined,
    createdAt: epochMs(timestampValue, createdOn),
    author: readAuthor(author),
  };
}

function readParts(parts: HistoryRecord['components']): MessageContent {
  return unwrap(parts.map(({ cT, data }) => ({ component: { type: cT, payload: data } })));
}

/** Text of the user is text, whatever it looks like; `altText` is what people saw instead, as `renderMsg` live. */
function readUserRecord({ components, tags }: HistoryRecord): MessageContent {
  const texts: string[] = [];
  const files: MessageComponent[] = [];
  for (const part of components) {
    const { cT, data } = part;
    if (isString(cT) && cT !== 'text') {
      const attachment = readAttachment(data, cT);
      files.push(...(attachment.length ? attachment : readParts([part]).components));
    } else texts.push(textOf(data?.text));
  }
  const content = userContent(textOf(tags?.altText?.[0]?.value) || joinLines(texts));
  return { ...content, components: content.components.concat(files) };
}
