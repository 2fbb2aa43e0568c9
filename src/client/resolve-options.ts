import type { GetJwt } from '../auth/token-service.js';
import { ConfigError } from '../errors/index.js';
import { systemClock } from '../lib/clock.js';
import { bareObject, copyJson, MAX_JSON_LENGTH } from '../lib/json.js';
import { toLog } from '../lib/logger.js';
import { type BotInfo, toBotInfo } from '../protocol/bot-info.js';
import { normaliseApiUrl, readOrigins } from '../protocol/endpoints.js';
import type { WebSocketConstructor } from '../rtm/socket.js';
import { findMistypedOption } from './find-mistyped-option.js';
import { loadLateParts } from './load-late-parts.js';
import type { ChatClientOptions } from './options.js';
import type { SignalSource } from './signals.js';

/** Checks the options and adds the defaults. @throws ConfigError that names the invalid option */
export function resolveOptions(options: ChatClientOptions) {
  // An option that is undefined or null has its default. Without locks and without a storage of the tab are choices.
  const given = Object.fromEntries(
    Object.entries(options ?? {}).filter(([name, value]) => value != null || /^(locks|tab)/.test(name)),
  ) as unknown as ChatClientOptions;
  const runtime: {
    fetch?: ChatClientOptions['fetch'];
    WebSocket?: WebSocketConstructor;
    navigator?: { readonly language?: string; readonly locks?: ChatClientOptions['locks'] };
  } = globalThis;
  const defaults = {
    language: 'en',
    locale: runtime.navigator?.language ?? 'en',
    secureRtm: true,
    allowInsecure: false,
    requestTimeoutMs: 15_000,
    ackTimeoutMs: 8_000,
    queueLimit: 500,
    gapLimit: 1_000,
    historyLagMs: 5_000,
    maxAnswerLength: MAX_JSON_LENGTH,
    clock: systemClock,
    random: Math.random,
    signals: globalThis as Partial<SignalSource>,
    locks: runtime.navigator?.locks,
  };
  const resolved = bareObject({
    ...defaults,
    fetch: runtime.fetch?.bind(globalThis),
    WebSocket: runtime.WebSocket,
    ...given,
  });
  const { bot, fetch, WebSocket, jwtUrl, jwtCredentials: credentials } = resolved;
  let { getJwt } = resolved;
  if (!getJwt && jwtUrl) {
    getJwt = async (request) => (await loadLateParts()).createJwtEndpoint(jwtUrl, { credentials, fetch })(request);
    // At once, because the network is there: it has just brought this code.
    loadLateParts().catch(() => {});
  }
  const wrong = !bot?.name || !bot.id ? 'bot.name and bot.id' : typeof getJwt !== 'function' ? 'getJwt or jwtUrl' : '';
  const configError = (why: string) => new ConfigError('XO_CONFIG_INVALID', `unable to make a chat client; ${why}`);
  if (wrong) throw configError(`${wrong} must be given`);
  const mistyped = findMistypedOption(resolved, defaults);
  if (mistyped) throw configError(mistyped);
  if (typeof fetch !== 'function' || typeof WebSocket !== 'function') {
    throw new ConfigError('XO_CONFIG_ENVIRONMENT', 'unable to make a chat client; there is no fetch or no WebSocket');
  }
  const botInfo = copyJson(toBotInfo(bareObject({ ...bot })));
  if (!botInfo) throw configError('bot.customData and bot.metaTags must be JSON, and not nested too deeply');
  const allowedPlatforms = readOrigins(resolved.allowedPlatforms);
  const base = normaliseApiUrl(resolved.apiUrl, { ...resolved, allowedPlatforms });
  return Object.assign(resolved, {
    fetch,
    WebSocket,
    getJwt: getJwt as GetJwt,
    botInfo: botInfo as BotInfo,
    base,
    allowedPlatforms,
    log: toLog(resolved.logger),
  });
}
