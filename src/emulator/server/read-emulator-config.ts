import { isObject } from '../../lib/json.js';
import { type Check, checkFields, flag, optionError, text, whole } from '../lib/check-fields.js';
import type { EmulatorOptions } from './emulator-options.js';

/** The options that can be written as JSON. */
export type EmulatorConfig = Pick<
  EmulatorOptions,
  | 'port'
  | 'host'
  | 'allowedOrigins'
  | 'allowedHosts'
  | 'bot'
  | 'clientId'
  | 'clientSecret'
  | 'data'
  | 'greeting'
  | 'faults'
  | 'inspector'
  | 'admin'
  | 'seed'
  | 'accessTokenTtlMs'
  | 'socketUrlTtlMs'
  | 'sessionIdleMs'
  | 'requireJti'
  | 'answerPings'
  | 'dedupe'
  | 'historyUserMsgId'
  | 'maxFrameBytes'
  | 'maxBodyBytes'
  | 'maxFileBytes'
  | 'maxUploadBytes'
  | 'maxReceivedFrames'
  | 'maxReceivedBytes'
  | 'maxAccessTokens'
>;

const list: Check = (value) => (Array.isArray(value) ? undefined : 'a list');
const object: Check = (value) => (isObject(value) ? undefined : 'an object');

const OPTIONS: Record<keyof EmulatorConfig, Check> = {
  port: whole(0),
  host: text,
  allowedOrigins: list,
  allowedHosts: list,
  bot: object,
  clientId: text,
  clientSecret: text,
  data: text,
  greeting: (value) => (typeof value === 'string' || isObject(value) ? undefined : 'a text or a template'),
  faults: (value) => (Array.isArray(value) ? undefined : 'a list of fault rules'),
  inspector: flag,
  admin: object,
  seed: whole(0),
  accessTokenTtlMs: whole(0),
  socketUrlTtlMs: whole(0),
  sessionIdleMs: whole(1),
  requireJti: flag,
  answerPings: flag,
  dedupe: flag,
  historyUserMsgId: flag,
  maxFrameBytes: whole(1),
  maxBodyBytes: whole(1),
  maxFileBytes: whole(1),
  maxUploadBytes: whole(1),
  maxReceivedFrames: whole(0),
  maxReceivedBytes: whole(0),
  maxAccessTokens: whole(1),
};
const BOT: Record<string, Check> = { name: text, id: text, icon: text };

/**
 * Checks a parsed JSON file, whose values can then be passed to `startEmulator`. That checks `admin`, `faults` and the allowed origins and
 * hosts in detail.
 *
 * @throws TypeError that names the field and describes valid values
 */
export function readEmulatorConfig(config: unknown): EmulatorConfig {
  if (!isObject(config)) throw optionError('the configuration must be an object');
  checkFields('', config, OPTIONS);
  if (isObject(config.bot)) checkFields('bot.', config.bot, BOT);
  return config;
}
