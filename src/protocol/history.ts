import type { Author } from './inbound.js';

/** One stored message (docs/protocol.md §5.1). */
export interface HistoryRecord {
  /** `ms-…`, the same as `messageId` of the live frame. */
  _id: string;
  /** `incoming` for messages of the user, anything else for messages of the bot or an agent. */
  type: 'incoming' | 'outgoing' | (string & {});
  components: {
    _id?: string;
    cT?: string;
    data?: { text?: unknown; [other: string]: unknown };
    thumbnails?: unknown[];
  }[];
  /** ISO 8601. */
  createdOn?: string;
  /** Epoch milliseconds. */
  timestampValue?: number;
  /** `clientMessageId` of a message of the user. Only newer servers send it. */
  userMsgId?: number | string;
  author?: Author;
  lang?: string;
  sessionId?: string;
  tags?: { altText?: { value?: string }[]; [other: string]: unknown };
  [other: string]: unknown;
}

/** The answer of `GET botmessages/rtm`. `offset` counts from the newest message, and a page starts with its oldest message (docs/protocol.md §5.4). */
export interface HistoryPage {
  total: number;
  moreAvailable: boolean;
  icon?: string;
  messages: HistoryRecord[];
}

/** The query of `GET botmessages/rtm`, without `botId` (docs/protocol.md §1.6). */
export interface HistoryQuery {
  offset?: number;
  limit?: number;
  msgId?: string;
  forward?: boolean;
}
