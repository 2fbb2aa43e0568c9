import type { ChatMessage } from '../conversation/chat-message.js';
import type { XoError } from '../errors/index.js';
import type { HistoryPage } from '../protocol/history.js';
import type {
  AckFrame,
  BotResponseFrame,
  EventsFrame,
  NoticeFrame,
  UnknownFrame,
  UserMessageFrame,
} from '../protocol/inbound.js';
import type { Attachment, BotMessageFrame } from '../protocol/outbound.js';
import type { ConnectionState } from '../rtm/connection-state.js';

/** What can be sent. A string is short for `{ text }`. At least one of text, payload and attachments must be there. */
export interface SendInput {
  /** What the user wrote. */
  text?: string;
  /** What people see instead, for example the title of the button that sends a payload. */
  renderText?: string;
  /** What the bot reads; an object is sent as JSON. Goes before `text`. */
  payload?: string | Record<string, unknown>;
  attachments?: Attachment[];
  customData?: Record<string, unknown>;
  metaTags?: unknown;
}

export interface Delivery {
  /** `id` of the message in `client.messages`. */
  readonly id: string;
  readonly status: 'delivered';
}

export interface LoadedHistory {
  /** The messages that this call added, oldest first. */
  readonly messages: readonly ChatMessage[];
  /** True while older messages can be loaded. */
  readonly moreAvailable: boolean;
  /** Messages on the platform, as it says. */
  readonly total: number;
}

/** Somebody on the other side is writing. */
export interface TypingState {
  readonly active: boolean;
  readonly from?: 'bot' | 'agent';
}

/** The human agent who has taken over, if any. */
export interface AgentState {
  readonly connected: boolean;
  readonly name?: string;
  readonly picture?: string;
}

/** Each event with what its listeners get. */
export interface ChatEvents {
  /** A frame with a message of the user went out. */
  'bot.message': BotMessageFrame;
  ack: AckFrame;
  bot_response: BotResponseFrame;
  user_message: UserMessageFrame;
  /** What the platform announces beside messages: agent, typing, session, forms, language. Told apart by `type`. */
  events: EventsFrame | NoticeFrame;
  unknown: UnknownFrame;
  /** A page of the history arrived. */
  history: HistoryPage;
  /** A message was added to `client.messages`, or changed. */
  message: ChatMessage;
  state: ConnectionState;
  typing: TypingState;
  /** Something went wrong that no promise reports. The client goes on unless `state` says otherwise. */
  error: XoError;
}

/** A conversation with one bot, over one connection at a time. Made by `createChatClient`. */
export interface ChatClient {
  /** Ordered, without doubles. The same reference until something changes. */
  readonly messages: readonly ChatMessage[];
  readonly state: ConnectionState;
  readonly typing: TypingState;
  readonly agent: AgentState;

  /**
   * Connects, and stays connected: a lost connection is replaced without further calls.
   * A second call while connecting gives the same promise.
   *
   * @returns resolves when messages can flow
   * @throws TokenError, ConnectionError, HttpError when trying again would not help, or `signal` is aborted
   */
  connect(options?: { signal?: AbortSignal }): Promise<void>;

  /** Ends the connection and every timer. Queued messages stay queued; `connect()` goes on with them. */
  disconnect(): Promise<void>;

  /**
   * Accepts a message at once, online or not, and shows it in `messages`.
   *
   * @returns resolves when the platform has acknowledged it
   * @throws DeliveryError when it will not be delivered; the message then has the status `failed`
   */
  send(input: string | SendInput, options?: { signal?: AbortSignal }): Promise<Delivery>;

  /**
   * Loads the next older page of the history into `messages`.
   *
   * @param options.limit messages to ask for, 1–100. Default 20.
   */
  loadHistory(options?: { limit?: number; signal?: AbortSignal }): Promise<LoadedHistory>;

  /** Ends the conversation session on the platform (protocol.md §3.2 no. 15). The connection stays. */
  closeSession(): Promise<void>;

  /** Calls back after each change of messages, state, typing or agent. Gives the function that ends it. */
  subscribe(listener: () => void): () => void;

  /** Listens to an event. A listener that throws hurts no other. Gives the function that ends it. */
  on<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  once<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  off<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): void;
}
