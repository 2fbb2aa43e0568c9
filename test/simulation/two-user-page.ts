// Loaded before the first run: what a client loads later takes real time, and here none passes.
import type { ChatClient, StorageLike } from '../../src/index.js';
import { Machine } from './device.js';
import { Line } from './network/link.js';
import { BOT } from './platform/wire-format.js';
import { Notebook } from './recorder.js';
import type { SeededRandom } from './seeded-random.js';
import type { CreateClient } from './simulated-page.js';
import type { AccountSetup } from './two-user-schedule.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import type { VirtualPlatform } from './virtual-platform.js';
import { VirtualSignals } from './virtual-signals.js';

/** A message that a client has accepted. */
export interface AccountSend {
  readonly text: string;
  readonly page: AccountPage;
  /** Order of sends and grants of the whole run. */
  readonly at: number;
  /** Whom the client knew to be its user at that moment. */
  readonly owner: string | undefined;
  outcome: 'pending' | 'delivered' | 'rejected';
  error?: unknown;
  /** `forget()` was called after it. */
  isForgotten?: boolean;
}

export interface AccountPageOptions {
  setup: AccountSetup;
  clock: VirtualClock;
  platform: VirtualPlatform;
  random: SeededRandom;
  storage: (isGone: () => boolean) => StorageLike;
  tabStorage: (isGone: () => boolean) => StorageLike;
  locks: VirtualLocks | undefined;
  /** Who is logged in to the app now. */
  user: () => string;
  /** Called with the client's user when that has changed. */
  onGrant: (user: string, page: AccountPage) => void;
  /** Called whenever something may be shown that was not shown before. */
  onShown: (page: AccountPage) => void;
}

/** One client in one page, for as long as both are there. */
export class AccountPage {
  readonly machine: Machine;
  readonly line: Line;
  readonly notebook: Notebook;
  readonly client: ChatClient;
  readonly crashes: unknown[] = [];
  /** Whom its client was granted, in order. */
  readonly grants: string[] = [];
  readonly #options: AccountPageOptions;

  constructor(options: AccountPageOptions, create: CreateClient) {
    const { setup, clock, platform, random, locks } = options;
    this.#options = options;
    this.notebook = new Notebook(clock.now());
    this.machine = new Machine(clock, { onCrash: (error) => this.crashes.push(error) });
    const { machine } = this;
    this.line = new Line({
      clock,
      machine,
      platform,
      notebook: this.notebook,
      latencyMs: setup.latencyMs,
      random: random.fork(),
    });
    const chance = random.fork();
    const isGone = () => machine.isGone;
    this.client = create({
      apiUrl: 'https://platform.test/api/1.1/',
      bot: { name: BOT.name, id: BOT.id },
      getJwt: () =>
        new Promise((resolve) => {
          clock.after(this.line.latency('down'), () =>
            machine.run(() => resolve(platform.tokens.mintJwt(options.user()))),
          );
        }),
      fetch: this.line.fetch,
      WebSocket: this.line.WebSocket,
      clock: machine,
      random: () => chance.next(),
      signals: new VirtualSignals(),
      locks: locks?.door(machine) ?? null,
      storage: options.storage(isGone),
      tabStorage: options.tabStorage(isGone),
      logger: () => {},
    });
    const { client } = this;
    const look = () => {
      const { userId } = client;
      if (userId !== undefined && userId !== this.grants.at(-1)) {
        this.grants.push(userId);
        options.onGrant(userId, this);
      }
      options.onShown(this);
    };
    client.on('state', look);
    client.on('error', look);
    client.on('message', look);
    client.on('user_message', look);
    client.subscribe(look);
  }

  connect(): void {
    this.client.connect().catch(() => {});
  }

  disconnect(): void {
    void this.client.disconnect();
  }

  /** Reloaded or closed, without a word to anybody. */
  destroy(): void {
    this.machine.destroy();
    this.line.destroy();
    this.#options.locks?.release(this.machine);
  }
}
