import type { HistoryRecord } from '../../protocol/history.js';
import type { FaultHit } from '../faults/faults.js';
import type { Cut } from '../platform/conversation.js';
import type { ReceivedFrame } from '../state/received-frames.js';
import type { FeedEntry, FeedListener } from '../state/trace.js';
import type { Content, SayOptions } from '../types/bot.js';
import type { FaultRule } from '../types/fault-rule.js';
import type { EmulatorUser } from '../types/user.js';

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

/** How a trace is played. */
export interface ReplayOptions {
  /** Identity of the user to whom all of it is played. @default each user of the trace to the one of the same identity */
  to?: string;
  /** 2 is twice as fast, Infinity without pauses. @default 1 */
  speed?: number;
  /** Ends it early. */
  signal?: AbortSignal;
  /** Hears after each frame how many are done, and of how many. */
  onProgress?(done: number, total: number): void;
}

/** What can be seen of an emulator and done to it. */
export interface EmulatorControls {
  /** The frames that clients sent, in the order of arrival: the newest `maxReceivedFrames`, of at most `maxReceivedBytes`. */
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

  /**
   * Plays what was said in a trace once more, with its pauses: what users wrote goes into their history and to their sockets as
   * if from another tab, what the bot said likewise under ids of its own, and events as they were. The bot itself stays out of
   * it, and what belongs to one connection (acks, sessions) is left out. Resolves to the number of frames played.
   */
  replay(trace: readonly FeedEntry[], options?: ReplayOptions): Promise<number>;
}

/** The platform on this machine. Made by `startEmulator`. */
export interface Emulator extends EmulatorControls {
  /** For example `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Goes into `apiUrl` of the client. */
  readonly apiUrl: string;
  /**
   * `POST { identity?, isAnonymous? }` → `{ jwt }`, for everybody who asks. Development only. Without an identity each JWT is for a
   * new anonymous visitor; `?identity=` names the visitor of a page whose element posts `{}`.
   */
  readonly jwtUrl: string;
  /**
   * Below it lie the pictures, sounds and forms of sample messages, as `media/picture.svg`. It has a part that cannot be guessed,
   * for pages from which they are loaded without `Origin` and `Referer`: `<img referrerpolicy="no-referrer">`.
   */
  readonly assetsUrl: string;
  /** The page that shows what happens. Undefined where it is switched off. */
  readonly inspectorUrl: string | undefined;
  readonly bot: { readonly name: string; readonly id: string };
  readonly clientId: string;
  readonly clientSecret: string;

  /** Closes sockets, timers and server. Nothing stays open. */
  stop(): Promise<void>;
}
