import type { Author } from './inbound.js';

/** One stored message (seeds, "Get Conversation History"; `userMsgId`, `author`, `tags.altText`: protocol.md §5.1). */
export interface HistoryRecord {
  /** `ms-…`, the same as `messageId` of the live frame. */
  _id: string;
  /** `incoming` is the user's, everything else the bot's. */
  type: 'incoming' | 'outgoing' | (string & {});
  components: {
    _id?: string;
    cT?: string;
    data?: { text?: unknown; [other: string]: unknown };
    thumbnails?: unknown[];
  }[];
  /** ISO-8601. */
  createdOn?: string;
  /** Epoch milliseconds. */
  timestampValue?: number;
  /** `clientMessageId` of a message of the user. Newer servers only. */
  userMsgId?: number | string;
  author?: Author;
  lang?: string;
  sessionId?: string;
  tags?: { altText?: { value?: string }[]; [other: string]: unknown };
  [other: string]: unknown;
}

/** `GET botmessages/rtm`. `offset` counts from the newest message; inside a page the oldest comes first (seeds, protocol.md §5.4). */
export interface HistoryPage {
  total: number;
  moreAvailable: boolean;
  icon?: string;
  messages: HistoryRecord[];
}

/** Query of `GET botmessages/rtm` (seeds: `botId`, `offset`, `limit`; protocol.md §1.6: `msgId`, `forward`). */
export interface HistoryQuery {
  offset?: number;
  limit?: number;
  msgId?: string;
  forward?: boolean;
}
