import leven from 'leven';
import type { Log } from '../../lib/logger.js';
import type { ChatFeatures } from './chat-features.js';
import type { MountOptions } from './chat-options.js';

/** Every option, so that the compiler reports one that is missing here. */
const OPTIONS = {
  apiUrl: 0,
  bot: 0,
  allowInsecure: 0,
  allowedPlatforms: 0,
  getJwt: 0,
  WebSocket: 0,
  fetch: 0,
  storage: 0,
  tabStorage: 0,
  locks: 0,
  connectionMode: 0,
  language: 0,
  locale: 0,
  secureRtm: 0,
  deliveryReceipts: 0,
  requestTimeoutMs: 0,
  ackTimeoutMs: 0,
  queueLimit: 0,
  gapLimit: 0,
  historyLagMs: 0,
  maxAnswerLength: 0,
  logger: 0,
  clock: 0,
  random: 0,
  signals: 0,
  jwtUrl: 0,
  jwtCredentials: 0,
  metaLocale: 0,
  target: 0,
  client: 0,
  open: 0,
  preconnect: 0,
  features: 0,
  theme: 0,
  mode: 0,
} satisfies Record<keyof MountOptions, 0>;

const FEATURES = {
  attachments: 0,
  emoji: 0,
  characterLimit: 0,
  voice: 0,
  notifications: 0,
  branding: 0,
  images: 0,
  frameSameOrigin: 0,
  welcome: 0,
} satisfies Record<keyof ChatFeatures, 0>;

/** A name that differs in more characters is no misspelling. */
const MAX_DISTANCE = 4;

const reported = new Set<string>();

function report(kind: string, names: readonly string[], known: object, log: Log): void {
  for (const name of names) {
    if (Object.hasOwn(known, name) || reported.has(`${kind} ${name}`)) continue;
    reported.add(`${kind} ${name}`);
    const distance = (other: string) => leven(name.toLowerCase(), other.toLowerCase());
    const nearest = Object.keys(known).reduce((one, other) => (distance(other) < distance(one) ? other : one));
    const isNear = distance(nearest) <= Math.min(MAX_DISTANCE, name.length / 2);
    log('warn', `the chat has no ${kind} "${name}".${isNear ? ` Did you mean "${nearest}"?` : ''}`);
  }
}

/**
 * Reports options that do not exist on the console, once each, with the name that was probably meant. Loads later, because a chat
 * that is set up correctly does not need it.
 *
 * @param log handed over, because a chunk that shared the logger with the client alone would cut the code that loads first
 */
export function reportUnknownOptions(names: readonly string[], features: object | null | undefined, log: Log): void {
  report('option', names, OPTIONS, log);
  report('feature', Object.keys(features ?? {}), FEATURES, log);
}
