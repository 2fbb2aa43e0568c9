import type { ChatMessage } from '../conversation/chat-message.js';
import type { ConversationEvents } from '../conversation/conversation-events.js';
import type { Delivery } from '../conversation/delivery.js';
import type { AgentState, TypingState } from '../conversation/presence-state.js';
import type { Attachment } from '../protocol/outbound.js';
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

/** What `loadHistory()` gives. */
export interface LoadedHistory {
  /** The messages that this call added, oldest first. */
  readonly messages: readonly ChatMessage[];
  /** True while older messages can be loaded. */
  readonly moreAvailable: boolean;
  /** Messages on the platform, as it says. */
  readonly total: number;
}

/** Each event with what its listeners get. */
export interface ChatEvents extends ConversationEvents {
  state: ConnectionState;
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

  /** Queues a failed message again, under its old number. @returns false when there is no such message */
  retry(id: string): boolean;

  /** Takes back a queued message (its promise rejects), or removes a failed one. @returns false when it is too late */
  discard(id: string): boolean;

  /**
   * Ends the conversation session on the platform (protocol.md §3.2 no. 15). The connection stays.
   *
   * @throws ConnectionError when there is no connection
   */
  closeSession(): Promise<void>;

  /** Calls back after each change of messages, state, typing or agent. Gives the function that ends it. */
  subscribe(listener: () => void): () => void;

  /** Listens to an event. A listener that throws hurts no other. Gives the function that ends it. */
  on<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  once<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  off<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): void;
}
