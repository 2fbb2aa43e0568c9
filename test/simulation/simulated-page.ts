// Loaded before the first run: what a client loads later takes real time, and here none passes.
import type { ChatClient, ChatClientOptions, ChatEvents, Delivery, StorageLike } from '../../src/index.js';
import { Punctuality } from './deadline-monitor.js';
import { Machine } from './device.js';
import type { LineOptions } from './network/link.js';
import { Line } from './network/link.js';
import type { Entry } from './platform/conversation-log.js';
import { BOT } from './platform/wire-format.js';
import { Notebook, type SocketNote } from './recorder.js';
import type { Setup, Signal } from './schedule.js';
import { SecretScanner } from './secrets.js';
import { pagesToRead, roundTripMs } from './simulation-state.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import { VirtualSignals } from './virtual-signals.js';

export type CreateClient = (options: ChatClientOptions) => ChatClient;

/** A message that `send()` has accepted. */
export interface SendNote {
  readonly text: string;
  readonly at: number;
  outcome: 'pending' | 'delivered' | 'rejected';
  /** Of the message in `client.messages`, once delivered. */
  id?: string;
  error?: unknown;
  /** The app has taken it back: it may be rejected, unless it was on the wire. */
  isTakenBack?: boolean;
  /** The page had hung up, or was refused, while it waited. */
  wasReleased?: boolean;
  /** Nobody was known to send it yet: no access token had been granted. */
  readonly isNobodys: boolean;
}

export interface PageOptions extends Pick<LineOptions, 'clock' | 'platform' | 'random' | 'count'> {
  /** Letter that the texts of this page begin with. */
  letter: string;
  user: string;
  setup: Setup;
  clock: VirtualClock;
  storage: StorageLike | undefined;
  /** Of the tab. */
  tabStorage: StorageLike | null;
  /** Of the browser, where it has Web Locks. */
  locks: VirtualLocks | undefined;
  /** So much of the log is shown in the tabs with this storage; undefined where nothing outlives a page. */
  shown: () => number | undefined;
  skewMs: number;
  trace: ((line: string) => void) | undefined;
}

/** How long a connection that is dead may be taken for a living one, in milliseconds: part 4 of the promise. */
const VERDICT_MS = { ack: 10_000, signal: 2_000 };
/**
 * Of a socket on which nobody says anything. The first question comes within 45 s of the last frame, the second one 2 min
 * after it, all others 5 min after the one before; and as questions follow pings, a question that is due waits for the next
 * ping, up to 30 s, and for its answer, 2 s. The answer of the question may take 8 s.
 */
const IDLE_MS = { first: 45_000, second: 45_000 + 120_000 + 32_000, later: 300_000 + 32_000 + 8_000 };
/** No question about a silent socket is asked earlier, the second one no earlier than 2 min after that. */
const SILENCE_MS = 25_000;
const SECOND_QUESTION_MS = 120_000;
/** From a good moment to `ready`, beside the calls that it takes. */
const BACK_MS = 1_000;
/** The longest wait between two attempts, and the longest that a call may be under way: one of getJwt. */
const BACKOFF_MS = 20_000;
const CALL_MS = 30_000;
const ROUND_TRIPS = 10;
/** How long a storage that does not answer is waited for. */
const HANGING_MS = 3_000;

const EVENTS: (keyof ChatEvents)[] = [
  'bot.message',
  'ack',
  'bot_response',
  'user_message',
  'events',
  'unknown',
  'history',
  'message',
  'state',
  'typing',
  'error',
];

/** One page in one tab, from loading to its end: a client, what is under it, and an app that uses it as apps do. */
export class Page {
  readonly letter: string;
  readonly user: string;
  readonly machine: Machine;
  readonly line: Line;
  readonly signals = new VirtualSignals();
  readonly notebook: Notebook;
  readonly client: ChatClient;
  readonly sends: SendNote[] = [];
  /** Calls of the app whose promises are not settled. */
  readonly pendingCalls: string[] = [];
  /** Messages in the log when this page first was ready and had read the history; undefined before. */
  readyFrom: number | undefined;
  /** Messages of the log that an earlier page with the same storage has shown; this one goes on after them. */
  continuesFrom: number | undefined;
  /** It was connected before it had read anything of the history. */
  wasBlind = false;
  /** When somebody waited for a message or for `connect()`. */
  readonly waits: { from: number; until: number }[] = [];
  /** A message waits that another page has accepted. */
  #adopted: { from: number; until: number } | undefined;
  /** When a signal or a sleep last made the client ask out of turn. */
  #signalledAt = -Infinity;
  jwtCalls = 0;
  /** Times that the app had none. */
  jwtsRefused = 0;
  readonly #punctuality: Punctuality;
  #hasHistory = false;
  #jwtFailures: ('reject' | 'hang' | 'empty')[] = [];
  readonly #options: PageOptions;
  readonly #scanner: SecretScanner;

  constructor(options: PageOptions, create: CreateClient) {
    const { clock, platform, setup, letter, random, skewMs } = options;
    this.#options = options;
    this.letter = letter;
    this.user = options.user;
    this.notebook = new Notebook(clock.now(), options.trace);
    this.#scanner = new SecretScanner((place, excerpt) => this.notebook.violate('leak', `${place} shows …${excerpt}…`));
    this.machine = new Machine(clock, { skewMs, onCrash: (error) => this.#crashed('a callback', error) });
    const { machine, notebook } = this;
    this.#punctuality = new Punctuality(clock, (law, what) => notebook.violate(law, `${letter}: ${what}`));
    notebook.onTrouble = () => this.trouble();
    notebook.onFailure = () => this.#expectHealed();
    notebook.onDeath = () => this.#expectVerdict();
    notebook.onLoss = () => this.#expectSuspicion();
    notebook.onHistory = () => {
      if (!this.#hasHistory) this.wasBlind = notebook.sockets.length > 0;
      this.#hasHistory = true;
      this.#noteReady();
    };
    const { latencyMs } = setup;
    this.line = new Line({
      clock,
      machine,
      platform,
      notebook,
      latencyMs,
      random: random.fork(),
      ...(options.count && { count: options.count }),
    });
    const chance = random.fork();
    this.client = create({
      apiUrl: 'https://platform.test/api/1.1/',
      bot: { name: BOT.name, id: BOT.id },
      getJwt: ({ signal }) => this.#getJwt(signal),
      fetch: this.line.fetch,
      WebSocket: this.line.WebSocket,
      clock: machine,
      random: () => chance.next(),
      signals: this.signals,
      // Not left out: some versions of Node have locks of their own.
      locks: options.locks?.door(machine) ?? null,
      tabStorage: options.tabStorage,
      deliveryReceipts: setup.deliveryReceipts,
      logger: (level, message, details) => {
        this.notebook.trace(`${level}: ${message}`);
        this.#scanner.scan('log', [message, details]);
      },
      ...(options.storage && { storage: this.#noteMark(options.storage) }),
    });
    this.#listen(setup.rudeApp);
  }

  /** Whether its app can do anything now. */
  get isAwake(): boolean {
    return !this.machine.isAsleep && !this.machine.isGone;
  }

  connect(): void {
    this.trouble();
    this.#follow('connect()', this.#noteWait(this.client.connect()));
  }

  disconnect(): void {
    this.trouble();
    this.#follow('disconnect()', this.client.disconnect());
  }

  loadHistory(limit: number): void {
    // What it brings comes to light by no reading that could tell of the socket.
    const isLoaded = () => this.trouble();
    this.#follow('loadHistory()', this.client.loadHistory({ limit }).finally(isLoaded));
  }

  closeSession(): void {
    this.#follow('closeSession()', this.client.closeSession());
  }

  /** @param abortMs when the app takes it back; undefined: never */
  send(text: string, abortMs?: number): void {
    this.#stir();
    const note: SendNote = {
      text,
      at: this.#options.clock.now(),
      outcome: 'pending',
      isNobodys: this.notebook.isAnonymous,
      wasReleased: /failed|closed/.test(this.client.state.status),
    };
    this.sends.push(note);
    const abort = new AbortController();
    if (abortMs !== undefined) {
      this.#options.clock.after(abortMs, () =>
        this.machine.run(() => {
          note.isTakenBack = true;
          abort.abort();
        }),
      );
    }
    this.#noteWait(this.client.send(text, { signal: abort.signal })).then(
      ({ id }: Delivery) => {
        // Proof of health: the count of failures begins anew.
        this.#stir();
        Object.assign(note, { outcome: 'delivered', id });
      },
      (error: unknown) => {
        Object.assign(note, { outcome: 'rejected', error });
        this.notebook.trace(`${text} is rejected: ${error}`);
        this.#scanner.scan('send()', error);
      },
    );
  }

  signal(name: Signal): void {
    this.#stir();
    this.#signalledAt = this.#options.clock.now();
    this.trouble();
    // What is still to go wrong may do so at once.
    const isClear = this.#isClear;
    this.machine.run(() => this.signals.emit(name));
    if (name !== 'offline' && isClear) this.#expectBack(name);
  }

  /** Something has gone wrong, or somebody has interfered: nobody is late before it is over. */
  trouble(): void {
    this.#punctuality.trouble();
  }

  sleep(): void {
    this.trouble();
    this.machine.sleep();
  }

  wake(): void {
    if (this.machine.isAsleep) this.#signalledAt = this.#options.clock.now();
    this.#stir();
    this.trouble();
    this.machine.wake();
  }

  /** Frozen in memory, with its sockets cut: it hears of nothing until it is seen again. */
  keep(): void {
    this.trouble();
    this.machine.sleep();
    this.line.inject({ kind: 'cut', noticeMs: 0 });
  }

  comeBack(closesFirst: boolean): void {
    if (!this.machine.isAsleep) return;
    this.#signalledAt = this.#options.clock.now();
    this.#stir();
    this.trouble();
    const shown = () => this.signals.emit('pageshow');
    // What comes due while it is frozen runs in the order of its time: the close is from before.
    if (closesFirst) {
      this.machine.wake();
      this.#options.clock.after(1, () => this.machine.run(shown));
    } else this.machine.wake(shown);
    if (this.#isClear) this.#expectBack('pageshow');
  }

  failGetJwt(how: 'reject' | 'hang' | 'empty', times: number): void {
    this.trouble();
    for (let n = 0; n < times; n++) this.#jwtFailures.push(how);
  }

  /** No fault is left, neither of the network nor of the app. */
  heal(): void {
    this.#jwtFailures = [];
    this.line.heal();
    this.#stir();
    this.#expectHealed();
  }

  /** Reloaded or closed, without a word to anybody. */
  destroy(): void {
    this.trouble();
    this.machine.destroy();
    this.line.destroy();
  }

  /** Looks for secrets in what is visible at this moment. */
  inspect(): void {
    this.#scanner.scan('messages', this.client.messages);
    this.#scanner.scan('state', this.client.state);
  }

  #listen(isRude: boolean): void {
    for (const name of EVENTS) {
      this.client.on(name, (event) => {
        if (name === 'state') this.#stateChanged();
        this.#scanner.scan(`event ${name}`, event);
      });
      if (isRude) {
        this.client.on(name, () => {
          throw new Error(`the app cannot bear ${name}`);
        });
      }
    }
  }

  #stateChanged(): void {
    const { state } = this.client;
    this.notebook.trace(`state: ${state.status}${'cause' in state && state.cause ? ` (${state.cause.code})` : ''}`);
    this.#noteReady();
    this.#noteAdopted();
    if (state.status === 'failed' || state.status === 'closed') {
      for (const send of this.sends) send.wasReleased ||= send.outcome === 'pending';
    }
    if (state.status === 'failed' && !this.notebook.mayFail) {
      this.notebook.violate('always back', `failed without a refusal: ${state.cause.message}`);
    }
  }

  /**
   * From here on nothing may be missed: while a platform gives no history, a client has no mark to go on from. One that
   * does not even ask has no excuse.
   */
  #noteReady(): void {
    const hasTried = this.notebook.requests.some(({ endpoint }) => endpoint === 'history');
    if (this.client.state.status !== 'ready' || (hasTried && !this.#hasHistory)) return;
    if (this.readyFrom !== undefined) return;
    this.readyFrom = this.#options.platform.log(this.user).length;
  }

  /**
   * Tabs share the mark of what was read: what another one had shown when this page first asked for the mark is not shown here
   * again. A page that found none, because no other one had read anything, goes on from its own first reading.
   */
  #noteMark(storage: StorageLike): StorageLike {
    let hasAsked = false;
    return {
      ...storage,
      getItem: (key) => {
        const value = storage.getItem(key);
        if (hasAsked || !key.endsWith(':mark')) return value;
        hasAsked = true;
        const shown = this.#options.shown();
        void Promise.resolve(value).then(
          (mark) => {
            if (typeof mark === 'string' && mark !== '{}') this.continuesFrom = shown;
          },
          () => {},
        );
        return value;
      },
    };
  }

  #getJwt(signal: AbortSignal): Promise<string> | string {
    this.jwtCalls++;
    const failure = this.#jwtFailures.shift();
    if (failure) {
      this.jwtsRefused++;
      this.#options.count?.(`getJwt ${failure}`);
      // The client hears of it in a moment.
      this.#options.clock.after(1, () => this.#expectHealed());
    }
    switch (failure) {
      case 'reject':
        return Promise.reject(new Error('the token endpoint is down'));
      case 'empty':
        return '';
      case 'hang':
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      default:
        return new Promise((resolve) => {
          const { clock, platform, user } = this.#options;
          clock.after(this.line.latency('down'), () => this.machine.run(() => resolve(platform.tokens.mintJwt(user))));
        });
    }
  }

  /** A call of the app: it may succeed or fail, but it has to do one of the two, and to tell no secret. */
  #follow(name: string, call: Promise<unknown>): void {
    this.#stir();
    this.pendingCalls.push(name);
    const settle = (outcome: unknown) => {
      this.pendingCalls.splice(this.pendingCalls.indexOf(name), 1);
      this.#scanner.scan(name, outcome);
    };
    call.then(settle, settle);
  }

  /** Nothing is in the way of a connection. */
  get #isClear(): boolean {
    const now = this.#options.clock.now();
    // A date is good for a whole second.
    const mayAsk = this.notebook.retryAfter.every(({ until }) => until + 1_000 <= now);
    const isDoomed = this.notebook.requests.some((one) => one.isDoomed && one.outcome === 'under way');
    return this.isAwake && this.line.isClear && !this.#jwtFailures.length && mayAsk && !isDoomed;
  }

  /** Ready, on a socket that something passes, or that has not missed anything: a page cannot tell them apart. */
  get #isBack(): boolean {
    return this.#isBackSince(this.#options.clock.now());
  }

  /** @param asOf what the history showed only later tells nothing */
  #isBackSince(asOf: number): boolean {
    const socket = this.notebook.sockets.at(-1);
    return this.client.state.status === 'ready' && !!socket && (socket.isWired || !this.#hasMissed(socket, asOf));
  }

  /** The refusal was under way when it was healed. */
  get #isRefused(): boolean {
    return this.client.state.status === 'failed' && this.notebook.mayFail;
  }

  /** What the first reading on a socket brings may be older than the socket: that tells nothing. */
  #hasMissed(
    { diedAt = Infinity, readAt = Infinity, carried }: SocketNote,
    asOf: number = this.#options.clock.now(),
  ): boolean {
    const arrived = new Set(carried.flatMap(({ entryId, arrived }) => (arrived ? [entryId] : [])));
    const lost = new Set(carried.flatMap(({ entryId, arrived }) => (arrived ? [] : [entryId])));
    const isNews = ({ id, recordedAt, visibleAt, text }: Entry) =>
      recordedAt >= readAt &&
      visibleAt <= asOf &&
      // It may have been put on the socket in the very millisecond in which that died, and arrived.
      !arrived.has(id) &&
      (lost.has(id) ||
        (recordedAt >= diedAt && !this.sends.some((own) => own.text === text && own.outcome !== 'pending')));
    return this.#options.platform.log(this.user).some(isNews);
  }

  /**
   * The calls of one attempt on this line: a JWT, a grant, each once more where they are refused, a URL, a socket; and a
   * reading of the history, as many calls as it takes.
   */
  get #attemptMs(): number {
    const { setup } = this.#options;
    // The first thing that a client asks of its storage is given up after a time; then it goes on without it.
    const hangingMs = setup.storage === 'hanging' ? 2 * HANGING_MS : 0;
    return ROUND_TRIPS * roundTripMs(setup) + this.#readingMs + hangingMs;
  }

  get #readingMs(): number {
    const { platform, setup } = this.#options;
    return pagesToRead(platform.log(this.user), setup.assumptions) * roundTripMs(setup);
  }

  /** So long a socket that dies now, or loses what is said now, may be taken for a living one. */
  get #idleMs(): number {
    const { clock, setup } = this.#options;
    const now = clock.now();
    const heardAt = this.notebook.sockets.at(-1)?.heardAt ?? -Infinity;
    // A question that a signal has raised counts as one about the silence.
    if (this.#signalledAt >= heardAt) return IDLE_MS.later;
    const silentMs = now - heardAt;
    // The history need not show at once what was said.
    const askedMs = silentMs + setup.assumptions.lagMs;
    if (askedMs < SILENCE_MS) return IDLE_MS.first - silentMs;
    return askedMs < SILENCE_MS + SECOND_QUESTION_MS ? IDLE_MS.second - silentMs : IDLE_MS.later;
  }

  /** A new access token is there in time for a verdict after a signal. */
  get #isQuick(): boolean {
    const { up, down } = this.#options.setup.latencyMs;
    return 1.5 * (up + 2 * down) < VERDICT_MS.signal;
  }

  /**
   * After `online` or visibility: a healthy socket is kept, one that has missed something is known after 2 s, and the way
   * back takes 1 s.
   */
  #expectBack(signal: Signal): void {
    const { status } = this.client.state;
    if (!this.#isClear || status === 'failed' || status === 'closed' || status === 'idle') return;
    const socket = this.notebook.sockets.at(-1);
    const isHeld = !!socket && !socket.isOver;
    // What was lost on it comes to light later, and costs a socket then.
    if (isHeld && !socket.isClean) return;
    // A line that does not answer in time for a verdict has to be asked again.
    const againMs = this.#isQuick ? 0 : BACKOFF_MS + this.#readingMs;
    const withinMs = (isHeld && !socket.isWired ? VERDICT_MS.signal : 0) + BACK_MS + this.#attemptMs + againMs;
    const now = this.#options.clock.now();
    const hasMissed = isHeld && this.#hasMissed(socket, now);
    const isBack = () => (hasMissed ? this.#isBackSince(now) : this.client.state.status === 'ready') || this.#isRefused;
    this.#punctuality.expect('late', withinMs, `is not ready after ${signal}, from ${status},`, isBack);
    const hasNothingOpen = this.sends.every(({ outcome }) => outcome !== 'pending');
    if (isHeld && socket.isWired && this.#isQuick && hasNothingOpen && this.#isBack) {
      const isKept = () => !socket.isOver && this.notebook.sockets.at(-1) === socket;
      this.#punctuality.expect('torn down', withinMs, `a healthy socket was replaced after ${signal}`, isKept);
    }
  }

  /** Something was recorded: a socket that does not bring it is found out. Own messages are no news, whatever tells of them. */
  expectNews(text: string): void {
    const socket = this.notebook.sockets.at(-1);
    if (!this.#isClear || !socket || socket.isOver || socket.isWired || this.client.state.status !== 'ready') return;
    if (socket.readAt === undefined || this.sends.some((own) => own.text === text)) return;
    const isKnown = () => socket.isOver || this.client.state.status !== 'ready';
    const withinMs = this.#idleMs + this.#readingMs;
    this.#punctuality.expect('late', withinMs, 'a socket that misses things was not found out', isKnown);
  }

  /** The socket has died without a word, and the network with it. */
  #expectVerdict(): void {
    const socket = this.notebook.sockets.at(-1);
    if (!socket || !this.isAwake || this.client.state.status !== 'ready' || this.line.weather === 'up') return;
    const isKnown = () => socket.isOver || this.client.state.status !== 'ready';
    this.#punctuality.expect('late', this.#idleMs, 'a dead network was not found out', isKnown);
  }

  /** A message was sent to nowhere. */
  #expectSuspicion(): void {
    const socket = this.notebook.sockets.at(-1)!;
    const isKnown = () => socket.isOver || this.client.state.status !== 'ready';
    this.#punctuality.expect('late', VERDICT_MS.ack, 'a missing ack was not noticed', isKnown);
  }

  /** All is well from now on, or has gone wrong for the last time, and nobody says so. */
  #expectHealed(): void {
    this.trouble();
    const { status } = this.client.state;
    if (!this.#isClear || status === 'failed' || status === 'closed' || status === 'idle') return;
    const waitMs = status === 'ready' || status === 'offline' ? this.#idleMs : status === 'waiting' ? 0 : CALL_MS;
    const withinMs = waitMs + BACKOFF_MS + BACK_MS + this.#attemptMs;
    this.#punctuality.expect('late', withinMs, `is not ready, from ${status},`, () => this.#isBack || this.#isRefused);
  }

  #noteWait<Result>(waiting: Promise<Result>): Promise<Result> {
    const wait = { from: this.#options.clock.now(), until: Infinity };
    this.waits.push(wait);
    return waiting.finally(() => {
      wait.until = this.#options.clock.now();
    });
  }

  /** What an earlier page has left, or another tab, makes its new page wait as what was sent in it. Queued messages come last. */
  #noteAdopted(): void {
    const now = this.#options.clock.now();
    const isWaiting = /^(queued|sent)$/.test(this.client.messages.at(-1)?.status ?? '');
    if (!isWaiting) {
      if (this.#adopted) this.#adopted.until = now;
      this.#adopted = undefined;
    } else if (!this.#adopted) {
      this.#adopted = { from: now, until: Infinity };
      this.waits.push(this.#adopted);
    }
  }

  #stir(): void {
    this.notebook.stimuli.push(this.#options.clock.now());
  }

  #crashed(where: string, error: unknown): void {
    this.notebook.violate('crash', `${where} threw ${error instanceof Error ? (error.stack ?? error) : error}`);
  }
}
