import { sanitizeForTerminal } from '../../lib/sanitize-for-terminal.js';
import type { BotInfo } from '../../protocol/bot-info.js';
import { AdminState } from '../admin-state/admin-state.js';
import { Faults } from '../faults/faults.js';
import { hmacHex } from '../lib/bytes.js';
import type { Ids } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import { createRedact } from '../lib/redact.js';
import { Timers } from '../lib/timers.js';
import type { PlatformSettings } from '../options/platform-options.js';
import { AccessTokens } from '../state/access-tokens.js';
import { ByteBudget, type FileContents, FileStore, MemoryContents } from '../state/file-store.js';
import type { RecordOwner } from '../state/history-record.js';
import { MessageLog } from '../state/message-log.js';
import { ReceivedFrames } from '../state/received-frames.js';
import { ReplayGuard } from '../state/replay-guard.js';
import { SessionTracker } from '../state/session-tracker.js';
import { SocketUrls } from '../state/socket-urls.js';
import { NULL_STORE, type Store } from '../state/store.js';
import { Trace } from '../state/trace.js';
import { Users } from '../state/users.js';
import type { EmulatorUser } from '../types/user.js';
import { type BotPort, Conversation } from './conversation.js';

/** How much of the trace an inspector shows of the time before it was opened. */
const RECENT_TRACE = { entries: 2000, bytes: 16 * 2 ** 20 };

/** The surroundings of a platform. */
export interface PlatformEnvironment {
  /** Called last in the constructor, with the complete platform. */
  createBot(platform: Platform): BotPort;
  /** @default NULL_STORE */
  store?: Store;
  /** Where uploaded files are. @default in memory */
  files?: FileContents;
  /** Keeps the newest part of the trace, for an inspector. @default false */
  keepsTrace?: boolean;
}

/** The emulated platform: its whole state, and nothing of the network, of files or of Node. */
export class Platform {
  readonly settings: PlatformSettings;
  readonly ids: Ids;
  readonly random: Random;
  readonly now: () => number;
  /** Gets one line for the developer. Control characters are removed, so that foreign text cannot steer a terminal. */
  readonly log: (line: string) => void;
  readonly timers = new Timers();
  readonly users: Users;
  readonly tokens: AccessTokens;
  readonly socketUrls: SocketUrls;
  readonly replays: ReplayGuard;
  readonly files: FileStore;
  /** Limits the bodies of uploads that are being read. */
  readonly bodies: ByteBudget;
  readonly trace: Trace;
  readonly faults: Faults;
  readonly bot: BotPort;
  readonly admin: AdminState;
  readonly botInfo: BotInfo;
  readonly receivedFrames: ReceivedFrames;
  /** The address under which clients reach the platform. Empty until it is known. */
  url = '';
  readonly #assetsKey: string;
  readonly #store: Store;
  readonly #conversations = new Map<EmulatorUser, Conversation>();

  private constructor(settings: PlatformSettings, environment: PlatformEnvironment, assetsKey: string) {
    const { ids, now, bot, clientSecret } = settings;
    const { createBot, store = NULL_STORE, files = new MemoryContents(), keepsTrace = false } = environment;
    this.settings = settings;
    this.#store = store;
    this.ids = ids;
    this.#assetsKey = assetsKey;
    this.random = settings.random;
    this.now = now;
    this.log = (line) => settings.log(sanitizeForTerminal(line));
    this.users = new Users(ids, store);
    this.tokens = new AccessTokens(ids, now, settings, store, this.users.all());
    this.socketUrls = new SocketUrls(ids, now, settings.socketUrlTtlMs);
    this.files = new FileStore(ids, settings, files);
    this.bodies = new ByteBudget(settings.maxUploadBytes);
    this.receivedFrames = new ReceivedFrames(settings.maxReceivedFrames, settings.maxReceivedBytes);
    this.replays = new ReplayGuard(now, store);
    const isSecret = (text: string) => this.tokens.find(text) !== undefined || this.socketUrls.has(text);
    const limits = keepsTrace ? RECENT_TRACE : { entries: 0, bytes: 0 };
    this.trace = new Trace(now, createRedact(isSecret, [clientSecret]), this.log, limits);
    this.faults = new Faults(settings.random, ({ place, ...hit }) => {
      this.trace.record(() => ({ direction: 'fault', place, ...hit }));
    });
    if (settings.faults.length > 0) this.faults.add(settings.faults);
    this.admin = new AdminState(settings.admin, now, store, { ...this.users, bot });
    this.botInfo = { chatBot: bot.name, taskBotId: bot.id };
    this.bot = createBot(this);
    for (const user of this.users.all()) this.conversationOf(user);
  }

  static async create(settings: PlatformSettings, environment: PlatformEnvironment): Promise<Platform> {
    // Derived from the secret, so that addresses in a stored history still work after a restart.
    const assetsKey = (await hmacHex(settings.clientSecret, 'assets')).slice(0, 32);
    return new Platform(settings, environment, assetsKey);
  }

  /** The part of `assetsUrl` that no page can guess. */
  get assetsKey(): string {
    return this.#assetsKey;
  }

  /** The address below which `media/…` is, for pages whose requests do not say where they come from. */
  get assetsUrl(): string {
    return `${this.url}/assets/${this.#assetsKey}`;
  }

  /** Logs an unexpected error: its message and its stack. */
  logError(operation: string, error: unknown): void {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {};
    this.log(`${operation}: ${message}`);
    for (const frame of stack.split('\n').filter((line) => /^\s+at /.test(line))) this.log(frame);
  }

  /** The conversation of a user with the only bot. */
  conversationOf(user: EmulatorUser): Conversation {
    const known = this.#conversations.get(user);
    if (known) return known;
    const sessions = new SessionTracker(this.ids, this.now, this.settings.sessionIdleMs, this.#store, user);
    const sessionFrame = (type: string, sessionId: string) => ({
      type,
      from: 'bot',
      botInfo: this.botInfo,
      sessionId,
      traceId: this.ids.hex(16),
    });
    const conversation = new Conversation(
      user,
      new MessageLog(this.#store, user, () => this.timers.elapsed()),
      sessions,
      sessionFrame,
    );
    this.#conversations.set(user, conversation);
    return conversation;
  }

  /** The conversations of one user, or of all. */
  conversations(identity?: string): readonly Conversation[] {
    const all = [...this.#conversations.values()];
    return identity === undefined ? all : all.filter(({ user }) => user.identity === identity);
  }

  /** Waits for a delay of the bot. Resolves early when the emulator stops. */
  pause(ms: number): Promise<void> {
    return this.timers.sleep(ms * this.settings.delayFactor);
  }

  recordOwner(user: EmulatorUser): RecordOwner {
    const { orgId, accountId } = this.users;
    return { userId: user.id, botId: this.settings.bot.id, orgId, accountId };
  }
}
