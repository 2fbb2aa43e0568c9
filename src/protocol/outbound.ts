import type { BotInfo } from './bot-info.js';

/** A file in a message (docs/protocol.md §3.2, attachment object A). */
export interface Attachment {
  fileId: string;
  fileName: string;
  fileType: 'image' | 'video' | 'audio' | 'attachment';
  fileUrl?: string;
  /** In megabytes, as in the vendor's web client. */
  size?: number;
  uniqueId?: string;
}

/** `message` of a `/bot.message` frame (docs/protocol.md §3.2 nos. 1–2). */
export interface UserMessageBody {
  /** The text, or the payload of the chosen option. The bot reads this. */
  body?: string;
  /** Displayed instead of `body`, for example the title of a button. */
  renderMsg?: string;
  attachments?: Attachment[];
  customData?: Record<string, unknown>;
  metaTags?: unknown;
}

/** The fields that all client frames except receipts carry (docs/protocol.md §3.1). */
export interface Envelope {
  botInfo: BotInfo;
  /** `sdk` for the web. */
  client: string;
  meta: { timezone: string; locale: string };
}

/** A message of the user (docs/protocol.md §3.2 no. 1). `id` equals `clientMessageId`, and `ack.replyto` refers to it. */
export interface BotMessageFrame extends Envelope {
  clientMessageId: number;
  id: number;
  resourceid: '/bot.message';
  message: UserMessageBody;
}

/** Ends the conversation session (docs/protocol.md §3.2 no. 15). */
export interface CloseSessionFrame extends Envelope {
  clientMessageId: number;
  id: number;
  resourceid: '/bot.closeConversationSession';
}

/** An event of a live agent chat (docs/protocol.md §3.2 nos. 7–11). */
export interface UserEventFrame extends Envelope {
  clientMessageId?: number;
  id: number;
  resourceid: '/bot.message';
  event: 'typing' | 'stop_typing' | 'message_delivered' | 'message_read' | 'close_agent_chat';
  message: { body: ''; type: '' };
  messageId?: string;
  agent_MessageId?: string;
}

/** Delivery receipt of a bot message, sent without envelope (docs/protocol.md §3.2 no. 5). */
export interface ReceiptFrame {
  type: 'ack';
  clientMessageId: number;
  id: number;
  replyto: number;
  status: 'delivered';
  key: string;
}

/** Keep-alive of the application layer (docs/protocol.md §2.4). The platform does not answer it. */
export interface PingFrame extends Envelope {
  type: 'ping';
  id: number;
  resourceid: '/bot.message';
}

/** Any frame that the client sends. */
export type OutboundFrame = BotMessageFrame | CloseSessionFrame | UserEventFrame | ReceiptFrame | PingFrame;
