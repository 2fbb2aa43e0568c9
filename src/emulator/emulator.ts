import type { HistoryRecord } from '../protocol/history.js';
import type { Content, SayOptions } from './bot/bot-handler.js';
import type { FaultRule } from './faults/fault-rule.js';
import type { FaultHit } from './faults/faults.js';
import type { FeedListener } from './feed.js';
import type { Cut } from './socket/peer.js';
import type { ReceivedFrame } from './socket/received-frame.js';
import type { EmulatorUser } from './state/emulator-user.js';

/** What goes wrong, and what went. */
export interface FaultControl {
  readonly rules: readonly FaultRule[];
  /** Every time a rule fired, in order. `clear()` keeps them. */
  readonly hits: readonly FaultHit[];
  /** Adds one rule or several behind the others. Gives their ids. @throws TypeError that says what is wrong with a rule */
  add(rules: FaultRule | readonly FaultRule[]): string[];
  remove(id: string): void;
  /** Removes all rules. What they have done stays done: a black-holed socket stays one. */
  clear(): void;
}

/** The platform on this machine. Made by `startEmulator`. */
export interface Emulator {
  /** For example `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Goes into `apiUrl` of the client. */
  readonly apiUrl: string;
  /** `POST { identity?, isAnonymous? }` → `{ jwt }`, for everybody who asks. Development only. */
  readonly jwtUrl: string;
  readonly bot: { readonly name: string; readonly id: string };
  readonly clientId: string;
  readonly clientSecret: string;

  /** Every frame that clients sent, in the order of arrival. */
  readonly received: readonly ReceivedFrame[];
  readonly users: readonly (EmulatorUser & { readonly sockets: number; readonly sessionId?: string })[];
  /** While true, messages are stored and acknowledged, and the bot does not answer. */
  silence: boolean;

  /** The log of record of one user, oldest first. */
  messages(identity: string): readonly HistoryRecord[];

  /**
   * Speaks to all sockets of all users, or of the one with identity `to`, and into their history.
   *
   * @returns `messageId` for each user spoken to
   */
  say(content: Content, options?: Omit<SayOptions, 'delayMs'> & { to?: string }): string[];

  /** Cuts the sockets of one user, or all. Gives their number. @default { how: 'close', code: 1011 } */
  cut(options?: Partial<Cut> & { user?: string }): number;

  /** Lets the access tokens of one user, or all, expire now. Sockets stay open. Gives their number. */
  expireTokens(options?: { user?: string }): number;

  readonly faults: FaultControl;

  /** Hears everything that happens, secrets redacted. Gives the function that ends it. */
  observe(listener: FeedListener): () => void;

  /** Closes sockets, timers and server. Nothing stays open. */
  stop(): Promise<void>;
}
