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

/** What a user sends, before it is a frame. The same shape as the client's `SendInput`. */
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

/** The agent's message that was delivered or read. */
export interface About {
  messageId: string;
  agent_MessageId?: string;
}

/** Makes client frames. `id` is the `clientMessageId`: epoch milliseconds, never used twice. */
export interface Encoder {
  botMessage(id: number, message: UserMessageBody): BotMessageFrame;
  closeSession(id: number): CloseSessionFrame;
  ping(id: number): PingFrame;
  userEvent(id: number, event: UserEventFrame['event'], about?: About): UserEventFrame;
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
 * The `message` of a frame. Typed text is trimmed and runs of spaces and tabs become one space; line breaks stay
 * (protocol.md §3.2 no. 1). A payload goes out as it is, an object as JSON, with the text as what people read.
 * In place of a secret people read dots. Nothing to send gives an empty object.
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

/** Delivery receipt of a bot message; undefined when the frame has no `timestamp` or `key` to name it by. */
export function toReceipt({ timestamp: id, key }: BotResponseFrame): ReceiptFrame | undefined {
  return id && key ? { clientMessageId: id, type: 'ack', replyto: id, status: 'delivered', key, id } : undefined;
}
