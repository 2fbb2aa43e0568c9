/// <reference lib="esnext.disposable" preserve="true" />
import type { ChatMessage } from '../conversation/chat-message.js';
import type { ConversationEvents } from '../conversation/conversation-events.js';
import type { Delivery } from '../conversation/delivery.js';
import type { AgentState, TypingState } from '../conversation/presence-state.js';
import type { ListenerOptions } from '../events/event-bus.js';
import type { BotRef } from '../protocol/bot-info.js';
import type { CustomData } from '../protocol/extensions.js';
import type { Attachment } from '../protocol/outbound.js';
import type { ConnectionState } from '../rtm/connection-state.js';

/** Input of `send()`. A string is short for `{ text }`. At least one of text, payload and attachments must be given. */
export interface SendInput {
  /** What the user wrote. */
  text?: string;
  /** What people see instead of the payload, for example the title of the button that sends it. */
  renderText?: string;
  /** What the bot receives instead of `text`. An object is sent as JSON. */
  payload?: string | Record<string, unknown>;
  attachments?: Attachment[];
  customData?: CustomData;
  metaTags?: unknown;
  /**
   * For a PIN or a one-time password: `payload` or `text` goes to the platform and nowhere else. People, events and the message
   * contain `renderText`, or dots. The message is not written to `storage`, so that a reload discards it while it is queued. What
   * the history later shows is decided by the platform.
   *
   * @default false
   */
  secret?: boolean;
}

/** Result of `loadHistory()`. */
export interface LoadedHistory {
  /** The messages that this call added, oldest first. */
  readonly messages: readonly ChatMessage[];
  /** True if older messages can be loaded. */
  readonly hasMore: boolean;
  /** Number of messages on the platform, as reported by the platform. */
  readonly total: number;
}

/** Options of `request()`. */
export interface PlatformRequest {
  /** Completes "unable to …" in errors. It appears in errors and logs: do not put a secret into it. @default names the path */
  operation?: string;
  /** Calls with the same key share the wait that `Retry-After` requests. @default the path without its query */
  bucket?: string;
  /** @default `POST` with a body, else `GET` */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** An object is sent as JSON, a FormData or a Blob as it is. */
  body?: object;
  signal?: AbortSignal;
  /** In milliseconds. @default the option `requestTimeoutMs` */
  timeoutMs?: number;
}

/** A change of the connection's state. */
export interface StateChange {
  /** The same object as `client.state` when the event is emitted. */
  readonly current: ConnectionState;
  readonly previous: ConnectionState;
}

/** The events of a client, each with the value that its listeners receive. */
export interface ChatEvents extends ConversationEvents {
  /** The state of the connection has changed. */
  state: StateChange;
}

/** A conversation with one bot, over one connection at a time. Created by `createChatClient()`. */
export interface ChatClient {
  /** The option `bot` of `createChatClient()`. */
  readonly bot: BotRef;
  /** The platform, as origin and path prefix, without `/api`: the same for every form of the option `apiUrl`. */
  readonly apiUrl: string;
  /**
   * The user to whom the platform has granted the access token, `u-…`. Undefined before the first grant of this client, and if the
   * platform does not name one. When it changes, `messages` is cleared, and pending calls of the previous user reject.
   */
  readonly userId: string | undefined;
  /** In order, without duplicates. The reference stays the same until something changes. */
  readonly messages: readonly ChatMessage[];
  readonly state: ConnectionState;
  readonly typing: TypingState;
  readonly agent: AgentState;

  /**
   * Connects, and stays connected: a lost connection is replaced without further calls. Each call waits for itself: an aborted
   * `signal` rejects only its own call, and ends the attempt to connect if no other call waits for it.
   *
   * @returns resolves when messages can be sent and received
   * @throws TokenError, ConnectionError or HttpError if further attempts would not help; ConnectionError `XO_ABORTED` if `signal` is
   *   aborted, with the last failure of the connection as its `cause`
   */
  connect(options?: { signal?: AbortSignal }): Promise<void>;

  /** Ends the connection and all timers. Queued messages stay queued; `connect()` continues with them. */
  disconnect(): Promise<void>;

  /** Calls `disconnect()`, at the end of a block that begins with `await using client = createChatClient(…)`. */
  [Symbol.asyncDispose](): Promise<void>;

  /**
   * Tells the client whether someone is looking at the conversation, because the window is open and the page is visible. A lost
   * connection is then replaced within seconds; without a queued message or a watcher, clients leave the platform more time.
   * Initially false.
   *
   * @param options.announces while the page is hidden, new messages are announced (by a notification, for example): the connection
   *   is then probed every 5 minutes. @default the previous value; initially false, so that a hidden page sends no requests
   */
  setWatched(watched: boolean, options?: { announces?: boolean }): void;

  /**
   * Accepts a message at once, online or offline, and adds it to `messages`.
   *
   * @returns resolves when the platform has acknowledged it
   * @throws DeliveryError if it will not be delivered; the message then has the status `failed`. If its `cause` has the code
   *   `XO_USER_CHANGED`, `getJwt` has meanwhile logged in another user; a message that was on its way may have arrived.
   */
  send(input: string | SendInput, options?: { signal?: AbortSignal }): Promise<Delivery>;

  /** Returns the message with this `id`, or undefined if there is none. */
  getMessage(id: string): ChatMessage | undefined;

  /**
   * Loads the next older page of the history into `messages`.
   *
   * @param options.limit number of messages to request, 1–100. @default 20
   * @throws ConnectionError `XO_ABORTED` if `signal` is aborted or the client is disconnected meanwhile; TokenError, HttpError or
   *   ProtocolError if the page cannot be read
   */
  loadHistory(options?: { limit?: number; signal?: AbortSignal }): Promise<LoadedHistory>;

  /**
   * Queues a failed message again, with the same `clientMessageId`.
   *
   * @param id `id` of the message, or `messageId` of the DeliveryError
   * @returns resolves when the platform has acknowledged it
   * @throws DeliveryError if it will not be delivered, or if no failed message has this id (`XO_MESSAGE_UNKNOWN`). The promise of
   *   `send()` keeps its own result
   */
  retry(id: string): Promise<Delivery>;

  /** Withdraws a queued message (its promise rejects), or removes a failed one. @returns false if it is too late */
  discard(id: string): boolean;

  /**
   * Ends the conversation session on the platform (docs/protocol.md §3.2 no. 15). The connection stays open.
   *
   * @throws ConnectionError if there is no connection
   */
  closeSession(): Promise<void>;

  /**
   * Ends the chat with an agent; the bot takes over again (docs/protocol.md §3.2 no. 11).
   *
   * @throws ConnectionError if there is no connection
   */
  endAgentChat(): Promise<void>;

  /**
   * Tells a connected agent that the user is writing, or has stopped. Call it on every key press: it is sent once, and expires
   * after 5 s. Without an agent or a connection, it does nothing (docs/protocol.md §3.2 nos. 7, 8).
   */
  setTyping(active: boolean): void;

  /** Tells agents that the user has read their messages. Their arrival is reported anyway (docs/protocol.md §3.2 nos. 9, 10). */
  markRead(): void;

  /**
   * Calls the platform with the user's access token, for endpoints that this client has no method for, such as files or the bot's
   * theme. Makes one attempt; if the platform rejects the token, it makes another one with a new token.
   *
   * @typeParam Answer the expected type of the answer, which is not checked
   * @param path below `/api/`, for example `websdkthemes/st-1/activetheme`. It appears in errors: do not put a secret into it.
   * @returns the answer's JSON; `{}` if the answer is empty
   * @throws TokenError, HttpError or ConnectionError
   */
  request<Answer = unknown>(path: string, options?: PlatformRequest): Promise<Answer>;

  /**
   * Registers a listener that is called after each change of messages, state, typing, agent or `userId`.
   *
   * @returns removes this listener
   */
  subscribe(listener: () => void): () => void;

  /**
   * Registers a listener for an event. A listener that throws does not affect the others. Registering the same function twice
   * calls it twice.
   *
   * @param options.signal removes this registration when it is aborted
   * @returns removes this registration; `off()` removes all registrations of a function. A removed one is not called any more, even
   *   if the event is just being emitted
   * @throws ConfigError if `listener` is not a function
   */
  on<Name extends keyof ChatEvents>(
    name: Name,
    listener: (event: ChatEvents[Name]) => void,
    options?: ListenerOptions,
  ): () => void;
  /** Like `on()`, for the next event only. */
  once<Name extends keyof ChatEvents>(
    name: Name,
    listener: (event: ChatEvents[Name]) => void,
    options?: ListenerOptions,
  ): () => void;
  /**
   * Without a listener: resolves with the next event, for example `await client.once('bot_response')`.
   *
   * @throws ConnectionError `XO_ABORTED` if `signal` is aborted before
   */
  once<Name extends keyof ChatEvents>(name: Name, options?: ListenerOptions): Promise<ChatEvents[Name]>;
  /** Removes all registrations of a function. */
  off<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): void;
}
