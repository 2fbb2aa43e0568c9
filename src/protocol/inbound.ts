import type { BotInfo } from './bot-info.js';
import type { Attachment } from './outbound.js';

/**
 * The platform has accepted the frame whose `id` is `replyto` (docs/protocol.md §4.4). `replyto` may be a number or a string, so
 * compare as strings.
 */
export interface AckFrame {
  type: 'ack';
  ok?: boolean;
  replyto?: number | string;
  message?: unknown;
  [other: string]: unknown;
}

/** One entry of `bot_response.message` (docs/protocol.md §4.2). */
export interface WireMessage {
  type?: string;
  component?: unknown;
  cInfo?: { body?: unknown };
}

/** The person who wrote a message. */
export interface Author {
  firstName?: string;
  lastName?: string;
  /** `AGENT` for a live agent. */
  type?: string;
  profImage?: string;
  id?: number | string;
}

/** A message of the bot or an agent (docs/protocol.md §4.2; streaming: §4.3). */
export interface BotResponseFrame {
  type: 'bot_response';
  from?: string;
  message: WireMessage[];
  /** `ms-…`; older servers omit it. */
  messageId?: string;
  botInfo?: Partial<BotInfo>;
  /** ISO 8601. */
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
  /** True for a part of a streamed answer. Frames with the same `messageId` carry deltas. */
  sM?: boolean;
  /** True for the last part of a streamed answer. */
  endChunk?: boolean;
  /** The complete text, on the last part of a streamed answer. */
  completeResponse?: string;
  [other: string]: unknown;
}

/** A message that this user sent from another session (docs/protocol.md §4.5). `id` is the `clientMessageId` of that session. */
export interface UserMessageFrame {
  type: 'user_message';
  from?: string;
  message: { body?: string; renderMsg?: string; attachments?: Attachment[] };
  id?: number | string;
  botInfo?: Partial<BotInfo>;
  [other: string]: unknown;
}

/** An agent or typing event (docs/protocol.md §4.6). `message.type` names the event and may be a name that is not documented. */
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

/** Types of notices in lower case, because documentation and source code disagree on capitals (docs/protocol.md §4.7). */
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

/** A notice of the platform that is not a message (docs/protocol.md §4.7). `type` is in lower case, all else is as sent. */
export interface NoticeFrame {
  type: (typeof NOTICE_TYPES)[number];
  message?: unknown;
  sessionId?: string;
  langDetails?: { language?: string; newLanguage?: string };
  [other: string]: unknown;
}

/** A frame or a history record that this version cannot read. It is reported as a value and never causes a failure. */
export interface UnknownFrame {
  type: 'unknown';
  /**
   * `not-json` includes JSON that is nested more than 200 levels deep. `too-large` means longer than 8,388,608 characters; the
   * message is then fetched from the history. `malformed` includes unreadable history records.
   */
  reason: 'binary' | 'too-large' | 'not-json' | 'not-an-object' | 'unknown-type' | 'malformed';
  /** The received value: the parsed object if there is one, else the text. A history record may be nested to any depth. */
  raw: unknown;
}

/** Any frame that a socket delivers, after decoding. */
export type InboundFrame = AckFrame | BotResponseFrame | UserMessageFrame | EventsFrame | NoticeFrame | UnknownFrame;
