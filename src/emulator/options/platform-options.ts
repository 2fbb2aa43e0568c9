import { Ids } from '../lib/ids.js';
import { createRandom, type Random } from '../lib/random.js';
import { type Installation, NULL_STORE } from '../state/store.js';
import type { Bot, BotHandler, Content } from '../types/bot.js';
import type { FaultRule } from '../types/fault-rule.js';
import type { EmulatorAdminOptions } from './admin-options.js';
import { type AdminSettings, readAdminOptions } from './read-admin-options.js';

/** The options of the platform itself. Those of its server are in `EmulatorOptions`. */
export interface PlatformOptions {
  /** The only bot of this platform. @default a generated one */
  bot?: { name?: string; id?: string; icon?: string };
  /** The client id of the JWT app. @default a generated one: read it from the emulator */
  clientId?: string;
  /** The client secret of the JWT app. @default a generated one: read it from the emulator */
  clientSecret?: string;
  /** The bot, or a function that answers messages. @default echoBot */
  script?: Bot | BotHandler;
  /** What the bot says when a session begins (the platform's OnConnect). @default nothing */
  greeting?: Content;
  /** Multiplies the delays of the bot. 0 suits tests, which should not wait. @default 1 */
  delayFactor?: number;
  /** Fault rules that are active from the start. @default none */
  faults?: readonly FaultRule[];
  /** The public APIs: apps and their scopes, roles, users, jobs, rate limits. */
  admin?: EmulatorAdminOptions;
  /**
   * Makes ids, delays and probabilities repeatable; with `data`, those of the n-th start on that file. Generated ids and secrets
   * can then be guessed. @default none
   */
  seed?: number;
  /** Lifetime of an access token in milliseconds. @default 86400000 (24 h) */
  accessTokenTtlMs?: number;
  /** Lifetime of a socket URL in milliseconds (docs/protocol.md §1.5). @default 30000 */
  socketUrlTtlMs?: number;
  /** Idle time after which a session ends, in milliseconds (protocol.md §2.2). @default 900000 (15 min) */
  sessionIdleMs?: number;
  /**
   * Refuses JWTs without `jti`, JWTs that were used before, and JWTs that live longer than an hour (protocol.md §1.2).
   * @default false
   */
  requireJti?: boolean;
  /** Answers `{type:"ping"}` with `{type:"pong"}`. The platform does not (protocol.md §2.4). @default false */
  answerPings?: boolean;
  /**
   * Treats messages with the same `clientMessageId` as one message: repeated ones are acknowledged, but neither stored nor answered.
   * @default false
   */
  dedupe?: boolean;
  /** Includes `userMsgId` in history records. Older platforms do not (docs/protocol.md §5.1). @default true */
  historyUserMsgId?: boolean;
  /** Longest frame in bytes. Longer ones close the socket with 1009. @default 1048576 */
  maxFrameBytes?: number;
  /** Longest request body in bytes. Longer ones get 413. @default 1048576 */
  maxBodyBytes?: number;
  /** Largest uploaded file in bytes. Larger ones get 413. @default 26214400 (25 MiB, protocol.md §1.10) */
  maxFileBytes?: number;
  /**
   * Bytes of uploads in progress that may be in memory at one time: parts that wait for the others, and as much again for bodies that
   * are being read. Beyond that, the oldest upload of the others is dropped, or the body is answered with 503. At least twice
   * `maxFileBytes`. @default 104857600 (100 MiB), or four times `maxFileBytes` if that is more
   */
  maxUploadBytes?: number;
  /** How many frames `received` holds. Older ones are removed. @default 50000 */
  maxReceivedFrames?: number;
  /** How many bytes of frames `received` holds. Older ones are removed. @default 67108864 (64 MiB) */
  maxReceivedBytes?: number;
  /**
   * How many access tokens are remembered, including expired ones and those in `data`. Beyond that, the oldest is forgotten and
   * answered like an unknown one. @default 100000
   */
  maxAccessTokens?: number;
  /** The time of the platform, in epoch milliseconds. Delays are always in real time. @default Date */
  clock?: { now(): number };
  /** Gets one line for each event that a developer should know of, without secrets. @default does nothing */
  log?: (line: string) => void;
}

/** Options with every default filled in. */
export interface PlatformSettings
  extends Required<Omit<PlatformOptions, 'admin' | 'bot' | 'script' | 'greeting' | 'seed' | 'clock'>> {
  bot: { name: string; id: string; icon: string };
  greeting: Content | undefined;
  admin: AdminSettings;
  now: () => number;
  ids: Ids;
  /** For delays and probabilities. Separate from the ids, so that one more delay changes no id. */
  random: Random;
}

const HOUR_MS = 3_600_000;
const DEFAULT_FILE_BYTES = 25 * 2 ** 20;

/** The distance between the seeds of two starts. It is large, so that ids do not repeat. */
const SEED_STEP = 0x9e3779b9;

/**
 * @param installation gives names for options that are left out
 * @throws TypeError for an option with an impossible value
 */
export function toPlatformSettings(
  options: PlatformOptions,
  { source, starts, names }: Installation = NULL_STORE.installation,
): PlatformSettings {
  const { clock, bot, clientId, clientSecret, greeting } = options;
  checkNumbers(options);
  if (bot?.id !== undefined && names.botId !== undefined && bot.id !== names.botId) {
    throw new TypeError(
      `unable to start the emulator; ${source} belongs to the bot ${names.botId}, not to ${bot.id}. Leave bot.id out, or name another file in data`,
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
    bot: { name: bot?.name ?? 'Demo Bot', id: botId, icon: bot?.icon ?? '' },
    ...app,
    admin: readAdminOptions(options.admin ?? {}, app),
    greeting,
    delayFactor: options.delayFactor ?? 1,
    faults: options.faults ?? [],
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
    ids,
    random: createRandom(seed === undefined ? undefined : seed + 1),
  };
}

/** The options that must be whole numbers, with their smallest values. */
const WHOLE_NUMBERS = {
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

function checkNumbers(options: PlatformOptions): void {
  for (const [name, least] of Object.entries(WHOLE_NUMBERS)) {
    checkWholeNumber(name, options[name as keyof typeof WHOLE_NUMBERS], least);
  }
  const { delayFactor = 1, maxFileBytes = DEFAULT_FILE_BYTES, maxUploadBytes } = options;
  if (maxUploadBytes !== undefined && maxUploadBytes < 2 * maxFileBytes) {
    throw new TypeError(
      `unable to start the emulator; maxUploadBytes must be at least twice maxFileBytes, which is ${maxFileBytes}`,
    );
  }
  if (!(delayFactor >= 0))
    throw new TypeError(`unable to start the emulator; delayFactor must be a number from 0 up, not ${delayFactor}`);
  if (options.clientSecret === '') throw new TypeError('unable to start the emulator; clientSecret must not be empty');
}

/** @throws TypeError for a value that is neither undefined nor a whole number from `least` up */
export function checkWholeNumber(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw new TypeError(`unable to start the emulator; ${name} must be a whole number from ${least} up, not ${value}`);
}
