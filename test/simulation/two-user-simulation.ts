import { IDEAL_PLATFORM } from './assumptions.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import type { CreateClient } from './simulated-page.js';
import { type TwoUserMessage, TwoUserPage } from './two-user-page.js';
import { type TwoUserSchedule, type TwoUserStep, USERS } from './two-user-schedule.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualLocks } from './virtual-locks.js';
import { VirtualPlatform } from './virtual-platform.js';
import { VirtualStorage } from './virtual-storage.js';

/** The result of one run. */
export interface TwoUserResult {
  violations: string[];
  sent: number;
  /** Messages of clients that never had a grant. */
  unclaimed: number;
  /** Grants for another user than the previous grant in the same tab. */
  switches: number;
}

interface TwoUserTab {
  readonly storage: VirtualStorage;
  page: TwoUserPage | undefined;
  /** The grants of the clients of this tab. `at`: sequence number. */
  readonly grants: { at: number; user: string }[];
}

/** Longer than every wait of a client, in milliseconds. */
const RECOVERY_MS = 100_000;

/**
 * Runs a schedule with two users of one browser. It checks at any time that no user sees, sends or has as a draft what the other
 * one has written, and at the end that no user has lost a message (D11).
 */
export class TwoUserSimulation {
  readonly #clock = new VirtualClock();
  readonly #schedule: TwoUserSchedule;
  readonly #create: CreateClient;
  readonly #random: SeededRandom;
  readonly #platform: VirtualPlatform;
  readonly #storage = new VirtualStorage();
  readonly #locks = new VirtualLocks();
  readonly #tabs: TwoUserTab[] = [];
  readonly #sends = new Map<string, TwoUserMessage>();
  readonly #violations = new Set<string>();
  readonly #crashes: unknown[] = [];
  /** The tab of each page, including those that are closed. */
  readonly #tabOf = new Map<TwoUserPage, TwoUserTab>();
  #user: string = USERS[0];
  #sequence = 0;
  #switches = 0;
  #pendingRecoveries = new Set<() => void>();

  constructor(schedule: TwoUserSchedule, create: CreateClient) {
    this.#schedule = schedule;
    this.#create = create;
    this.#random = seededRandom(schedule.setup.seed);
    this.#platform = new VirtualPlatform(this.#clock, this.#random.fork(), {
      ...IDEAL_PLATFORM,
      tokenLifetimeMs: schedule.setup.tokenLifetimeMs,
      replies: 1,
    });
    for (let n = 0; n < schedule.setup.tabs; n++)
      this.#tabs.push({ storage: new VirtualStorage(), page: undefined, grants: [] });
  }

  async run(): Promise<TwoUserResult> {
    for (const tab of this.#tabs) this.#open(tab);
    for (const step of this.#schedule.steps) {
      await this.#clock.advance(step.afterMs);
      this.#perform(step);
      await this.#clock.advance(0);
      this.#checkDrafts();
    }
    await this.#recover();
    this.#checkRecords();
    this.#checkDrafts();
    for (const error of this.#crashes) this.#addViolation(`a callback threw ${error}`);
    for (const { page } of this.#tabs) page?.disconnect();
    const sends = [...this.#sends.values()];
    return {
      violations: [...this.#violations],
      sent: sends.length,
      unclaimed: sends.filter((send) => send.owner === undefined && !send.page.grants.length).length,
      switches: this.#switches,
    };
  }

  #addViolation(message: string): void {
    this.#violations.add(message);
  }

  #open(tab: TwoUserTab): void {
    const { setup } = this.#schedule;
    const page = new TwoUserPage(
      {
        setup,
        clock: this.#clock,
        platform: this.#platform,
        random: this.#random,
        storage: (isDestroyed) => this.#storage.forPage(setup.storage, isDestroyed),
        tabStorage: (isDestroyed) => tab.storage.forPage(setup.storage, isDestroyed),
        locks: setup.locks ? this.#locks : undefined,
        user: () => this.#user,
        onGrant: (user) => {
          if (tab.grants.length && tab.grants.at(-1)!.user !== user) this.#switches++;
          tab.grants.push({ at: this.#sequence++, user });
        },
        onShown: (shown) => this.#checkShown(shown),
      },
      this.#create,
    );
    this.#tabOf.set(page, tab);
    tab.page = page;
    page.connect();
  }

  #close(tab: TwoUserTab): void {
    const { page } = tab;
    if (!page) return;
    page.destroy();
    this.#crashes.push(...page.crashes);
    tab.page = undefined;
  }

  #perform(step: TwoUserStep): void {
    const tab = this.#tabs[step.tab] ?? this.#tabs.at(-1)!;
    const { page } = tab;
    switch (step.do) {
      case 'bot messages':
        for (let n = 0; n < step.count; n++) this.#platform.sendBotMessage(step.user);
        return;
      case 'log in':
        this.#user = step.user;
        return;
      case 'expire tokens':
        return this.#platform.credentials.expireTokens();
      case 'forget':
        for (const { storage } of [{ storage: this.#storage }, ...this.#tabs]) {
          const items = storage.forPage('sync', () => false);
          for (const key of [...storage.items.keys()]) items.removeItem(key);
        }
        for (const send of this.#sends.values()) send.isForgotten = true;
        for (const one of this.#tabs) {
          one.grants.length = 0;
          if (one.page) {
            this.#close(one);
            this.#open(one);
          }
        }
        return;
    }
    if (!page) return;
    switch (step.do) {
      case 'send':
        for (let n = 0; n < step.count; n++) this.#send(page);
        return;
      case 'reload':
        this.#close(tab);
        return this.#runLater(step.closedMs, () => this.#open(tab));
      case 'remount':
        page.disconnect();
        this.#crashes.push(...page.crashes);
        return this.#open(tab);
      case 'connect':
        return page.connect();
      case 'disconnect':
        return page.disconnect();
      case 'load history':
        page.client.loadHistory().catch(() => {});
        return;
      case 'network':
        page.link.setCondition('down');
        return this.#runLater(step.durationMs, () => page.link.setCondition('up'));
      case 'fail grants':
        return page.link.inject({
          kind: 'http',
          endpoint: 'grant',
          failure: { kind: 'request lost' },
          times: step.times,
        });
    }
  }

  #send(page: TwoUserPage): void {
    const text = `w${this.#sends.size} of ${page.client.userId ?? 'the first granted user'}`;
    const send: TwoUserMessage = {
      text,
      page,
      at: this.#sequence++,
      owner: page.client.userId,
      outcome: 'pending',
    };
    this.#sends.set(text, send);
    page.client.send(text).then(
      () => {
        send.outcome = 'delivered';
      },
      (error: unknown) => Object.assign(send, { outcome: 'rejected', error }),
    );
  }

  /** Ends all faults, and logs in each user again, long enough for the messages that are left. */
  async #recover(): Promise<void> {
    for (const user of [...USERS, USERS[0]]) {
      for (const recover of [...this.#pendingRecoveries]) recover();
      this.#user = user;
      for (const tab of this.#tabs) {
        this.#close(tab);
        this.#open(tab);
      }
      await this.#clock.advance(RECOVERY_MS);
      for (const tab of this.#tabs) {
        const { client, grants } = tab.page!;
        if (client.state.status !== 'ready')
          this.#addViolation(`a page is ${client.state.status} long after all faults ended`);
        if (grants.length !== 1 || grants[0] !== user) this.#addViolation(`a page of ${user} had grants for ${grants}`);
      }
      this.#checkDrafts();
    }
  }

  /** Checks that a page shows only messages of its user, or messages that it accepted before its first grant. */
  #checkShown(page: TwoUserPage): void {
    const { userId, messages } = page.client;
    const own = new Set(userId === undefined ? [] : this.#platform.log(userId).map(({ text }) => text));
    for (const { text } of messages) {
      const send = this.#sends.get(text);
      // A message that was accepted before the first grant belongs to the user of that grant.
      const owner = send && (send.owner ?? send.page.grants[0]);
      const isOwn = owner === undefined ? send?.page === page : owner === userId;
      if (!isOwn && !own.has(text)) this.#addViolation(`"${text}" is shown to ${userId}`);
    }
  }

  /** Checks that drafts contain only messages that were accepted in the same tab before a grant, and belong to the right user. */
  #checkDrafts(): void {
    for (const tab of this.#tabs) {
      for (const [key, draft] of tab.storage.items) {
        if (!key.endsWith(':draft')) continue;
        for (const text of draft.split('\n')) {
          const send = this.#sends.get(text);
          const user = send && this.#draftOwnerOf(send);
          if (!send || send.owner !== undefined || this.#tabOf.get(send.page) !== tab)
            this.#addViolation(`"${text}" is a draft, but was not sent in this tab before a grant`);
          else if (!user || !key.includes(user)) this.#addViolation(`"${text}" is a draft under ${key}`);
        }
      }
    }
  }

  /** The user who may have a message without a known user as a draft; undefined if nobody may. */
  #draftOwnerOf({ page, at }: TwoUserMessage): string | undefined {
    const { grants } = this.#tabOf.get(page)!;
    const next = grants.find((grant) => grant.at > at)?.user;
    const before = grants.findLast((grant) => grant.at < at)?.user;
    return before === undefined || before === next ? next : undefined;
  }

  #checkRecords(): void {
    const recorded = new Map<string, string[]>();
    for (const user of USERS) {
      for (const { kind, text } of this.#platform.log(user)) {
        if (kind === 'user') recorded.set(text, [...(recorded.get(text) ?? []), user]);
      }
    }
    for (const send of this.#sends.values()) {
      const { text, owner, page, outcome } = send;
      const users = recorded.get(text) ?? [];
      if (users.length > 1) this.#addViolation(`"${text}" was recorded ${users.length} times`);
      const expected = owner ?? page.grants[0];
      for (const user of users)
        if (user !== expected) this.#addViolation(`"${text}" was sent as ${user}, not as ${expected}`);
      if (users.length || outcome === 'rejected' || send.isForgotten) continue;
      if (owner !== undefined) this.#addViolation(`"${text}" of ${owner} is lost`);
      else this.#checkStoredAsDraft(send);
    }
  }

  /** Checks that a message that no page may send is a draft, if a user may have it. */
  #checkStoredAsDraft(send: TwoUserMessage): void {
    const draftOwner = this.#draftOwnerOf(send);
    if (!draftOwner) return;
    const drafts = [...this.#tabOf.get(send.page)!.storage.items].filter(([key]) => key.endsWith(':draft'));
    if (!drafts.some(([key, draft]) => key.includes(draftOwner) && draft.split('\n').includes(send.text)))
      this.#addViolation(`"${send.text}" is neither sent nor a draft of ${draftOwner}`);
  }

  /** Runs after a time, or early in `#recover()`. */
  #runLater(ms: number, work: () => void): void {
    const runOnce = () => {
      cancelTimer();
      this.#pendingRecoveries.delete(runOnce);
      work();
    };
    const cancelTimer = this.#clock.after(ms, runOnce);
    this.#pendingRecoveries.add(runOnce);
  }
}
