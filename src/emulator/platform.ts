import type { BotInfo } from '../protocol/bot-info.js';
import { AdminDesk } from './admin/admin-desk.js';
import type { BotPort } from './bot/bot-port.js';
import { Conversation } from './conversation.js';
import type { Keeper } from './data/keeper.js';
import type { Settings } from './emulator-options.js';
import { Faults } from './faults/faults.js';
import { Feed } from './feed.js';
import type { Ids } from './ids.js';
import type { Random } from './random.js';
import { createRedact } from './redact.js';
import type { ReceivedFrame } from './socket/received-frame.js';
import { AccessTokens } from './state/access-tokens.js';
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

/** The emulated platform: all its state in one place, and nothing of the network. */
export class Platform {
  readonly settings: Settings;
  readonly ids: Ids;
  readonly chance: Random;
  readonly now: () => number;
  readonly log: (line: string) => void;
  readonly timers = new Timers();
  readonly users: Users;
  readonly tokens: AccessTokens;
  readonly socketUrls: SocketUrls;
  readonly replays: ReplayGuard;
  readonly files: FileStore;
  readonly feed: Feed;
  readonly faults: Faults;
  readonly bot: BotPort;
  readonly admin: AdminDesk;
  readonly botInfo: BotInfo;
  readonly received: ReceivedFrame[] = [];
  /** Where it listens, once it does. */
  url = '';
  readonly #keeper: Keeper;
  readonly #conversations = new Map<EmulatorUser, Conversation>();

  /** `createBot` is called last: the bot may look around. */
  constructor(settings: Settings, keeper: Keeper, createBot: (platform: Platform) => BotPort) {
    const { ids, now, bot, clientSecret } = settings;
    this.settings = settings;
    this.#keeper = keeper;
    this.ids = ids;
    this.chance = settings.chance;
    this.now = now;
    this.log = settings.log;
    this.users = new Users(ids, keeper);
    this.tokens = new AccessTokens(ids, now, settings, keeper, this.users.all());
    this.socketUrls = new SocketUrls(ids, now, settings.socketUrlTtlMs);
    this.files = new FileStore(ids);
    this.replays = new ReplayGuard(now, keeper);
    const isSecret = (text: string) => this.tokens.find(text) !== undefined || this.socketUrls.has(text);
    this.feed = new Feed(
      now,
      createRedact(isSecret, [clientSecret]),
      settings.log,
      settings.inspector ? TRACE_LINES : 0,
    );
    this.faults = new Faults(settings.chance, ({ place, ...hit }) => {
      this.feed.tell(() => ({ direction: 'fault', place, ...hit }));
    });
    if (settings.faults.length > 0) this.faults.add(settings.faults);
    this.admin = new AdminDesk(settings.admin, now, keeper, { ...this.users, bot });
    this.botInfo = { chatBot: bot.name, taskBotId: bot.id };
    this.bot = createBot(this);
    for (const user of this.users.all()) this.conversationOf(user);
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
    const conversation = new Conversation(user, new MessageLog(this.#keeper, user), sessions, sessionFrame);
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
