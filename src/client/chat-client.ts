import type { ChatMessage } from '../conversation/chat-message.js';
import type { ConversationEvents } from '../conversation/conversation-events.js';
import type { Delivery } from '../conversation/delivery.js';
import type { AgentState, TypingState } from '../conversation/presence-state.js';
import type { BotRef } from '../protocol/bot-info.js';
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
  /**
   * For a PIN or a one-time password: `payload` or `text` goes to the platform and nowhere else. People, events and the
   * message see `renderText`, or dots. It is not kept in `storage`: a reload loses it as long as it waits. What the history says of it later is the platform's choice. Default: false.
   */
  secret?: boolean;
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

/** What goes with `request()`. */
export interface PlatformRequest {
  what?: string;
  /** Calls with the same key share the wait that `Retry-After` requests. Default: the path without its query. */
  bucket?: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: object;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** Each event with what its listeners get. */
export interface ChatEvents extends ConversationEvents {
  state: ConnectionState;
}

/** A conversation with one bot, over one connection at a time. Made by `createChatClient`. */
export interface ChatClient {
  /** As it was given to `createChatClient`. */
  readonly bot: BotRef;
  /** The platform, as origin and path prefix, without `/api`: every form of the option `apiUrl` becomes the same. */
  readonly apiUrl: string;
  /**
   * `u-…`: whom the platform has granted the access token to. Undefined before the first grant of this client, and where the
   * platform does not say. When it changes, `messages` begins anew, and what waited for the user of before is rejected.
   */
  readonly userId: string | undefined;
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
   * @throws TokenError, ConnectionError, HttpError when trying again would not help; ConnectionError `aborted` when `signal` is,
   *   with the trouble it was in as its `cause`
   */
  connect(options?: { signal?: AbortSignal }): Promise<void>;

  /** Ends the connection and every timer. Queued messages stay queued; `connect()` goes on with them. */
  disconnect(): Promise<void>;

  /**
   * Tells the client whether somebody has the conversation before them: the window is open and the page is visible. A
   * connection that is lost then is back within seconds; without a message or a watcher, clients leave the platform more
   * room. Default: nobody has.
   *
   * @param options.announces while the page is hidden, somebody is told of news: the connection is checked once in 5 minutes.
   *   Default: as before; at first false, so that a hidden page asks nothing.
   */
  setWatched(watched: boolean, options?: { announces?: boolean }): void;

  /**
   * Accepts a message at once, online or not, and shows it in `messages`.
   *
   * @returns resolves when the platform has acknowledged it
   * @throws DeliveryError when it will not be delivered; the message then has the status `failed`. With the
   *   `cause` `user_changed`, `getJwt` has logged in somebody else meanwhile; a message that was under way may have arrived.
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

  /**
   * Ends the chat with an agent; the bot takes over again (protocol.md §3.2 no. 11).
   *
   * @throws ConnectionError when there is no connection
   */
  endAgentChat(): Promise<void>;

  /**
   * Tells a connected agent that the user is writing, or no longer. Call it with each key: it is told once, and ends by itself
   * after 5 s. Without an agent, or a connection, nothing happens (protocol.md §3.2 nos. 7, 8).
   */
  setTyping(active: boolean): void;

  /** Tells agents that the user has seen their messages; that they arrived is told anyway (protocol.md §3.2 nos. 9, 10). */
  markRead(): void;

  /**
   * Calls the platform with the user's access token, for what this client has no method for: a file, the bot's theme.
   * One attempt; a refused token is exchanged.
   *
   * @param path below `/api/`, for example `websdkthemes/st-1/activetheme`. It stands in errors: put no secret there.
   * @param options.what completes "unable to …" in errors. Default: names the path.
   * @param options.method Default: `POST` with a body, else `GET`.
   * @param options.body an object, sent as JSON; a FormData or a Blob as what it is
   * @param options.timeoutMs milliseconds. Default: `requestTimeoutMs`.
   * @returns the answer's JSON; `{}` where the answer is empty
   * @throws TokenError, HttpError, ConnectionError
   */
  request(path: string, options?: PlatformRequest): Promise<unknown>;

  /** Calls back after each change of messages, state, typing or agent. Gives the function that ends it, and no other. */
  subscribe(listener: () => void): () => void;

  /**
   * Listens to an event. A listener that throws hurts no other. The same function twice hears twice.
   *
   * @returns ends this one; `off` ends all of a function's
   */
  on<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  once<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  off<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): void;
}
