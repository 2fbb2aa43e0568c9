import type { GetJwt } from '../auth/token-service.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import type { BotRef } from '../protocol/bot-info.js';
import type { ConnectionMode } from '../protocol/endpoints.js';
import type { WebSocketConstructor } from '../rtm/socket.js';
import type { SignalSource } from './signals.js';

/** The part of `localStorage`, `sessionStorage` or an asynchronous replacement that the client uses. */
export interface StorageLike {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

/** The part of `navigator.locks` that the client uses. */
export interface LockManagerLike {
  request<Result>(
    name: string,
    options: { ifAvailable?: boolean },
    callback: (lock: unknown) => Promise<Result>,
  ): Promise<Result>;
}

/**
 * Options of `createChatClient()`. `apiUrl`, `bot` and one of `getJwt` and `jwtUrl` are required. An option that is left out,
 * undefined or null has its default; where null has another meaning, the option says so. Numbers must be finite and not negative.
 */
export interface ChatClientOptions {
  /**
   * Address of the platform: `https://host`, `https://host/api/` and `https://host/api/1.1/` all mean the same. It must begin with
   * `https:`, so that no token is sent in clear text; `http:` is allowed for the local machine (`localhost`, `127.0.0.1`, `[::1]`),
   * or with `allowInsecure`. It may not contain a user or password.
   */
  apiUrl: string;
  /** Copied when the client is created. `customData` and `metaTags` must be JSON. */
  bot: BotRef;
  /**
   * Also allows `http:` and `ws:` beyond the local machine. Others on the network can then read tokens and messages.
   * @default false: such an `apiUrl` throws a ConfigError, and such a socket URL ends in the state `failed`
   */
  allowInsecure?: boolean;
  /**
   * The only platforms that may receive a token, as origins such as `https://platform.kore.ai`. An `apiUrl` that is not among them
   * throws a ConfigError, and a socket URL that is not among them ends in the state `failed`.
   * @default any
   */
  allowedPlatforms?: readonly string[];
  /** Requests a JWT from your server. Called once for each access token, and not more often than the platform requires. */
  getJwt?: GetJwt | undefined;
  /**
   * Address of your token endpoint, used unless `getJwt` is given: it answers `POST {}` with `{ "jwt": "…" }`, as
   * `createTokenHandler()` of `xo-rtm/server` does. In a page it may be relative to the page.
   */
  jwtUrl?: string | undefined;
  /**
   * Whether requests to `jwtUrl` send cookies. Use `include` if the endpoint is on another origin and identifies the user by a
   * cookie.
   * @default 'same-origin'
   */
  jwtCredentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** @default globalThis.WebSocket; in Node before version 22 the one of the package `ws` */
  WebSocket?: WebSocketConstructor;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /**
   * Stores queued messages, and how far the history was read, so that they survive a reload, a crash or a restart: `localStorage`,
   * or an object like it. Entries belong to one platform, bot and user, and never contain a token. Several tabs may share a
   * storage: each message is sent by one of them.
   * @default none
   */
  storage?: StorageLike;
  /**
   * Used with `storage`: stores messages that this tab accepts before the first grant, when their user is not known yet. The next
   * page of the tab does not send them; the chat window offers them as a draft. null: none.
   * @default sessionStorage, in a page
   */
  tabStorage?: StorageLike | null;
  /** Web Locks, by which tabs find out whether another one still runs. null: leases in `storage` are used. @default navigator.locks */
  locks?: LockManagerLike | null;
  /** What happens to a running session when a page connects. @default none: the platform decides, and starts a new session after a reload */
  connectionMode?: ConnectionMode;
  /** Language of the bot, sent with rtm/start (docs/protocol.md §1.5). @default 'en' */
  language?: string;
  /** BCP 47 tag, sent in the `meta` of every frame. @default the language of the runtime, else 'en' */
  locale?: string;
  /** Secure RTM: sub-protocols with JWT and nonce (docs/protocol.md §2.3). Set it to false for installations without it. @default true */
  secureRtm?: boolean;
  /** Sends a delivery receipt for each message of the bot (docs/protocol.md §3.2). @default false */
  deliveryReceipts?: boolean;
  /** Time limit of a REST call, in milliseconds. @default 15000 */
  requestTimeoutMs?: number;
  /** How long a message waits for its ack before the connection counts as broken, in milliseconds. @default 8000 */
  ackTimeoutMs?: number;
  /** Number of messages that can wait for their delivery. Further ones are rejected with `XO_QUEUE_FULL`. @default 500 */
  queueLimit?: number;
  /** Number of missed messages that are loaded after a reconnect. If there are more, a `gap` marker takes the place of the older ones. @default 1000 */
  gapLimit?: number;
  /**
   * How long a record may take after its ack to appear in the history, in milliseconds. The client adapts to longer lags that it
   * observes. A message in doubt that the history does not show is sent again after this time.
   * @default 5000
   */
  historyLagMs?: number;
  /**
   * Maximum length of an answer of the platform, in UTF-16 units. A longer page of the history is requested in halves.
   * @default 8388608; in Node 67108864
   */
  maxAnswerLength?: number;
  /** Receives diagnostics without secrets, for example `console`. @default writes warnings and errors to the console */
  logger?: Logger;
  /** The source of time, for tests. @default the clock of the system */
  clock?: Clock;
  /** Returns numbers from 0 up to 1, for jitter and message ids; replaced in tests. @default Math.random */
  random?: () => number;
  /** Where the client listens for `online`, `offline`, `visibilitychange` and `pageshow`. @default globalThis, if it has events */
  signals?: SignalSource;
}
