import { filled, isString, toJson } from '../lib/json.js';
import type { BotInfo } from './bot-info.js';
import type { BotResponseFrame } from './inbound.js';
import type {
  Attachment,
  BotMessageFrame,
  CloseSessionFrame,
  PingFrame,
  ReceiptFrame,
  UserEventFrame,
  UserMessageBody,
} from './outbound.js';

/** A message to be sent. It has the same shape as the client's `SendInput`. */
export interface MessageInput {
  text?: string | undefined;
  renderText?: string | undefined;
  payload?: string | Record<string, unknown> | undefined;
  attachments?: Attachment[] | undefined;
  customData?: Record<string, unknown> | undefined;
  metaTags?: unknown;
  secret?: boolean | undefined;
}

export interface EncoderOptions {
  bot: BotInfo;
  /** IANA name, for example `Europe/Berlin`. */
  timezone: string;
  /** BCP 47 tag, for example `de-DE`. */
  locale: string;
}

/** Identifies the agent's message that was delivered or read. */
export interface AgentMessageRef {
  messageId: string;
  agent_MessageId?: string;
}

/** Creates client frames (docs/protocol.md §3). `id` is the `clientMessageId` of the frame and must be unique. */
export interface Encoder {
  botMessage(id: number, message: UserMessageBody): BotMessageFrame;
  closeSession(id: number): CloseSessionFrame;
  ping(id: number): PingFrame;
  userEvent(id: number, event: UserEventFrame['event'], about?: AgentMessageRef): UserEventFrame;
}

export function createEncoder({ bot, timezone, locale }: EncoderOptions): Encoder {
  const envelope = (id: number) => ({ botInfo: bot, client: 'sdk', meta: { timezone, locale }, id });
  const resourceid = '/bot.message';
  return {
    botMessage: (id, message) => ({ clientMessageId: id, resourceid, message, ...envelope(id) }),
    closeSession: (id) => ({ clientMessageId: id, resourceid: '/bot.closeConversationSession', ...envelope(id) }),
    ping: (id) => ({ type: 'ping', resourceid, ...envelope(id) }),
    userEvent: (id, event, about) => ({
      ...(event === 'close_agent_chat' && { clientMessageId: id }),
      event,
      resourceid,
      message: { body: '', type: '' },
      ...about,
      ...envelope(id),
    }),
  };
}

/**
 * Creates the `message` of a frame. Trims typed text and collapses runs of spaces and tabs, but keeps line breaks
 * (docs/protocol.md §3.2 no. 1). A payload is sent unchanged, or as JSON if it is an object, and the text is what the
 * conversation shows instead. For a secret the conversation shows dots. Returns an empty object if there is nothing to send.
 */
export function toMessageBody({
  payload,
  attachments,
  customData,
  metaTags,
  secret,
  ...input
}: MessageInput): UserMessageBody {
  const text = input.text?.replace(/[ \t]+/g, ' ').trim();
  return filled<UserMessageBody>({
    body: payload === undefined ? text : isString(payload) ? payload : toJson(payload),
    renderMsg: input.renderText || (secret ? '••••' : payload === undefined ? '' : text),
    attachments: attachments?.length ? attachments : undefined,
    customData,
    metaTags,
  });
}

/** Creates the delivery receipt of a bot message; undefined if the frame has no `timestamp` or no `key` to refer to. */
export function toReceipt({ timestamp: id, key }: BotResponseFrame): ReceiptFrame | undefined {
  return id && key ? { clientMessageId: id, type: 'ack', replyto: id, status: 'delivered', key, id } : undefined;
}
