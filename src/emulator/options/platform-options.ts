import type { RequestListener } from 'node:http';
import { Ids } from '../lib/ids.js';
import { createRandom, type Random } from '../lib/random.js';
import { echoBot } from '../sample-bots/echo-bot.js';
import { isLoopback } from '../server/network-address.js';
import { readAllowedHosts, readAllowedOrigins } from '../server/read-allowed.js';
import { type Installation, NO_KEEPER } from '../state/store.js';
import type { Bot, BotHandler, Content } from '../types/bot.js';
import type { FaultRule } from '../types/fault-rule.js';
import type { EmulatorAdminOptions } from './admin-options.js';
import { type AdminSettings, readAdminOptions } from './read-admin-options.js';

/** All of `startEmulator`. Nothing is needed: every option has a default. */
export interface EmulatorOptions {
  /** 0 takes any free port. @default 0 */
  port?: number;
  /**
   * Address to listen on. One of your network, or `0.0.0.0` for all there are, opens the emulator to everybody in reach: it is
   * made for development only. @default '127.0.0.1'
   */
  host?: string;
  /**
   * Pages that may call and open sockets, beside those of loopback origins (`localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`; any
   * port, http or https) and the emulator's own: each as browsers write it, `https://shop.example`. All other pages are answered
   * with 403, and logged once. Requests without a page behind them, as of curl and Node, need no entry. Throws a TypeError for
   * wildcards and for `null`, the origin of every sandboxed frame. @default []
   */
  allowedOrigins?: readonly string[];
  /**
   * Names under which the emulator may be reached, beside loopback names, `host`, and the address a request comes in by:
   * `my-machine.local`, without a port. Others are answered with 403, for anybody can point a name at this machine (DNS
   * rebinding). @default []
   */
  allowedHosts?: readonly string[];
  /** The bot that exists here. @default a made-up one */
  bot?: { name?: string; id?: string; icon?: string };
  /** JWT app. @default made up: read them from the emulator */
  clientId?: string;
  clientSecret?: string;
  /** What answers. @default echoBot */
  script?: Bot | BotHandler;
  /** Said when a session begins (the platform's OnConnect). @default nothing */
  greeting?: Content;
  /** Multiplies the pauses of the bot: 0 for tests that shall not wait. @default 1 */
  pace?: number;
  faults?: readonly FaultRule[];
  /**
   * Serves the inspector at `/_inspect`: everything that happens, and buttons that make things happen. Who reaches the port can
   * use it. @default where `host` is this machine alone
   */
  inspector?: boolean;
  /** The public APIs: apps and their scopes, roles, users, jobs, rate limits. */
  admin?: EmulatorAdminOptions;
  /**
   * A SQLite file in which users, access tokens (their digests), sessions, messages and the jobs of the public APIs outlive
   * the emulator, with bot id, client id and secret where they were made up. It is made if need be, for its owner alone, and
   * nobody else can use it meanwhile. An acknowledged message is in it, whatever then happens to the process. The memory of
   * a bot is not kept, nor what waits to be said. Node 22.13 has what it takes; before, the package `libsql` is needed.
   * @default nothing is kept
   */
  data?: string;
  /**
   * Makes ids, delays and chances repeatable; with `data`, those of the n-th start on that file. Ids are then no secrets.
   * @default none
   */
  seed?: number;
  /** Life of an access token in milliseconds. @default 86400000 (24 h) */
  accessTokenTtlMs?: number;
  /** Life of a socket URL in milliseconds (seeds, step 3). @default 30000 */
  socketUrlTtlMs?: number;
  /** Idle time after which a session ends, in milliseconds (protocol.md §2.2). @default 900000 (15 min) */
  sessionIdleMs?: number;
  /** Refuses a JWT without `jti`, a second use of one, and one that lives longer than an hour (protocol.md §1.2). @default false */
  requireJti?: boolean;
  /** Answers `{type:"ping"}` with `{type:"pong"}`. The platform does not (protocol.md §2.4). @default false */
  answerPings?: boolean;
  /** Takes a repeated `clientMessageId` for the same message: acknowledged, not stored, not answered. @default false */
  dedupe?: boolean;
  /** Gives `userMsgId` in history records. Older platforms do not (seeds). @default true */
  historyUserMsgId?: boolean;
  /** Longest frame in bytes; longer ones close the socket with 1009. @default 1048576 */
  maxFrameBytes?: number;
  /** Longest request body in bytes; longer ones get 413. @default 1048576 */
  maxBodyBytes?: number;
  /** Largest uploaded file in bytes; larger ones get 413. @default 26214400 (25 MiB, protocol.md §1.10) */
  maxFileBytes?: number;
  /**
   * Bytes of uploads under way that are in memory at one time: parts that wait for the others, and as much again for bodies that are
   * being read. With more, the oldest upload of others is dropped, or the body answered with 503. At least twice `maxFileBytes`.
   * @default 104857600 (100 MiB), or four times `maxFileBytes` where that is more
   */
  maxUploadBytes?: number;
  /** Frames that stay in `received`: the newest. @default 50000 */
  maxReceivedFrames?: number;
  /** Bytes of frames that stay in `received`: the newest. @default 67108864 (64 MiB) */
  maxReceivedBytes?: number;
  /**
   * Access tokens that are known, expired ones included; in `data`, too. With one more the oldest is forgotten, and answered
   * like one that never was. @default 100000
   */
  maxAccessTokens?: number;
  /** Time as the platform tells it, in epoch milliseconds. Delays stay real. @default Date */
  clock?: { now(): number };
  /** Gets one line for what a developer should know, without secrets. @default nothing */
  log?: (line: string) => void;
  /** Answers `/` and what the emulator itself does not serve: pages, a token endpoint. @default 404, and at `/` a word of welcome */
  fallback?: RequestListener;
}

/** Options with every default filled in. */
export interface Settings
  extends Required<
    Omit<EmulatorOptions, 'admin' | 'bot' | 'data' | 'greeting' | 'fallback' | 'seed' | 'clock' | 'faults'>
  > {
  bot: { name: string; id: string; icon: string };
  greeting: Content | undefined;
  admin: AdminSettings;
  fallback: RequestListener | undefined;
  faults: readonly FaultRule[];
  now: () => number;
  ids: Ids;
  /** For delays and chances; apart from the ids, so that one more delay changes no id. */
  chance: Random;
}

const HOUR_MS = 3_600_000;
const DEFAULT_FILE_BYTES = 25 * 2 ** 20;

/** Takes the seed of one start to that of the next, far away: ids must not come again. */
const SEED_STEP = 0x9e3779b9;

/**
 * @param installation what there is already, and holds where an option is left out
 * @throws TypeError for an option that cannot be meant
 */
export function toSettings(
  options: EmulatorOptions,
  { starts, names }: Installation = NO_KEEPER.installation,
): Settings {
  const { clock, bot, clientId, clientSecret, fallback, greeting } = options;
  checkNumbers(options);
  if (bot?.id !== undefined && names.botId !== undefined && bot.id !== names.botId) {
    throw new TypeError(
      `unable to start the emulator; ${options.data} is of the bot ${names.botId}, not of ${bot.id}. Leave bot.id out, or name another file in data`,
    );
  }
  const seed = options.seed === undefined ? undefined : (options.seed + starts * SEED_STEP) % 2 ** 32;
  const ids = new Ids(createRandom(seed));
  const botId = bot?.id ?? names.botId ?? ids.of('st');
  const app = {
    clientId: clientId ?? names.clientId ?? ids.of('cs'),
    clientSecret: clientSecret ?? names.clientSecret ?? ids.clientSecret(),
  };
  return {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    allowedOrigins: readAllowedOrigins(options.allowedOrigins ?? []),
    allowedHosts: readAllowedHosts(options.allowedHosts ?? []),
    bot: { name: bot?.name ?? 'Demo Bot', id: botId, icon: bot?.icon ?? '' },
    ...app,
    admin: readAdminOptions(options.admin ?? {}, app),
    script: options.script ?? echoBot,
    greeting,
    pace: options.pace ?? 1,
    faults: options.faults ?? [],
    inspector: options.inspector ?? isLoopback(options.host ?? '127.0.0.1'),
    accessTokenTtlMs: options.accessTokenTtlMs ?? 24 * HOUR_MS,
    socketUrlTtlMs: options.socketUrlTtlMs ?? 30_000,
    sessionIdleMs: options.sessionIdleMs ?? HOUR_MS / 4,
    requireJti: options.requireJti ?? false,
    answerPings: options.answerPings ?? false,
    dedupe: options.dedupe ?? false,
    historyUserMsgId: options.historyUserMsgId ?? true,
    maxFrameBytes: options.maxFrameBytes ?? 2 ** 20,
    maxBodyBytes: options.maxBodyBytes ?? 2 ** 20,
    maxFileBytes: options.maxFileBytes ?? DEFAULT_FILE_BYTES,
    maxUploadBytes: options.maxUploadBytes ?? Math.max(100 * 2 ** 20, 4 * (options.maxFileBytes ?? 0)),
    maxReceivedFrames: options.maxReceivedFrames ?? 50_000,
    maxReceivedBytes: options.maxReceivedBytes ?? 64 * 2 ** 20,
    maxAccessTokens: options.maxAccessTokens ?? 100_000,
    now: clock ? () => clock.now() : () => Date.now(),
    log: options.log ?? (() => {}),
    fallback,
    ids,
    chance: createRandom(seed === undefined ? undefined : seed + 1),
  };
}

/** Name, and least value, of what must be a whole number. */
const WHOLE_NUMBERS = {
  port: 0,
  seed: 0,
  accessTokenTtlMs: 0,
  socketUrlTtlMs: 0,
  sessionIdleMs: 1,
  maxFrameBytes: 1,
  maxBodyBytes: 1,
  maxFileBytes: 1,
  maxUploadBytes: 1,
  maxReceivedFrames: 0,
  maxReceivedBytes: 0,
  maxAccessTokens: 1,
} as const;

function checkNumbers(options: EmulatorOptions): void {
  for (const [name, least] of Object.entries(WHOLE_NUMBERS)) {
    const value = options[name as keyof typeof WHOLE_NUMBERS];
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) continue;
    throw new TypeError(`unable to start the emulator; ${name} must be a whole number from ${least} up, not ${value}`);
  }
  const { pace = 1, maxFileBytes = DEFAULT_FILE_BYTES, maxUploadBytes } = options;
  if (maxUploadBytes !== undefined && maxUploadBytes < 2 * maxFileBytes) {
    throw new TypeError(
      `unable to start the emulator; maxUploadBytes must be at least twice maxFileBytes, which is ${maxFileBytes}`,
    );
  }
  if (!(pace >= 0)) throw new TypeError(`unable to start the emulator; pace must be a number from 0 up, not ${pace}`);
  if (options.clientSecret === '') throw new TypeError('unable to start the emulator; clientSecret must not be empty');
}
