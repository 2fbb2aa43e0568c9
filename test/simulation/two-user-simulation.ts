import { KIND_PLATFORM } from './assumptions.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import type { CreateClient } from './simulated-page.js';
import { AccountPage, type AccountSend } from './two-user-page.js';
import { ACCOUNTS, type AccountSchedule, type AccountStep } from './two-user-schedule.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualLocks } from './virtual-locks.js';
import { VirtualPlatform } from './virtual-platform.js';
import { VirtualStorage } from './virtual-storage.js';

/** What came out of one run. */
export interface AccountVerdict {
  violations: string[];
  sent: number;
  /** Messages that were accepted before their client was granted anybody, and whose client ended so. */
  unclaimed: number;
  /** Grants of another user than the one before, in one client and from one client of a tab to the next. */
  switches: number;
}

interface AccountTab {
  readonly storage: VirtualStorage;
  page: AccountPage | undefined;
  /** Whom the clients of this tab were granted. */
  readonly grants: { at: number; user: string }[];
}

/** Longer than every wait that a client may be in. */
const HEALING_MS = 100_000;

/**
 * One browser, two people: plays a schedule, and watches at every moment that nobody sees, sends or finds as a draft what
 * another one has written (D11), and that nothing of it is lost for the one who has written it.
 */
export class AccountWorld {
  readonly #clock = new VirtualClock();
  readonly #schedule: AccountSchedule;
  readonly #create: CreateClient;
  readonly #random: SeededRandom;
  readonly #platform: VirtualPlatform;
  readonly #storage = new VirtualStorage();
  readonly #locks = new VirtualLocks();
  readonly #tabs: AccountTab[] = [];
  readonly #sends = new Map<string, AccountSend>();
  readonly #violations = new Set<string>();
  readonly #crashes: unknown[] = [];
  /** Which pages a tab has had. */
  readonly #tabOf = new Map<AccountPage, AccountTab>();
  #user: string = ACCOUNTS[0];
  #moment = 0;
  #switches = 0;
  #pending = new Set<() => void>();

  constructor(schedule: AccountSchedule, create: CreateClient) {
    this.#schedule = schedule;
    this.#create = create;
    this.#random = seededRandom(schedule.setup.seed);
    this.#platform = new VirtualPlatform(this.#clock, this.#random.fork(), {
      ...KIND_PLATFORM,
      tokenLifeMs: schedule.setup.tokenLifeMs,
      answers: 1,
    });
    for (let n = 0; n < schedule.setup.tabs; n++)
      this.#tabs.push({ storage: new VirtualStorage(), page: undefined, grants: [] });
  }

  async run(): Promise<AccountVerdict> {
    for (const tab of this.#tabs) this.#open(tab);
    for (const step of this.#schedule.steps) {
      await this.#clock.advance(step.afterMs);
      this.#do(step);
      await this.#clock.advance(0);
      this.#checkDrafts();
    }
    await this.#heal();
    this.#checkRecords();
    this.#checkDrafts();
    for (const error of this.#crashes) this.#violate(`a callback threw ${error}`);
    for (const { page } of this.#tabs) page?.disconnect();
    const sends = [...this.#sends.values()];
    return {
      violations: [...this.#violations],
      sent: sends.length,
      unclaimed: sends.filter((send) => send.owner === undefined && !send.page.grants.length).length,
      switches: this.#switches,
    };
  }

  #violate(what: string): void {
    this.#violations.add(what);
  }

  #open(tab: AccountTab): void {
    const { setup } = this.#schedule;
    const page = new AccountPage(
      {
        setup,
        clock: this.#clock,
        platform: this.#platform,
        random: this.#random,
        storage: (isGone) => this.#storage.door(setup.storage, isGone),
        tabStorage: (isGone) => tab.storage.door(setup.storage, isGone),
        locks: setup.locks ? this.#locks : undefined,
        user: () => this.#user,
        onGrant: (user) => {
          if (tab.grants.length && tab.grants.at(-1)!.user !== user) this.#switches++;
          tab.grants.push({ at: this.#moment++, user });
        },
        onShown: (shown) => this.#checkShown(shown),
      },
      this.#create,
    );
    this.#tabOf.set(page, tab);
    tab.page = page;
    page.connect();
  }

  #close(tab: AccountTab): void {
    const { page } = tab;
    if (!page) return;
    page.destroy();
    this.#crashes.push(...page.crashes);
    tab.page = undefined;
  }

  #do(step: AccountStep): void {
    const tab = this.#tabs[step.tab] ?? this.#tabs.at(-1)!;
    const { page } = tab;
    switch (step.do) {
      case 'say':
        for (let n = 0; n < step.count; n++) this.#platform.say(step.user);
        return;
      case 'log in':
        this.#user = step.user;
        return;
      case 'expire tokens':
        return this.#platform.tokens.expireTokens();
      case 'forget':
        for (const { storage } of [{ storage: this.#storage }, ...this.#tabs]) {
          const door = storage.door('sync', () => false);
          for (const key of [...storage.items.keys()]) door.removeItem(key);
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
        return this.#later(step.closedMs, () => this.#open(tab));
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
        page.line.setWeather('down');
        return this.#later(step.forMs, () => page.line.setWeather('up'));
      case 'no grant':
        return page.line.inject({
          kind: 'http',
          endpoint: 'grant',
          failure: { kind: 'request lost' },
          times: step.times,
        });
    }
  }

  #send(page: AccountPage): void {
    const text = `w${this.#sends.size} of ${page.client.userId ?? 'whoever is granted first'}`;
    const send: AccountSend = {
      text,
      page,
      at: this.#moment++,
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

  /** Everybody comes back, the network too, and each of them stays long enough for what they have left. */
  async #heal(): Promise<void> {
    for (const user of [...ACCOUNTS, ACCOUNTS[0]]) {
      for (const recover of [...this.#pending]) recover();
      this.#user = user;
      for (const tab of this.#tabs) {
        this.#close(tab);
        this.#open(tab);
      }
      await this.#clock.advance(HEALING_MS);
      for (const tab of this.#tabs) {
        const { client, grants } = tab.page!;
        if (client.state.status !== 'ready') this.#violate(`a page is ${client.state.status} long after all faults`);
        if (grants.length !== 1 || grants[0] !== user) this.#violate(`a page of ${user} was granted ${grants}`);
      }
      this.#checkDrafts();
    }
  }

  /** What a page shows is of the user that it was granted, or was accepted in it when it had none. */
  #checkShown(page: AccountPage): void {
    const { userId, messages } = page.client;
    const own = new Set(userId === undefined ? [] : this.#platform.log(userId).map(({ text }) => text));
    for (const { text } of messages) {
      const send = this.#sends.get(text);
      // What was accepted before the first grant is of whoever that grant is for.
      const owner = send && (send.owner ?? send.page.grants[0]);
      const isOwn = owner === undefined ? send?.page === page : owner === userId;
      if (!isOwn && !own.has(text)) this.#violate(`"${text}" is shown to ${userId}`);
    }
  }

  /** What stands in a tab's drafts was accepted there before a grant, by nobody who is known to be somebody else. */
  #checkDrafts(): void {
    for (const tab of this.#tabs) {
      for (const [key, draft] of tab.storage.items) {
        if (!key.endsWith(':draft')) continue;
        for (const text of draft.split('\n')) {
          const send = this.#sends.get(text);
          const user = send && this.#heirOf(send);
          if (!send || send.owner !== undefined || this.#tabOf.get(send.page) !== tab)
            this.#violate(`"${text}" is a draft in another tab, or was no message`);
          else if (!user || !key.includes(user)) this.#violate(`"${text}" is a draft of ${key}`);
        }
      }
    }
  }

  /** Who may find in the draft what nobody was known to write. */
  #heirOf({ page, at }: AccountSend): string | undefined {
    const { grants } = this.#tabOf.get(page)!;
    const next = grants.find((grant) => grant.at > at)?.user;
    const before = grants.findLast((grant) => grant.at < at)?.user;
    return before === undefined || before === next ? next : undefined;
  }

  #checkRecords(): void {
    const recorded = new Map<string, string[]>();
    for (const user of ACCOUNTS) {
      for (const { kind, text } of this.#platform.log(user)) {
        if (kind === 'user') recorded.set(text, [...(recorded.get(text) ?? []), user]);
      }
    }
    for (const send of this.#sends.values()) {
      const { text, owner, page, outcome } = send;
      const users = recorded.get(text) ?? [];
      if (users.length > 1) this.#violate(`"${text}" was recorded ${users.length} times`);
      const mine = owner ?? page.grants[0];
      for (const user of users) if (user !== mine) this.#violate(`"${text}" was sent as ${user}, not as ${mine}`);
      if (users.length || outcome === 'rejected' || send.isForgotten) continue;
      if (owner !== undefined) this.#violate(`"${text}" of ${owner} is lost`);
      else this.#checkKept(send);
    }
  }

  /** What nobody may send is a draft where somebody may have it. */
  #checkKept(send: AccountSend): void {
    const heir = this.#heirOf(send);
    if (!heir) return;
    const drafts = [...this.#tabOf.get(send.page)!.storage.items].filter(([key]) => key.endsWith(':draft'));
    if (!drafts.some(([key, draft]) => key.includes(heir) && draft.split('\n').includes(send.text)))
      this.#violate(`"${send.text}" is neither sent nor a draft of ${heir}`);
  }

  /** Runs when its time has come, or as soon as everything heals. */
  #later(ms: number, work: () => void): void {
    const once = () => {
      takeBack();
      this.#pending.delete(once);
      work();
    };
    const takeBack = this.#clock.after(ms, once);
    this.#pending.add(once);
  }
}
