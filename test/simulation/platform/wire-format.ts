import type { Assumptions } from '../assumptions.js';
import type { Entry } from './conversation-log.js';

/*
 * The frames and responses of the platform, written by hand after docs/protocol.md §1, §4 and §5. They share no code with the
 * client's codec, so that a defect there is not repeated here.
 */

export const BOT = { name: 'Simulated Bot', id: 'st-00000000-1111-2222-3333-444444444444' };
const BOT_INFO = { chatBot: BOT.name, taskBotId: BOT.id };
const ICON = 'https://platform.test/icon.png';

export const ackFrame = (id: number | string, { ackIdType }: Assumptions) => ({
  ok: true,
  replyto: ackIdType === 'string' ? String(id) : id,
  message: 'delivered',
  type: 'ack',
});

export const userMessageFrame = (entry: Entry) => ({
  botInfo: BOT_INFO,
  from: 'self',
  message: { body: entry.text, attachments: [] },
  id: entry.clientMessageId,
  type: 'user_message',
});

export const botResponseFrame = (
  { id, text, timestamp }: Pick<Entry, 'id' | 'text' | 'timestamp'>,
  { liveIds }: Assumptions,
) => ({
  type: 'bot_response',
  from: 'bot',
  message: [{ type: 'text', component: { type: 'text', payload: { text } }, cInfo: { body: text } }],
  ...(liveIds && { messageId: id }),
  botInfo: BOT_INFO,
  createdOn: new Date(timestamp).toISOString(),
  timestamp,
  key: `key-${id}`,
  icon: ICON,
});

/** One part of a streamed response (docs/protocol.md §4.3). Streams need ids in live frames. */
export const streamFrame = (
  id: string,
  timestamp: number,
  delta: string,
  completeText: string | undefined,
  isLast: boolean,
) => ({
  type: 'bot_response',
  from: 'bot',
  message: [{ type: 'text', cInfo: { body: delta } }],
  messageId: id,
  botInfo: BOT_INFO,
  createdOn: new Date(timestamp).toISOString(),
  timestamp,
  icon: ICON,
  sM: true,
  ...(isLast && { endChunk: true }),
  ...(completeText !== undefined && { completeResponse: completeText }),
});

export function historyRecord(entry: Entry, { userMsgId }: Assumptions): object {
  const date = new Date(entry.timestamp).toISOString();
  const incoming = entry.kind === 'user';
  return {
    _id: entry.id,
    channels: [{ type: 'rtm' }],
    type: incoming ? 'incoming' : 'outgoing',
    status: incoming ? 'sent to cs' : 'pending',
    createdBy: 'u-211f287f-17c8-51ac-b768-15c68e19afb2',
    lmodifiedOn: date,
    botId: BOT.id,
    orgId: 'o-44741779-1971-5ab9-a0f7-aaf4e21dbe4e',
    accountId: '5a675150ff600b3d7665d2a6',
    isBB: 0,
    ms: 1,
    chnl: 'rtm',
    components: [{ _id: `cp-${entry.id}`, cT: 'text', data: { text: entry.text }, thumbnails: [] }],
    createdOn: date,
    timestampValue: entry.timestamp,
    __v: 0,
    lang: 'en',
    sessionId: '5de5eda04cdcff145752dbf6',
    resourceid: 'messagestore',
    tags: { messageTags: [], userTags: [], sessionTags: [] },
    ...(incoming && userMsgId === 'number' && { userMsgId: entry.clientMessageId }),
    ...(incoming && userMsgId === 'string' && { userMsgId: String(entry.clientMessageId) }),
  };
}

/** The error bodies with which a platform reports an expired access token (docs/protocol.md §1.2). */
export const EXPIRED_ERRORS = [
  { msg: 'Session expired', code: 'TOKEN_EXPIRED', httpStatus: '401' },
  { msg: 'token expired', code: 40 },
  { msg: 'Invalid Access token', code: 401 },
] as const;

export const grantResponse = (user: string, accessToken: string, issuedAt: number, lifetimeMs: number) => ({
  authorization: {
    accessToken,
    token_type: 'bearer',
    expiresDate: new Date(issuedAt + lifetimeMs).toISOString(),
    issuedDate: new Date(issuedAt).toISOString(),
  },
  userInfo: {
    userId: user,
    accountId: '5c66514d09ab3565deb2e30a',
    orgId: 'o-88aad7f1-0d32-5765-93d7-f40c80402114',
    identity: `cs-5b08ed1e-5fa7-5aaa-9c21-28bf8c90b739/${user}`,
    enrollType: 'free',
    managedBy: '5c66514d09ab3565deb2e30a',
    fName: '',
    lName: '',
  },
});
