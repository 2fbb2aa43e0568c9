import { check } from './checker.js';
import type { Entry } from './platform/conversation-log.js';
import type { Violation } from './recorder.js';
import type { Schedule, Step } from './schedule.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import { type CreateClient, SimulatedPage } from './simulated-page.js';
import { GUEST, pagesToRead, roundTripMs, type SimulatedTab, type SimulationState, USER } from './simulation-state.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualLocks } from './virtual-locks.js';
import { TOO_BIG, VirtualPlatform } from './virtual-platform.js';
import { VirtualStorage } from './virtual-storage.js';

/** The result of one run. */
export interface SimulationResult {
  violations: Violation[];
  /** Faults that took effect, by kind. */
  faults: Map<string, number>;
  /** Number of messages that the app sent. */
  sent: number;
  /** Number of messages that the bot sent. */
  botMessages: number;
  /** Simulated time, in milliseconds. */
  simulatedMs: number;
}

/** Longer than every wait of a client: capped backoff, Retry-After, detection of an idle dead socket, timeouts. */
const RECOVERY_MS = 420_000;
/** The phase without faults at the end. Longer than the detection and replacement of an idle half-open socket. */
const UNDISTURBED_MS = 400_000;
/** After this time everything has arrived that was in transit when the faults ended. */
const SETTLE_MS = 10_000;
/** In this time, plus two readings of the history, at least one of the waiting messages has to arrive. */
const PROGRESS_MS = 60_000;
/** The time in which a disconnected client must do nothing. */
const QUIET_MS = 300_000;

/** Runs a schedule with a platform, tabs and apps, and passes the result to the checker. */
export class Simulation implements SimulationState {
  readonly clock = new VirtualClock();
  readonly schedule: Schedule;
  readonly platform: VirtualPlatform;
  readonly storage = new VirtualStorage();
  readonly locks = new VirtualLocks();
  readonly tabs: SimulatedTab[] = [];
  /** Faults that took effect, by kind. */
  readonly faults = new Map<string, number>();
  readonly #create: CreateClient;
  readonly #random: SeededRandom;
  readonly #trace: ((line: string) => void) | undefined;
  readonly #startedAt = this.clock.now();
  #skewMs: number;
  /** By browser storage: the number of log entries that its pages have shown without a gap. Later pages continue from there. */
  readonly #shown = new Map<VirtualStorage, number>();
  /** The ends of outages, sleeps and closed tabs that are still to come. `#recover()` runs them early. */
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
      for (const page of this.#pages()) if (page.user === user) page.expectLossDetected(text);
    };
    this.platform.addHistory(USER, setup.history);
    for (let n = 0; n < setup.tabs; n++)
      this.tabs.push({
        letter: 'xy'[n]!,
        past: [],
        page: undefined,
        storage: new VirtualStorage(),
        count: 0,
        browser: this.#browser(),
      });
  }

  async run(): Promise<SimulationResult> {
    for (const tab of this.tabs) this.#open(tab);
    for (const step of this.schedule.steps) {
      await this.clock.advance(step.afterMs);
      this.#do(step);
    }
    await this.clock.advance(0);
    await this.#recover();
    const excused = new Map(this.#pages().map((page) => [page, page.recorder.excused]));
    // Messages that are sent now must arrive without any reconnect.
    this.platform.sendBotMessage(USER);
    for (const tab of this.tabs) this.#send(tab);
    const before = this.#pages().map(({ recorder }) => ({
      opened: recorder.sockets.length,
      // The client may still detect that a socket has lost a frame, and replace it.
      isHealthy: recorder.sockets.at(-1)?.isAlive && recorder.sockets.at(-1)?.isLossless,
      messageCloses: recorder.messageCloses,
    }));
    await this.clock.advance(UNDISTURBED_MS);
    await this.#drain();
    for (const [index, page] of this.#pages().entries()) {
      const { opened, isHealthy, messageCloses } = before[index]!;
      const { recorder } = page;
      // The platform may still close a socket because of an oversized message of an earlier page.
      const surplus = recorder.sockets.length - opened - (recorder.messageCloses - messageCloses) - (isHealthy ? 0 : 1);
      if (surplus > 0)
        page.recorder.addViolation(
          'needless reconnect',
          `${page.letter} opened ${surplus} sockets although there was no fault`,
        );
    }
    const violations = check(this, excused);
    violations.push(...(await this.#close()));
    return {
      violations,
      faults: this.faults,
      sent: this.tabs.reduce((sum, { count }) => sum + count, 0),
      botMessages: this.platform.log(USER).filter(({ kind }) => kind === 'bot').length,
      simulatedMs: this.clock.now() - this.#startedAt,
    };
  }

  #browser(): SimulatedTab['browser'] {
    return this.schedule.setup.separateDevices
      ? { storage: new VirtualStorage(), locks: new VirtualLocks() }
      : { storage: this.storage, locks: this.locks };
  }

  #pages(): SimulatedPage[] {
    return this.tabs.flatMap(({ page }) => page ?? []);
  }

  #open(tab: SimulatedTab, user = USER): void {
    const { setup } = this.schedule;
    const loaded = { page: undefined as SimulatedPage | undefined };
    const isDestroyed = () => loaded.page?.device.isDestroyed ?? false;
    const continues = setup.storage === 'sync' || setup.storage === 'async';
    const page = new SimulatedPage(
      {
        letter: tab.letter,
        user,
        setup,
        clock: this.clock,
        platform: this.platform,
        random: this.#random,
        count: (kind) => this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1),
        storage: setup.storage === 'none' ? undefined : tab.browser.storage.forPage(setup.storage, isDestroyed),
        tabStorage: setup.storage === 'none' ? null : tab.storage.forPage(setup.storage, isDestroyed),
        locks: setup.locks ? tab.browser.locks : undefined,
        skewMs: this.#skewMs,
        shown: () => {
          if (continues) this.#recordShown();
          return continues && user === USER ? this.#shown.get(tab.browser.storage) : undefined;
        },
        trace: this.#trace && ((line) => this.#writeTrace(`${tab.letter}${tab.past.length || ''} ${line}`)),
      },
      this.#create,
    );
    loaded.page = page;
    tab.page = page;
    page.connect();
  }

  #do(step: Step): void {
    const tab = this.tabs[step.tab] ?? this.tabs.at(-1)!;
    const { page } = tab;
    this.#writeTrace(`${tab.letter} ~ ${JSON.stringify(step)}`);
    if (step.do === 'bot messages') {
      for (let n = 0; n < step.count; n++) this.platform.sendBotMessage(USER, step.parts);
      return;
    }
    if (step.do === 'expire tokens') {
      for (const page of this.#pages()) page.voidDeadlines();
      return this.#count('expire tokens', () => this.platform.credentials.expireTokens());
    }
    if (step.do === 'set clock') {
      this.#skewMs = step.skewMs;
      for (const page of this.#pages()) {
        const { device, recorder } = page;
        device.setClock(step.skewMs);
        page.voidDeadlines();
        recorder.clockSetAt = this.clock.now();
      }
      return this.#count('set clock', () => {});
    }
    if (!page) return;
    if (step.do === 'fault') {
      // The platform expires those of all links.
      if (step.fault.kind === 'expire urls') for (const each of this.#pages()) each.voidDeadlines();
      return page.link.inject(step.fault);
    }
    if (!page.isAwake) return;
    page.inspect();
    switch (step.do) {
      case 'send':
        for (let n = 0; n < step.count; n++) this.#send(tab);
        return;
      case 'send oversized':
        return this.#count('oversized', () => this.#send(tab, TOO_BIG));
      case 'send and abort':
        return this.#send(tab, '', step.abortMs);
      case 'network':
        page.link.setCondition(step.condition);
        if (step.signalled) page.signal('offline');
        return this.#runLater(step.durationMs, () => {
          page.link.setCondition('up');
          if (step.signalled && !page.device.isDestroyed) page.signal('online');
        });
      case 'signal':
        return page.signal(step.name);
      case 'sleep':
        page.sleep();
        if (step.losesSocket) page.link.inject({ kind: 'cut', detectedAfterMs: this.#random.upTo(step.durationMs) });
        this.#count('sleep', () => {});
        return this.#runLater(step.durationMs, () => page.wake());
      case 'enter bfcache':
        page.enterBfcache();
        this.#count('bfcache', () => {});
        return this.#runLater(step.durationMs, () => page.leaveBfcache(step.closesFirst));
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
        return page.link.inject({ kind: 'close', code: 1008 });
      case 'reject credentials':
        page.link.inject({ kind: 'http', endpoint: 'grant', failure: { kind: 'rejected' }, times: Infinity });
        this.platform.credentials.expireTokens();
        return page.link.inject({ kind: 'close', code: 1011 });
      case 'fail getJwt':
        return page.failGetJwt(step.how, step.times);
      default:
        return step satisfies never;
    }
  }

  #send(tab: SimulatedTab, extra = '', abortMs?: number): void {
    if (tab.page?.user === USER)
      tab.page.send(`${tab.letter}${++tab.count} from tab ${tab.letter} ${extra}`.trim(), abortMs);
  }

  #reload(tab: SimulatedTab, page: SimulatedPage, closedMs: number, user = USER): void {
    this.#recordShown();
    if (page.user === GUEST) this.#checkGuestView(page);
    page.destroy();
    tab.browser.locks.release(page.device);
    tab.past.push(page);
    tab.page = undefined;
    this.#count('reload', () => {});
    this.#runLater(closedMs, () => this.#open(tab, user));
  }

  /** Checks that a guest sees no message of the user. */
  #checkGuestView({ client, recorder }: SimulatedPage): void {
    if (client.state.status !== 'ready') return;
    const own = new Set(this.platform.log(GUEST).map(({ text }) => text));
    const seen = client.messages.find(({ text, status }) => !own.has(text) && status !== 'queued' && status !== 'sent');
    if (seen) recorder.addViolation('wrong user', `a guest sees ${seen.text}`);
  }

  /** Updates `#shown`: for each browser the entries that one of its tabs shows without a gap since it was first ready. */
  #recordShown(): void {
    const log = this.platform.log(USER);
    for (const { page, browser } of this.tabs) {
      if (page?.readyFrom === undefined || page.user !== USER) continue;
      const before = this.#shown.get(browser.storage) ?? 0;
      const texts = new Set(page.client.messages.map(({ text }) => text));
      const { excused } = page.recorder;
      const isShown = ({ text, id }: Entry) => texts.has(text) || excused.has(id);
      let shown = Math.max(page.readyFrom, before);
      while (shown < log.length && isShown(log[shown]!)) shown++;
      this.#shown.set(browser.storage, shown);
    }
  }

  /** Ends all faults, wakes all devices and opens all pages. Apps that were refused or disconnected connect again. */
  async #recover(): Promise<void> {
    this.#writeTrace('~ all faults end');
    for (const recover of [...this.#pendingRecoveries]) recover();
    for (const tab of this.tabs) {
      if (tab.page?.user !== GUEST) continue;
      this.#reload(tab, tab.page, 0);
      for (const recover of [...this.#pendingRecoveries]) recover();
    }
    for (const page of this.#pages()) {
      page.clearFaults();
      page.wake();
      if (this.schedule.setup.signalled) page.signal('online');
    }
    await this.clock.advance(SETTLE_MS);
    for (const page of this.#pages()) {
      const { status } = page.client.state;
      if (status === 'failed' || status === 'closed' || status === 'idle') page.connect();
    }
    await this.clock.advance(RECOVERY_MS);
    await this.#drain();
  }

  /** Waits until all messages have arrived, or none arrives any more: a long queue on a slow link takes its time. */
  async #drain(): Promise<void> {
    const waiting = () =>
      this.#pages().reduce((sum, { sends }) => sum + sends.filter(({ outcome }) => outcome === 'pending').length, 0);
    const { setup } = this.schedule;
    const readingMs = pagesToRead(this.platform.log(USER), setup.assumptions) * roundTripMs(setup);
    for (let before = Infinity, now = waiting(); now > 0 && now < before; before = now, now = waiting()) {
      await this.clock.advance(PROGRESS_MS + 2 * readingMs);
    }
    // The history is read once more for the messages that came in the meantime.
    await this.clock.advance(2 * readingMs);
  }

  /** Disconnects all pages, and checks that nothing remains. */
  async #close(): Promise<Violation[]> {
    const pages = this.#pages();
    for (const page of pages) page.disconnect();
    await this.clock.advance(2_000);
    const before = pages.map(({ recorder }) => recorder.requests.length + recorder.sockets.length);
    const timers = pages.map(({ device }) => device.pending);
    await this.clock.advance(QUIET_MS);
    return pages.flatMap(({ letter, device, link, signals, recorder, client }, index) => {
      const found: Violation[] = [];
      const note = (message: string) =>
        found.push({ kind: 'not cleaned up', message: `after disconnect() of ${letter}: ${message}` });
      if (timers[index]! > 0 || device.pending > 0) note(`${Math.max(timers[index]!, device.pending)} timers`);
      if ([...link.sockets].some(({ readyState }) => readyState < 2)) note('an open socket');
      if (signals.listening > 0) note(`${signals.listening} listeners on the page`);
      if (recorder.requests.some(({ outcome }) => outcome === 'pending')) note('a pending request');
      if (recorder.requests.length + recorder.sockets.length > before[index]!) note('requests');
      if (client.state.status !== 'closed') note(`state ${client.state.status}`);
      return found;
    });
  }

  /** Runs after a time, or early in `#recover()`. */
  #runLater(ms: number, work: () => void): void {
    const runOnce = () => {
      cancelTimer();
      this.#pendingRecoveries.delete(runOnce);
      work();
    };
    const cancelTimer = this.clock.after(ms, runOnce);
    this.#pendingRecoveries.add(runOnce);
  }

  #count(kind: string, work: () => void): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
    work();
  }

  #writeTrace(line: string): void {
    this.#trace?.(`${((this.clock.now() - this.#startedAt) / 1_000).toFixed(3)} ${line}`);
  }
}

/** Runs one schedule with clients made by `create`. @param trace called with each line of what happens */
export const simulate = (
  schedule: Schedule,
  create: CreateClient,
  trace?: (line: string) => void,
): Promise<SimulationResult> => new Simulation(schedule, create, trace).run();
