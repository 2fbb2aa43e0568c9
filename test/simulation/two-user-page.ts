// A static import, so that the lazy parts of the client are loaded before the first run: loading them takes real time.

import type { ChatClient, StorageLike } from '../../src/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { Device } from './device.js';
import { Link } from './network/link.js';
import { BOT } from './platform/wire-format.js';
import { Recorder } from './recorder.js';
import type { SeededRandom } from './seeded-random.js';
import type { CreateClient } from './simulated-page.js';
import type { TwoUserSetup } from './two-user-schedule.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import type { VirtualPlatform } from './virtual-platform.js';
import { VirtualSignals } from './virtual-signals.js';

/** A message that a client has accepted. */
export interface TwoUserMessage {
  readonly text: string;
  readonly page: TwoUserPage;
  /** Sequence number among the sends and grants of the run. */
  readonly at: number;
  /** The client's user when it accepted the message; undefined before the first grant. */
  readonly owner: string | undefined;
  outcome: 'pending' | 'delivered' | 'rejected';
  error?: unknown;
  /** Whether `forget()` was called afterwards. */
  isForgotten?: boolean;
}

export interface TwoUserPageOptions {
  setup: TwoUserSetup;
  clock: VirtualClock;
  platform: VirtualPlatform;
  random: SeededRandom;
  storage: (isDestroyed: () => boolean) => StorageLike;
  tabStorage: (isDestroyed: () => boolean) => StorageLike;
  locks: VirtualLocks | undefined;
  /** Returns the user that is logged in to the app. */
  user: () => string;
  /** Called when the client's user has changed. */
  onGrant: (user: string, page: TwoUserPage) => void;
  /** Called when the list of messages may have changed. */
  onShown: (page: TwoUserPage) => void;
}

/** One client in one page. */
export class TwoUserPage {
  readonly device: Device;
  readonly link: Link;
  readonly recorder: Recorder;
  readonly client: ChatClient;
  readonly crashes: unknown[] = [];
  /** The users that the client was granted, in order. */
  readonly grants: string[] = [];
  readonly #options: TwoUserPageOptions;

  constructor(options: TwoUserPageOptions, create: CreateClient) {
    const { setup, clock, platform, random, locks } = options;
    this.#options = options;
    this.recorder = new Recorder(clock.now());
    this.device = new Device(clock, { onCrash: (error) => this.crashes.push(error) });
    const { device } = this;
    this.link = new Link({
      clock,
      device,
      platform,
      recorder: this.recorder,
      latencyMs: setup.latencyMs,
      random: random.fork(),
    });
    const clientRandom = random.fork();
    const isDestroyed = () => device.isDestroyed;
    this.client = create({
      apiUrl: 'https://platform.test/api/1.1/',
      bot: { name: BOT.name, id: BOT.id },
      getJwt: () =>
        new Promise((resolve) => {
          clock.after(this.link.latency('down'), () =>
            device.run(() => resolve(platform.credentials.mintJwt(options.user()))),
          );
        }),
      fetch: this.link.fetch,
      WebSocket: this.link.WebSocket,
      clock: device,
      random: () => clientRandom.next(),
      signals: new VirtualSignals(),
      locks: locks?.forPage(device) ?? null,
      storage: options.storage(isDestroyed),
      tabStorage: options.tabStorage(isDestroyed),
      logger: silentLogger,
    });
    const { client } = this;
    const update = () => {
      const { userId } = client;
      if (userId !== undefined && userId !== this.grants.at(-1)) {
        this.grants.push(userId);
        options.onGrant(userId, this);
      }
      options.onShown(this);
    };
    client.on('state', update);
    client.on('error', update);
    client.on('message', update);
    client.on('user_message', update);
    client.subscribe(update);
  }

  connect(): void {
    this.client.connect().catch(() => {});
  }

  disconnect(): void {
    void this.client.disconnect();
  }

  /** The page is reloaded or closed, without any event before it. */
  destroy(): void {
    this.device.destroy();
    this.link.destroy();
    this.#options.locks?.release(this.device);
  }
}
