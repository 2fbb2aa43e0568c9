import type { GetJwt } from '../auth/token-service.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import type { BotRef } from '../protocol/bot-info.js';
import type { ConnectionMode } from '../protocol/endpoints.js';
import type { WebSocketConstructor } from '../rtm/socket.js';
import type { SignalSource } from './signals.js';

/** What the client needs of `localStorage`, `sessionStorage` or an asynchronous stand-in. */
export interface StorageLike {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

/** What the client needs of `navigator.locks`. */
export interface LockManagerLike {
  request<Result>(
    name: string,
    options: { ifAvailable?: boolean },
    callback: (lock: unknown) => Promise<Result>,
  ): Promise<Result>;
}

/** What `createChatClient` takes. An option that is left out, or undefined, has its default. */
export interface ChatClientOptions {
  /**
   * `https://host`, `https://host/api/` or `https://host/api/1.1/`: all are the same platform. Begins with `https:`, so that no token travels in clear text. `http:` is for your own machine (`localhost`, `127.0.0.1`,
   * `[::1]`), or with `allowInsecure`. User and password in it are refused.
   */
  apiUrl: string;
  /** What it holds is copied when the client is made. `customData` and `metaTags` must be JSON. */
  bot: BotRef;
  /**
   * Accepts `http:` and `ws:` also beyond your own machine: tokens and messages can then be read on the way.
   * @default false: such an `apiUrl` is a ConfigError, and such a socket address ends in the state `failed`
   */
  allowInsecure?: boolean;
  /**
   * The only platforms that may get a token: origins such as `https://platform.kore.ai`. `apiUrl` must belong to one of
   * them (else ConfigError), and so must the socket's address that the platform answers with (else the state `failed`).
   * @default any
   */
  allowedPlatforms?: readonly string[];
  /** Asks your server for a JWT. Called once per access token, never more often than the platform needs. */
  getJwt: GetJwt;
  /** @default globalThis.WebSocket. In Node below 22 pass the one of the package `ws`. */
  WebSocket?: WebSocketConstructor;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /**
   * Keeps queued messages, and how far the history was read, over a reload, a crash or a restart: `localStorage`, or anything
   * like it. Per platform, bot and user; never a token. Several tabs may share it: none sends what another one sends.
   * @default none
   */
  storage?: StorageLike;
  /**
   * Where `storage` is given: keeps in this tab what was accepted before the first grant, when its user is not known yet. The
   * next page of the tab does not send it; the chat window offers it as a draft. null: none.
   * @default sessionStorage, in a page
   */
  tabStorage?: StorageLike | null;
  /** Web Locks, which tell whether another tab is alive; null: none. @default navigator.locks; without it, leases in the storage tell */
  locks?: LockManagerLike | null;
  /** @default none: the platform decides, and starts a new session after a reload */
  connectionMode?: ConnectionMode;
  /** Language of the bot, sent with rtm/start (protocol.md §1.5). @default 'en' */
  language?: string;
  /** BCP 47 tag in every frame's `meta`. @default the runtime's */
  locale?: string;
  /** Secure RTM: sub-protocols with JWT and nonce (protocol.md §2.3). False for installations that lack it. @default true */
  secureRtm?: boolean;
  /** Sends a delivery receipt for each bot message (protocol.md §3.2 no. 5). @default false */
  deliveryReceipts?: boolean;
  /** How long one REST call may take, in milliseconds. @default 15000 */
  requestTimeoutMs?: number;
  /** How long a message may wait for its ack before the connection is suspect, in milliseconds. @default 8000 */
  ackTimeoutMs?: number;
  /** How many messages may wait to be delivered. @default 500 */
  queueLimit?: number;
  /** How many missed messages are fetched after a reconnect; of more, the newest are, and a `gap` marker says so. @default 1000 */
  gapLimit?: number;
  /**
   * How long a message may take from its ack until the history shows it, in milliseconds. Where longer lags are seen, the
   * client adapts. A message in doubt that the history does not show is sent again after this time.
   * @default 5000
   */
  historyLagMs?: number;
  /**
   * How long an answer of the platform may be, in characters (UTF-16). A page of the history that is longer is asked for in halves.
   * @default 8388608; in Node 67108864
   */
  maxAnswerLength?: number;
  /** Receives diagnostics, without secrets. `console` is one. @default writes warnings and errors to the console */
  logger?: Logger;
  /** Time, for tests. @default the system's */
  clock?: Clock;
  /** Numbers from 0 up to 1 for jitter and message ids, for tests. @default Math.random */
  random?: () => number;
  /** Where `online`, `offline`, `visibilitychange` and `pageshow` are heard. @default globalThis, where it has events */
  signals?: SignalSource;
}
