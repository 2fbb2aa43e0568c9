import { createHmac } from 'node:crypto';
import { sanitizeForTerminal } from '../lib/sanitize-for-terminal.js';
import type { BotInfo } from '../protocol/bot-info.js';
import { AdminDesk } from './admin/admin-desk.js';
import type { BotPort } from './bot/bot-port.js';
import { Conversation } from './conversation.js';
import type { Keeper } from './data/keeper.js';
import type { Settings } from './emulator-options.js';
import { Faults } from './faults/faults.js';
import { Feed } from './feed.js';
import { RequestGuard } from './http/request-guard.js';
import type { Ids } from './ids.js';
import type { Random } from './random.js';
import { createRedact } from './redact.js';
import { ReceivedFrames } from './socket/received-frames.js';
import { AccessTokens } from './state/access-tokens.js';
import { ByteBudget } from './state/byte-budget.js';
import type { EmulatorUser } from './state/emulator-user.js';
import { FileStore } from './state/file-store.js';
import type { RecordOwner } from './state/history-record.js';
import { MessageLog } from './state/message-log.js';
import { ReplayGuard } from './state/replay-guard.js';
import { SessionKeeper } from './state/session-keeper.js';
import { SocketUrls } from './state/socket-urls.js';
import { Users } from './state/users.js';
import { Timers } from './timers.js';

/** What the inspector shows of the time before it was opened. */
const TRACE_LINES = 2000;
const TRACE_BYTES = 16 * 2 ** 20;

/** The emulated platform: all its state in one place, and nothing of the network. */
export class Platform {
  readonly settings: Settings;
  readonly ids: Ids;
  readonly chance: Random;
  readonly now: () => number;
  /** One line for the developer. What strangers put into it cannot steer a terminal. */
  readonly log: (line: string) => void;
  readonly guard: RequestGuard;
  readonly timers = new Timers();
  readonly users: Users;
  readonly tokens: AccessTokens;
  readonly socketUrls: SocketUrls;
  readonly replays: ReplayGuard;
  readonly files: FileStore;
  /** Of uploads that are being read. */
  readonly bodies: ByteBudget;
  readonly feed: Feed;
  readonly faults: Faults;
  readonly bot: BotPort;
  readonly admin: AdminDesk;
  readonly botInfo: BotInfo;
  readonly receivedFrames: ReceivedFrames;
  /** Where it listens, once it does. */
  url = '';
  /** A part of an address that no page can guess. Of the secret, so that what the history holds works after a restart, too. */
  readonly assetsKey: string;
  readonly #keeper: Keeper;
  readonly #conversations = new Map<EmulatorUser, Conversation>();

  /** `createBot` is called last: the bot may look around. */
  constructor(settings: Settings, keeper: Keeper, createBot: (platform: Platform) => BotPort) {
    const { ids, now, bot, clientSecret } = settings;
    this.settings = settings;
    this.#keeper = keeper;
    this.ids = ids;
    this.assetsKey = createHmac('sha256', clientSecret).update('assets').digest('hex').slice(0, 32);
    this.chance = settings.chance;
    this.now = now;
    this.log = (line) => settings.log(sanitizeForTerminal(line));
    this.guard = new RequestGuard({ ...settings, log: this.log });
    this.users = new Users(ids, keeper);
    this.tokens = new AccessTokens(ids, now, settings, keeper, this.users.all());
    this.socketUrls = new SocketUrls(ids, now, settings.socketUrlTtlMs);
    this.files = new FileStore(ids, settings);
    this.bodies = new ByteBudget(settings.maxUploadBytes);
    this.receivedFrames = new ReceivedFrames(settings.maxReceivedFrames, settings.maxReceivedBytes);
    this.replays = new ReplayGuard(now, keeper);
    const isSecret = (text: string) => this.tokens.find(text) !== undefined || this.socketUrls.has(text);
    const kept = settings.inspector ? { lines: TRACE_LINES, bytes: TRACE_BYTES } : { lines: 0, bytes: 0 };
    this.feed = new Feed(now, createRedact(isSecret, [clientSecret]), this.log, kept);
    this.faults = new Faults(settings.chance, ({ place, ...hit }) => {
      this.feed.tell(() => ({ direction: 'fault', place, ...hit }));
    });
    if (settings.faults.length > 0) this.faults.add(settings.faults);
    this.admin = new AdminDesk(settings.admin, now, keeper, { ...this.users, bot });
    this.botInfo = { chatBot: bot.name, taskBotId: bot.id };
    this.bot = createBot(this);
    for (const user of this.users.all()) this.conversationOf(user);
  }

  /** Below it lie `media/…`, for pages that do not say where they come from. */
  get assetsUrl(): string {
    return `${this.url}/assets/${this.assetsKey}`;
  }

  /** An error that nobody foresaw: what it says, and where it happened. */
  logError(what: string, error: unknown): void {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {};
    this.log(`${what}: ${message}`);
    for (const frame of stack.split('\n').filter((line) => /^\s+at /.test(line))) this.log(frame);
  }

  /** Of a user with the one bot there is. */
  conversationOf(user: EmulatorUser): Conversation {
    const known = this.#conversations.get(user);
    if (known) return known;
    const sessions = new SessionKeeper(this.ids, this.now, this.settings.sessionIdleMs, this.#keeper, user);
    const sessionFrame = (type: string, sessionId: string) => ({
      type,
      from: 'bot',
      botInfo: this.botInfo,
      sessionId,
      traceId: this.ids.hex(16),
    });
    const conversation = new Conversation(
      user,
      new MessageLog(this.#keeper, user, () => this.timers.elapsed()),
      sessions,
      sessionFrame,
    );
    this.#conversations.set(user, conversation);
    return conversation;
  }

  /** Of one user, or of all. */
  conversations(identity?: string): readonly Conversation[] {
    const all = [...this.#conversations.values()];
    return identity === undefined ? all : all.filter(({ user }) => user.identity === identity);
  }

  /** A pause of the bot. Ends early when the emulator stops. */
  pause(ms: number): Promise<void> {
    return this.timers.sleep(ms * this.settings.pace);
  }

  recordOwner(user: EmulatorUser): RecordOwner {
    const { orgId, accountId } = this.users;
    return { userId: user.id, botId: this.settings.bot.id, orgId, accountId };
  }
}
