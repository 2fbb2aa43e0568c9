import { check } from './checker.js';
import type { Entry } from './platform/conversation-log.js';
import type { Violation } from './recorder.js';
import type { Schedule, Step } from './schedule.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import { type CreateClient, Page } from './simulated-page.js';
import { type Evidence, GUEST, pagesToRead, roundTripMs, type Tab, USER } from './simulation-state.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualLocks } from './virtual-locks.js';
import { TOO_BIG, VirtualPlatform } from './virtual-platform.js';
import { VirtualStorage } from './virtual-storage.js';

/** What came out of one run. */
export interface Verdict {
  violations: Violation[];
  /** Faults that met something to break, by kind. */
  faults: Map<string, number>;
  /** Messages that the app sent, and that the bot said. */
  sent: number;
  said: number;
  /** Simulated time, in milliseconds. */
  tookMs: number;
}

/** Longer than every wait a client may be in: capped backoff, Retry-After, idle verdict, timeouts. */
const HEALING_MS = 420_000;
/** Longer than it takes to find out that an idle socket is half-open, and to replace it. */
const VERDICT_MS = 400_000;
/** What was under way when the faults ended has arrived after this. */
const CALM_MS = 10_000;
/** In this time, and that of two readings of the history, at least one of the waiting messages has to arrive. */
const PROGRESS_MS = 60_000;
/** So much later nothing may stir in a client that was disconnected. */
const SILENCE_MS = 300_000;

/** The platform, the browser with its tabs, and whoever uses them: plays a schedule and then has it judged. */
export class World implements Evidence {
  readonly clock = new VirtualClock();
  readonly schedule: Schedule;
  readonly platform: VirtualPlatform;
  readonly storage = new VirtualStorage();
  readonly locks = new VirtualLocks();
  readonly tabs: Tab[] = [];
  /** Kinds of faults that met something to break, with their number. */
  readonly faults = new Map<string, number>();
  readonly #create: CreateClient;
  readonly #random: SeededRandom;
  readonly #trace: ((line: string) => void) | undefined;
  readonly #startedAt = this.clock.now();
  #skewMs: number;
  /** So much of the log the pages of a browser have shown without a hole: what a later page goes on from. */
  readonly #shown = new Map<VirtualStorage, number>();
  /** What is undone early when everything heals. */
  #pendingRecoveries = new Set<() => void>();

  constructor(schedule: Schedule, create: CreateClient, trace?: (line: string) => void) {
    const { setup } = schedule;
    this.schedule = schedule;
    this.#skewMs = setup.skewMs;
    this.#create = create;
    this.#random = seededRandom(setup.seed);
    this.#trace = trace;
    this.platform = new VirtualPlatform(this.clock, this.#random.fork(), setup.assumptions);
    this.platform.onRecorded = (user, { text }) => {
      for (const page of this.#pages()) if (page.user === user) page.expectNews(text);
    };
    this.platform.remember(USER, setup.history);
    for (let n = 0; n < setup.tabs; n++)
      this.tabs.push({
        letter: 'xy'[n]!,
        past: [],
        page: undefined,
        storage: new VirtualStorage(),
        count: 0,
        device: this.#device(),
      });
  }

  async run(): Promise<Verdict> {
    for (const tab of this.tabs) this.#open(tab);
    for (const step of this.schedule.steps) {
      await this.clock.advance(step.afterMs);
      this.#do(step);
    }
    await this.clock.advance(0);
    await this.#heal();
    const excused = new Map(this.#pages().map((page) => [page, page.notebook.excused]));
    // Life goes on: what is said and sent now must arrive like on the first day.
    this.platform.say(USER);
    for (const tab of this.tabs) this.#send(tab);
    const calm = this.#pages().map(({ notebook }) => ({
      opened: notebook.sockets.length,
      // One that has lost something is found out late.
      isSound: notebook.sockets.at(-1)?.isWired && notebook.sockets.at(-1)?.isClean,
      blames: notebook.blames,
    }));
    await this.clock.advance(VERDICT_MS);
    await this.#drain();
    for (const [index, page] of this.#pages().entries()) {
      const { opened, isSound, blames } = calm[index]!;
      const { notebook } = page;
      // What an earlier page has left may still be refused.
      const more = notebook.sockets.length - opened - (notebook.blames - blames) - (isSound ? 0 : 1);
      if (more > 0)
        page.notebook.violate('torn down', `${page.letter} opened ${more} sockets where nothing went wrong`);
    }
    const violations = check(this, excused);
    violations.push(...(await this.#close()));
    return {
      violations,
      faults: this.faults,
      sent: this.tabs.reduce((sum, { count }) => sum + count, 0),
      said: this.platform.log(USER).filter(({ kind }) => kind === 'bot').length,
      tookMs: this.clock.now() - this.#startedAt,
    };
  }

  #device(): Tab['device'] {
    return this.schedule.setup.devices
      ? { storage: new VirtualStorage(), locks: new VirtualLocks() }
      : { storage: this.storage, locks: this.locks };
  }

  #pages(): Page[] {
    return this.tabs.flatMap(({ page }) => page ?? []);
  }

  #open(tab: Tab, user = USER): void {
    const { setup } = this.schedule;
    const gone = { page: undefined as Page | undefined };
    const continues = setup.storage === 'sync' || setup.storage === 'async';
    const page = new Page(
      {
        letter: tab.letter,
        user,
        setup,
        clock: this.clock,
        platform: this.platform,
        random: this.#random,
        count: (kind) => this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1),
        storage:
          setup.storage === 'none'
            ? undefined
            : tab.device.storage.door(setup.storage, () => gone.page?.machine.isGone ?? false),
        tabStorage:
          setup.storage === 'none' ? null : tab.storage.door(setup.storage, () => gone.page?.machine.isGone ?? false),
        locks: setup.locks ? tab.device.locks : undefined,
        skewMs: this.#skewMs,
        shown: () => {
          if (continues) this.#noteShown();
          return continues && user === USER ? this.#shown.get(tab.device.storage) : undefined;
        },
        trace: this.#trace && ((line) => this.#tell(`${tab.letter}${tab.past.length || ''} ${line}`)),
      },
      this.#create,
    );
    gone.page = page;
    tab.page = page;
    page.connect();
  }

  #do(step: Step): void {
    const tab = this.tabs[step.tab] ?? this.tabs.at(-1)!;
    const { page } = tab;
    this.#tell(`${tab.letter} ~ ${JSON.stringify(step)}`);
    if (step.do === 'say') {
      for (let n = 0; n < step.count; n++) this.platform.say(USER, step.parts);
      return;
    }
    if (step.do === 'expire tokens') {
      for (const page of this.#pages()) page.trouble();
      return this.#count('expire tokens', () => this.platform.tokens.expireTokens());
    }
    if (step.do === 'set clock') {
      this.#skewMs = step.skewMs;
      for (const page of this.#pages()) {
        const { machine, notebook } = page;
        machine.setClock(step.skewMs);
        page.trouble();
        notebook.clockSetAt = this.clock.now();
      }
      return this.#count('set clock', () => {});
    }
    if (!page) return;
    if (step.do === 'fault') return page.line.inject(step.fault);
    if (!page.isAwake) return;
    page.inspect();
    switch (step.do) {
      case 'send':
        for (let n = 0; n < step.count; n++) this.#send(tab);
        return;
      case 'send too big':
        return this.#count('too big', () => this.#send(tab, TOO_BIG));
      case 'send and abort':
        return this.#send(tab, '', step.abortMs);
      case 'weather':
        page.line.setWeather(step.weather);
        if (step.signalled) page.signal('offline');
        return this.#later(step.forMs, () => {
          page.line.setWeather('up');
          if (step.signalled && !page.machine.isGone) page.signal('online');
        });
      case 'signal':
        return page.signal(step.name);
      case 'sleep':
        page.sleep();
        if (step.losesSocket) page.line.inject({ kind: 'cut', noticeMs: this.#random.upTo(step.forMs) });
        this.#count('sleep', () => {});
        return this.#later(step.forMs, () => page.wake());
      case 'keep page':
        page.keep();
        this.#count('kept page', () => {});
        return this.#later(step.forMs, () => page.comeBack(step.closesFirst));
      case 'reload':
        return this.#reload(tab, page, step.closedMs, step.asGuest ? GUEST : USER);
      case 'disconnect':
        return page.disconnect();
      case 'connect':
        return page.connect();
      case 'load history':
        return page.loadHistory(step.limit);
      case 'close session':
        return page.closeSession();
      case 'ban':
        return page.line.inject({ kind: 'close', code: 1008 });
      case 'reject credentials':
        page.line.inject({ kind: 'http', endpoint: 'grant', failure: { kind: 'rejected' }, times: Infinity });
        this.platform.tokens.expireTokens();
        return page.line.inject({ kind: 'close', code: 1011 });
      case 'fail getJwt':
        return page.failGetJwt(step.how, step.times);
      default:
        return step satisfies never;
    }
  }

  #send(tab: Tab, extra = '', abortMs?: number): void {
    if (tab.page?.user === USER)
      tab.page.send(`${tab.letter}${++tab.count} from tab ${tab.letter} ${extra}`.trim(), abortMs);
  }

  #reload(tab: Tab, page: Page, closedMs: number, user = USER): void {
    this.#noteShown();
    if (page.user === GUEST) this.#lookOverShoulder(page);
    page.destroy();
    tab.device.locks.release(page.machine);
    tab.past.push(page);
    tab.page = undefined;
    this.#count('reload', () => {});
    this.#later(closedMs, () => this.#open(tab, user));
  }

  /** What a guest sees is none of the user's. */
  #lookOverShoulder({ client, notebook }: Page): void {
    if (client.state.status !== 'ready') return;
    const own = new Set(this.platform.log(GUEST).map(({ text }) => text));
    const seen = client.messages.find(({ text, status }) => !own.has(text) && status !== 'queued' && status !== 'sent');
    if (seen) notebook.violate('wrong user', `a guest sees ${seen.text}`);
  }

  /** How far the log is on the screen of the tab that shows most of it, without a hole since that tab was first ready. */
  #noteShown(): void {
    const log = this.platform.log(USER);
    for (const { page, device } of this.tabs) {
      if (page?.readyFrom === undefined || page.user !== USER) continue;
      const before = this.#shown.get(device.storage) ?? 0;
      const texts = new Set(page.client.messages.map(({ text }) => text));
      const { excused } = page.notebook;
      const isShown = ({ text, id }: Entry) => texts.has(text) || excused.has(id);
      let shown = Math.max(page.readyFrom, before);
      while (shown < log.length && isShown(log[shown]!)) shown++;
      this.#shown.set(device.storage, shown);
    }
  }

  /** All faults end, machines wake, pages are open again; an app that was refused or had hung up connects once more. */
  async #heal(): Promise<void> {
    this.#tell('~ everything heals');
    for (const recover of [...this.#pendingRecoveries]) recover();
    for (const tab of this.tabs) {
      if (tab.page?.user !== GUEST) continue;
      this.#reload(tab, tab.page, 0);
      for (const recover of [...this.#pendingRecoveries]) recover();
    }
    for (const page of this.#pages()) {
      page.heal();
      page.wake();
      if (this.schedule.setup.signalled) page.signal('online');
    }
    await this.clock.advance(CALM_MS);
    for (const page of this.#pages()) {
      const { status } = page.client.state;
      if (status === 'failed' || status === 'closed' || status === 'idle') page.connect();
    }
    await this.clock.advance(HEALING_MS);
    await this.#drain();
  }

  /** A long queue on a slow line takes its time: as long as messages arrive, nobody is stuck. */
  async #drain(): Promise<void> {
    const waiting = () =>
      this.#pages().reduce((sum, { sends }) => sum + sends.filter(({ outcome }) => outcome === 'pending').length, 0);
    const { setup } = this.schedule;
    const readingMs = pagesToRead(this.platform.log(USER), setup.assumptions) * roundTripMs(setup);
    for (let before = Infinity, now = waiting(); now > 0 && now < before; before = now, now = waiting()) {
      await this.clock.advance(PROGRESS_MS + 2 * readingMs);
    }
    // And a reading of what came in the meantime.
    await this.clock.advance(2 * readingMs);
  }

  /** Everybody hangs up: nothing may remain. */
  async #close(): Promise<Violation[]> {
    const pages = this.#pages();
    for (const page of pages) page.disconnect();
    await this.clock.advance(2_000);
    const before = pages.map(({ notebook }) => notebook.requests.length + notebook.sockets.length);
    const timers = pages.map(({ machine }) => machine.pending);
    await this.clock.advance(SILENCE_MS);
    return pages.flatMap(({ letter, machine, line, signals, notebook, client }, index) => {
      const left: Violation[] = [];
      const remains = (what: string) => left.push({ law: 'residue', what: `after disconnect() of ${letter}: ${what}` });
      if (timers[index]! > 0 || machine.pending > 0) remains(`${Math.max(timers[index]!, machine.pending)} timers`);
      if ([...line.sockets].some(({ readyState }) => readyState < 2)) remains('an open socket');
      if (signals.listening > 0) remains(`${signals.listening} listeners on the page`);
      if (notebook.requests.some(({ outcome }) => outcome === 'under way')) remains('a request under way');
      if (notebook.requests.length + notebook.sockets.length > before[index]!) remains('requests');
      if (client.state.status !== 'closed') remains(`state ${client.state.status}`);
      return left;
    });
  }

  /** Runs when its time has come, or as soon as everything heals. */
  #later(ms: number, work: () => void): void {
    const once = () => {
      takeBack();
      this.#pendingRecoveries.delete(once);
      work();
    };
    const takeBack = this.clock.after(ms, once);
    this.#pendingRecoveries.add(once);
  }

  #count(kind: string, work: () => void): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
    work();
  }

  #tell(line: string): void {
    this.#trace?.(`${((this.clock.now() - this.#startedAt) / 1_000).toFixed(3)} ${line}`);
  }
}

/** Plays one schedule with clients made by `create`. @param trace hears every line of what happens */
export const runSchedule = (
  schedule: Schedule,
  create: CreateClient,
  trace?: (line: string) => void,
): Promise<Verdict> => new World(schedule, create, trace).run();
