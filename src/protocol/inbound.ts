import type { BotInfo } from './bot-info.js';
import type { Attachment } from './outbound.js';

/** The platform has accepted the frame whose `id` is `replyto` (seeds). Number or string: compare as strings. */
export interface AckFrame {
  type: 'ack';
  ok?: boolean;
  replyto?: number | string;
  message?: unknown;
  [other: string]: unknown;
}

/** One entry of `bot_response.message` (seeds: `type`, `cInfo`; `component`: protocol.md §4.2). */
export interface WireMessage {
  type?: string;
  component?: unknown;
  cInfo?: { body?: unknown };
}

/** Who wrote a message, where a person did. */
export interface Author {
  firstName?: string;
  lastName?: string;
  /** `AGENT` for people. */
  type?: string;
  profImage?: string;
  id?: number | string;
}

/** An answer of the bot or an agent (seeds; further fields: protocol.md §4.2, streaming: §4.3). */
export interface BotResponseFrame {
  type: 'bot_response';
  from?: string;
  message: WireMessage[];
  /** `ms-…`; older servers leave it out (seeds). */
  messageId?: string;
  botInfo?: Partial<BotInfo>;
  /** ISO-8601. */
  createdOn?: string;
  icon?: string;
  sessionId?: string;
  /** Epoch milliseconds. */
  timestamp?: number;
  key?: string;
  traceId?: string;
  author?: Author;
  fromAgent?: boolean;
  agent_MessageId?: string;
  enableLiveChatMetaData?: boolean;
  /** Part of a streamed answer: frames with the same `messageId` carry deltas. */
  sM?: boolean;
  /** Last part of a streamed answer. */
  endChunk?: boolean;
  /** The whole streamed text, on the last part. */
  completeResponse?: string;
  [other: string]: unknown;
}

/** What this user sent from another session (seeds). `id` is that session's `clientMessageId`. */
export interface UserMessageFrame {
  type: 'user_message';
  from?: string;
  message: { body?: string; renderMsg?: string; attachments?: Attachment[] };
  id?: number | string;
  botInfo?: Partial<BotInfo>;
  [other: string]: unknown;
}

/** Agent and typing events (protocol.md §4.6). `message.type` names the event; unknown names are allowed. */
export interface EventsFrame {
  type: 'events';
  message: {
    type?: string;
    clientMessageId?: number | string;
    author?: Author;
    agentInfo?: Author & { agentId?: string; nickName?: string };
    [other: string]: unknown;
  };
  [other: string]: unknown;
}

/** Types of notices, in lower case: documents and source disagree on capitals (protocol.md §4.7). */
export const NOTICE_TYPES = [
  'bot_active',
  'session_start',
  'session_end',
  'agent_session_start',
  'agent_session_end',
  'waiting_for_user_input',
  'form_delivered',
  'form_submitted',
  'form_failure',
  'botkitunreachable',
  'initial_language',
  'language_switched',
  'sbc_details_response',
  'pong',
  'hello',
  'ready',
] as const;

/** Something the platform announces beside messages (protocol.md §4.7). `type` is in lower case, the rest as sent. */
export interface NoticeFrame {
  type: (typeof NOTICE_TYPES)[number];
  message?: unknown;
  sessionId?: string;
  langDetails?: { language?: string; newLanguage?: string };
  [other: string]: unknown;
}

/** A frame, or a record of the history, that this version cannot read: a value, never a failure (law 8). */
export interface UnknownFrame {
  type: 'unknown';
  /**
   * `not-json`: also what is nested more than 200 deep. `too-large`: longer than 8,388,608 characters; the history is read for
   * it. `malformed`: also a record of the history.
   */
  reason: 'binary' | 'too-large' | 'not-json' | 'not-an-object' | 'unknown-type' | 'malformed';
  /** What arrived: the parsed object where there is one, else the text. A record may be nested to any depth. */
  raw: unknown;
}

/** Everything that a socket delivers, after decoding. */
export type InboundFrame = AckFrame | BotResponseFrame | UserMessageFrame | EventsFrame | NoticeFrame | UnknownFrame;
