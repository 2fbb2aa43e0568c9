import { ConfigError } from '../errors/index.js';
import { systemClock } from '../lib/clock.js';
import { consoleLogger } from '../lib/logger.js';
import { normaliseApiUrl } from '../protocol/endpoints.js';
import type { WebSocketConstructor } from '../rtm/socket.js';
import type { ChatClientOptions } from './options.js';
import type { SignalSource } from './signals.js';

/** Checks the options and fills in what is left out. @throws ConfigError that names the option */
export function resolveOptions(options: ChatClientOptions) {
  const { bot, getJwt, apiUrl } = options ?? {};
  const wrong = (what: string) => new ConfigError('config_invalid', `unable to make a chat client; ${what}`);
  if (!bot?.name || !bot.id) throw wrong('bot needs a name and an id (st-…)');
  if (typeof getJwt !== 'function') throw wrong('getJwt must be a function that gives a JWT');
  const base = normaliseApiUrl(apiUrl);

  const runtime: { fetch?: ChatClientOptions['fetch']; WebSocket?: WebSocketConstructor } = globalThis;
  const fetch = options.fetch ?? runtime.fetch?.bind(globalThis);
  const WebSocket = options.WebSocket ?? runtime.WebSocket;
  if (!fetch || !WebSocket) {
    throw new ConfigError(
      'config_environment',
      `unable to make a chat client; this runtime has no ${fetch ? 'WebSocket' : 'fetch'}`,
    );
  }
  return {
    language: 'en',
    locale: globalThis.navigator?.language ?? 'en',
    secureRtm: true,
    deliveryReceipts: false,
    requestTimeoutMs: 15_000,
    ackTimeoutMs: 8_000,
    queueLimit: 500,
    gapLimit: 1_000,
    logger: consoleLogger,
    clock: systemClock,
    random: Math.random,
    signals: globalThis as Partial<SignalSource>,
    connectionMode: undefined,
    ...options,
    fetch,
    WebSocket,
    base,
  };
}
