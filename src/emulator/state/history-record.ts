import type { HistoryRecord } from '../../protocol/history.js';
import type { Author } from '../../protocol/inbound.js';
import type { Attachment } from '../../protocol/outbound.js';
import type { Ids } from '../lib/ids.js';

/** The fields that all records of one conversation share. */
export interface RecordOwner {
  userId: string;
  botId: string;
  orgId: string;
  accountId: string;
}

interface Stored extends RecordOwner {
  sessionId: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface StoredUserMessage extends Stored {
  text: string | undefined;
  /** The text that is displayed instead of `text`. Stored as `tags.altText` (protocol.md §5.2). */
  renderMsg: string | undefined;
  attachments: readonly Attachment[];
  /** Absent on platforms older than protocol.md §5.1. */
  userMsgId: number | string | undefined;
}

export interface StoredBotMessage extends Stored {
  id: string;
  /** One per item of the message. */
  texts: readonly string[];
  author: Author | undefined;
  taskName: string;
}

/** The record of a user's message in the form of the platform (docs/protocol.md §5.1), including trace fields. */
export function userRecord(ids: Ids, message: StoredUserMessage): HistoryRecord {
  const { userId, botId, orgId, accountId, sessionId, at, text, renderMsg, attachments, userMsgId } = message;
  const createdOn = new Date(at).toISOString();
  const dialog = ids.of('dg');
  return {
    _id: ids.of('ms'),
    channels: [{ type: 'rtm' }],
    type: 'incoming',
    status: 'sent to cs',
    createdBy: userId,
    lmodifiedBy: userId,
    lmodifiedOn: createdOn,
    botId,
    orgId,
    accountId,
    isBB: 0,
    ms: 1,
    chnl: 'rtm',
    components: [
      ...(text === undefined ? [] : [textComponent(ids, text)]),
      ...attachments.map((file) => ({ _id: ids.of('cp'), cT: file.fileType, data: { ...file }, thumbnails: [] })),
    ],
    createdOn,
    timestampValue: at,
    __v: 0,
    lang: 'en',
    sessionId,
    nodeType: 0,
    tr0_I: `${dialog}:intent0`,
    tr0_O: `${dialog}:entity1:${ids.hex(32)}`,
    tr0_T: '0',
    tr_isSS: 1,
    resourceid: 'messagestore',
    ...(userMsgId !== undefined && { userMsgId }),
    tags: { ...emptyTags(), ...(renderMsg !== undefined && { altText: [{ value: renderMsg }] }) },
  };
}

/** The record of a message of the bot or an agent in the form of the platform (docs/protocol.md §5.1). */
export function botRecord(ids: Ids, message: StoredBotMessage): HistoryRecord {
  const { id, userId, botId, orgId, accountId, sessionId, at, texts, author, taskName } = message;
  const createdOn = new Date(at).toISOString();
  return {
    _id: id,
    channels: [{ type: 'rtm' }],
    type: 'outgoing',
    status: 'pending',
    lmodifiedOn: createdOn,
    createdBy: userId,
    components: texts.map((text) => textComponent(ids, text)),
    botId,
    orgId,
    accountId,
    tN: taskName,
    isBB: 0,
    ms: 1,
    chnl: 'rtm',
    lang: 'en',
    createdOn,
    timestampValue: at,
    __v: 0,
    sessionId,
    resourceid: 'messagestore',
    ...(author && { author: { firstName: author.firstName ?? '', lastName: author.lastName ?? '' } }),
    tags: emptyTags(),
  };
}

function textComponent(ids: Ids, text: string) {
  return { _id: ids.of('cp'), cT: 'text', data: { text }, thumbnails: [] };
}

function emptyTags() {
  return { messageTags: [], userTags: [], sessionTags: [] };
}
