// A static import, so that the lazy parts of the client are loaded before the first run: loading them takes real time.

import type { ChatClient, ChatClientOptions, ChatEvents, Delivery, StorageLike } from '../../src/index.js';
import { recordLogs } from '../support/record-logs.js';
import { DeadlineMonitor } from './deadline-monitor.js';
import { Device } from './device.js';
import type { LinkOptions } from './network/link.js';
import { Link } from './network/link.js';
import type { Entry } from './platform/conversation-log.js';
import { BOT } from './platform/wire-format.js';
import { Recorder, type SocketRecord } from './recorder.js';
import type { Setup, Signal } from './schedule.js';
import { SecretScanner } from './secrets.js';
import { pagesToRead, roundTripMs } from './simulation-state.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import { VirtualSignals } from './virtual-signals.js';

export type CreateClient = (options: ChatClientOptions) => ChatClient;

/** A message that `send()` has accepted. */
export interface SentMessage {
  readonly text: string;
  readonly at: number;
  outcome: 'pending' | 'delivered' | 'rejected';
  /** Id of the message in `client.messages`, once it is delivered. */
  id?: string;
  error?: unknown;
  /** The app has aborted it, so it may be rejected unless it was sent already. */
  isAborted?: boolean;
  /** The page was disconnected or refused, and not connected again, while the message waited, so that another tab may send it. */
  wasReleased?: boolean;
  /** No access token had been granted yet when the message was accepted. */
  readonly hadUnknownUser: boolean;
}

export interface SimulatedPageOptions extends Pick<LinkOptions, 'clock' | 'platform' | 'random' | 'count'> {
  /** The first letter of the texts that this page sends. */
  letter: string;
  user: string;
  setup: Setup;
  clock: VirtualClock;
  storage: StorageLike | undefined;
  /** The `sessionStorage` of the tab. */
  tabStorage: StorageLike | null;
  /** The Web Locks of the browser; undefined where it has none. */
  locks: VirtualLocks | undefined;
  /** Number of log entries that the tabs with this storage have shown; undefined where nothing outlives a page. */
  shown: () => number | undefined;
  skewMs: number;
  trace: ((line: string) => void) | undefined;
}

/** The longest time until a dead connection is detected, in milliseconds (D10). */
const DETECTION_MS = { ack: 10_000, signal: 2_000 };
/**
 * The longest time until a silent dead socket is detected. The first probe comes within 45 s of the last frame, the second one
 * 2 min after the first, and all others 5 min after the previous one. As probes follow pings, a probe that is due waits up to
 * 30 s for the next ping, and 2 s for the pong. The response to the probe may take 8 s.
 */
const IDLE_DETECTION_MS = { first: 45_000, second: 45_000 + 120_000 + 32_000, later: 300_000 + 32_000 + 8_000 };
/** The shortest silence before the first probe, and the shortest time between the first probe and the second one. */
const PROBE_AFTER_MS = 25_000;
const SECOND_PROBE_MS = 120_000;
/** The longest time to `ready` once nothing prevents a connection, in addition to that of the calls. */
const READY_MS = 1_000;
/** The longest wait between two attempts, and the longest time that a call may be pending, which is that of getJwt. */
const BACKOFF_MS = 20_000;
const CALL_MS = 30_000;
const ROUND_TRIPS = 10;
/** How long the client waits for a storage that does not respond. */
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

/** One page in a tab, from loading to closing: a client with its device and its link, and an app that uses the client. */
export class SimulatedPage {
  readonly letter: string;
  readonly user: string;
  readonly device: Device;
  readonly link: Link;
  readonly signals = new VirtualSignals();
  readonly recorder: Recorder;
  readonly client: ChatClient;
  readonly sends: SentMessage[] = [];
  /** Calls of the app whose promises are still pending. */
  readonly pendingCalls: string[] = [];
  /** Length of the log when this page was first ready and had read the history; undefined before. */
  readyFrom: number | undefined;
  /** Number of log entries that earlier pages with the same storage have shown. This page continues after them. */
  continuesFrom: number | undefined;
  /** Whether it was connected before it had read the history. */
  connectedBeforeHistory = false;
  /** The periods in which the app waited for a message or for `connect()`. */
  readonly waits: { from: number; until: number }[] = [];
  /** The current period in which a message waits that another page has accepted. */
  #adopted: { from: number; until: number } | undefined;
  /** When it last gave up a dead socket on which it had been ready. */
  #detectedAt = -Infinity;
  /** When a signal or a sleep last triggered a probe. */
  #signalledAt = -Infinity;
  /** It was disconnected or refused, and has not been connected since. */
  #isReleased = false;
  jwtCalls = 0;
  /** Number of calls in which the app had no JWT. */
  jwtFailures = 0;
  readonly #deadlines: DeadlineMonitor;
  #hasHistory = false;
  #plannedJwtFailures: ('reject' | 'hang' | 'empty')[] = [];
  readonly #options: SimulatedPageOptions;
  readonly #scanner: SecretScanner;

  constructor(options: SimulatedPageOptions, create: CreateClient) {
    const { clock, platform, setup, letter, random, skewMs } = options;
    this.#options = options;
    this.letter = letter;
    this.user = options.user;
    this.recorder = new Recorder(clock.now(), options.trace);
    this.#scanner = new SecretScanner((place, excerpt) =>
      this.recorder.addViolation('leak', `${place} shows …${excerpt}…`),
    );
    this.device = new Device(clock, { skewMs, onCrash: (error) => this.#crashed('a callback', error) });
    const { device, recorder } = this;
    this.#deadlines = new DeadlineMonitor(clock, (kind, message) =>
      recorder.addViolation(kind, `${letter}: ${message}`),
    );
    recorder.onFault = () => this.voidDeadlines();
    recorder.onFailure = () => this.#expectReady();
    recorder.onCut = () => this.#expectOutageDetected();
    recorder.onMessageLost = () => this.#expectMissingAckDetected();
    recorder.onHistoryPage = () => {
      if (!this.#hasHistory) this.connectedBeforeHistory = recorder.sockets.length > 0;
      this.#hasHistory = true;
      this.#recordReady();
    };
    const { latencyMs } = setup;
    this.link = new Link({
      clock,
      device,
      platform,
      recorder,
      latencyMs,
      random: random.fork(),
      ...(options.count && { count: options.count }),
    });
    const clientRandom = random.fork();
    this.client = create({
      apiUrl: 'https://platform.test/api/1.1/',
      bot: { name: BOT.name, id: BOT.id },
      getJwt: ({ signal }) => this.#getJwt(signal),
      fetch: this.link.fetch,
      WebSocket: this.link.WebSocket,
      clock: device,
      random: () => clientRandom.next(),
      signals: this.signals,
      // `null` rather than undefined, because some versions of Node have locks of their own.
      locks: options.locks?.forPage(device) ?? null,
      tabStorage: options.tabStorage,
      deliveryReceipts: setup.deliveryReceipts,
      logger: recordLogs((level, message, details) => {
        this.recorder.trace(`${level}: ${message}`);
        this.#scanner.scan('log', [message, details]);
      }),
      ...(options.storage && { storage: this.#watchCursor(options.storage) }),
    });
    this.#listen(setup.throwingListeners);
  }

  /** Whether its app runs now. */
  get isAwake(): boolean {
    return !this.device.isAsleep && !this.device.isDestroyed;
  }

  connect(): void {
    this.voidDeadlines();
    this.#track('connect()', this.#recordWait(this.client.connect()));
  }

  disconnect(): void {
    this.voidDeadlines();
    this.#track('disconnect()', this.client.disconnect());
  }

  loadHistory(limit: number): void {
    // Messages that it loads do not count as a loss on the socket.
    const isLoaded = () => this.voidDeadlines();
    this.#track('loadHistory()', this.client.loadHistory({ limit }).finally(isLoaded));
  }

  closeSession(): void {
    this.#track('closeSession()', this.client.closeSession());
  }

  /** @param abortMs time until the app aborts it; undefined: never */
  send(text: string, abortMs?: number): void {
    this.#noteTrigger();
    const message: SentMessage = {
      text,
      at: this.#options.clock.now(),
      outcome: 'pending',
      hadUnknownUser: this.recorder.isUserUnknown,
      wasReleased: this.#isReleased,
    };
    this.sends.push(message);
    const abort = new AbortController();
    if (abortMs !== undefined) {
      this.#options.clock.after(abortMs, () =>
        this.device.run(() => {
          message.isAborted = true;
          abort.abort();
        }),
      );
    }
    this.#recordWait(this.client.send(text, { signal: abort.signal })).then(
      ({ id }: Delivery) => {
        // An ack resets the client's count of failures.
        this.#noteTrigger();
        Object.assign(message, { outcome: 'delivered', id });
      },
      (error: unknown) => {
        Object.assign(message, { outcome: 'rejected', error });
        this.recorder.trace(`${text} is rejected: ${error}`);
        this.#scanner.scan('send()', error);
      },
    );
  }

  signal(name: Signal): void {
    this.#noteTrigger();
    this.#signalledAt = this.#options.clock.now();
    this.voidDeadlines();
    // Evaluated before the event, whose listeners may use up a waiting fault.
    const canConnect = this.#canConnect;
    this.device.run(() => this.signals.emit(name));
    if (name !== 'offline' && canConnect) this.#expectReadyAfterSignal(name);
  }

  /** Voids all deadlines, because of a fault or a call of the app. */
  voidDeadlines(): void {
    this.#deadlines.voidAll();
  }

  sleep(): void {
    this.voidDeadlines();
    this.device.sleep();
  }

  wake(): void {
    if (this.device.isAsleep) this.#signalledAt = this.#options.clock.now();
    this.#noteTrigger();
    this.voidDeadlines();
    this.device.wake();
  }

  /** Freezes the page, as a back-forward cache does: its sockets are cut, and it receives no events until it is shown again. */
  enterBfcache(): void {
    this.voidDeadlines();
    this.device.sleep();
    this.link.inject({ kind: 'cut', detectedAfterMs: 0 });
  }

  leaveBfcache(closesFirst: boolean): void {
    if (!this.device.isAsleep) return;
    this.#signalledAt = this.#options.clock.now();
    this.#noteTrigger();
    this.voidDeadlines();
    const shown = () => this.signals.emit('pageshow');
    // Events that came due while the page was frozen run in the order of their times, and the close came before `pageshow`.
    if (closesFirst) {
      this.device.wake();
      this.#options.clock.after(1, () => this.device.run(shown));
    } else this.device.wake(shown);
    if (this.#canConnect) this.#expectReadyAfterSignal('pageshow');
  }

  failGetJwt(how: 'reject' | 'hang' | 'empty', times: number): void {
    this.voidDeadlines();
    for (let n = 0; n < times; n++) this.#plannedJwtFailures.push(how);
  }

  /** Removes all faults, of the network and of the app. */
  clearFaults(): void {
    this.#plannedJwtFailures = [];
    this.link.clearFaults();
    this.#noteTrigger();
    this.#expectReady();
  }

  /** The page is reloaded or closed, without any event before it. */
  destroy(): void {
    this.voidDeadlines();
    this.device.destroy();
    this.link.destroy();
  }

  /** Searches for secrets in what is visible now. */
  inspect(): void {
    this.#scanner.scan('messages', this.client.messages);
    this.#scanner.scan('state', this.client.state);
  }

  #listen(throws: boolean): void {
    for (const name of EVENTS) {
      this.client.on(name, (event) => {
        if (name === 'state') this.#stateChanged((event as ChatEvents['state']).previous.status === 'ready');
        this.#scanner.scan(`event ${name}`, event);
      });
      if (throws) {
        this.client.on(name, () => {
          throw new Error(`the app throws on ${name}`);
        });
      }
    }
  }

  #stateChanged(wasReady: boolean): void {
    const { state } = this.client;
    if (wasReady && !this.recorder.sockets.at(-1)?.isAlive) this.#detectedAt = this.#options.clock.now();
    this.recorder.trace(`state: ${state.status}${'cause' in state && state.cause ? ` (${state.cause.code})` : ''}`);
    this.#recordReady();
    this.#recordAdoptedWait();
    if (state.status === 'ready') this.#isReleased = false;
    if (state.status === 'failed' || state.status === 'closed') {
      this.#isReleased = true;
      for (const send of this.sends) send.wasReleased ||= send.outcome === 'pending';
    }
    if (state.status === 'failed' && !this.recorder.wasRefused) {
      this.recorder.addViolation('not reconnected', `failed without a refusal: ${state.cause.message}`);
    }
  }

  /**
   * Records the length of the log from which on nothing may be missed. A client has no cursor while its readings of the history
   * fail, which excuses it only if it has tried to read.
   */
  #recordReady(): void {
    const hasTried = this.recorder.requests.some(({ endpoint }) => endpoint === 'history');
    if (this.client.state.status !== 'ready' || (hasTried && !this.#hasHistory)) return;
    if (this.readyFrom !== undefined) return;
    this.readyFrom = this.#options.platform.log(this.user).length;
  }

  /**
   * Watches the first read of the cursor, which tabs share: this page does not show messages again that another tab had shown
   * by then. A page that finds no cursor continues from its own first reading.
   */
  #watchCursor(storage: StorageLike): StorageLike {
    let hasRead = false;
    return {
      ...storage,
      getItem: (key) => {
        const value = storage.getItem(key);
        if (hasRead || !key.endsWith(':mark')) return value;
        hasRead = true;
        const shown = this.#options.shown();
        void Promise.resolve(value).then(
          (cursor) => {
            if (typeof cursor === 'string' && cursor !== '{}') this.continuesFrom = shown;
          },
          () => {},
        );
        return value;
      },
    };
  }

  #getJwt(signal: AbortSignal): Promise<string> | string {
    this.jwtCalls++;
    const failure = this.#plannedJwtFailures.shift();
    if (failure) {
      this.jwtFailures++;
      this.#options.count?.(`getJwt ${failure}`);
      // The client learns of the failure in the next millisecond.
      this.#options.clock.after(1, () => this.#expectReady());
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
          clock.after(this.link.latency('down'), () =>
            this.device.run(() => resolve(platform.credentials.mintJwt(user))),
          );
        });
    }
  }

  /** Tracks a call of the app: it has to settle, and neither its result nor its error may hold a secret. */
  #track(name: string, call: Promise<unknown>): void {
    this.#noteTrigger();
    this.pendingCalls.push(name);
    const settle = (outcome: unknown) => {
      this.pendingCalls.splice(this.pendingCalls.indexOf(name), 1);
      this.#scanner.scan(name, outcome);
    };
    call.then(settle, settle);
  }

  /** Whether nothing prevents a connection. */
  get #canConnect(): boolean {
    const now = this.#options.clock.now();
    // Dates in Retry-After have whole seconds only.
    const mayCall = this.recorder.retryAfter.every(({ until }) => until + 1_000 <= now);
    const hasFaultedCall = this.recorder.requests.some((one) => one.isFaulted && one.outcome === 'pending');
    return this.isAwake && this.link.isFaultFree && !this.#plannedJwtFailures.length && mayCall && !hasFaultedCall;
  }

  /**
   * Whether the page is ready, on a socket that is alive or has missed nothing: the page cannot tell these apart.
   *
   * @param recordedBy ignores later entries: each of them has a deadline of its own
   * @param visibleBy ignores entries that the history showed only later
   */
  #isRecovered(recordedBy: number, visibleBy: number = this.#options.clock.now()): boolean {
    const socket = this.recorder.sockets.at(-1);
    const mayStay = () => !!socket && (socket.isAlive || !this.#hasMissed(socket, recordedBy, visibleBy));
    return this.client.state.status === 'ready' && mayStay();
  }

  /** Whether a refusal was pending when the faults were removed. */
  get #isRefused(): boolean {
    return this.client.state.status === 'failed' && this.recorder.wasRefused;
  }

  /** Whether a socket has missed entries. Those of its first reading do not count, because they may be older than the socket. */
  #hasMissed(
    { diedAt = Infinity, readAt = Infinity, frames }: SocketRecord,
    recordedBy: number,
    visibleBy: number,
  ): boolean {
    const arrived = new Set(frames.flatMap(({ entryId, arrived }) => (arrived ? [entryId] : [])));
    const lost = new Set(frames.flatMap(({ entryId, arrived }) => (arrived ? [] : [entryId])));
    const isMissing = ({ id, recordedAt, visibleAt, text }: Entry) =>
      recordedAt >= readAt &&
      recordedAt <= recordedBy &&
      visibleAt <= visibleBy &&
      // It may have been sent in the very millisecond in which the socket died, and have arrived.
      !arrived.has(id) &&
      (lost.has(id) ||
        (recordedAt >= diedAt && !this.sends.some((own) => own.text === text && own.outcome !== 'pending')));
    return this.#options.platform.log(this.user).some(isMissing);
  }

  /** The longest time of one attempt on this link, without a reading: a JWT and a grant, each repeated after a refusal, a URL, a socket. */
  get #attemptMs(): number {
    const { setup } = this.#options;
    // The client gives up the first read of its storage after a time, and continues without storage.
    const hangingMs = setup.storage === 'hanging' ? 2 * HANGING_MS : 0;
    return ROUND_TRIPS * roundTripMs(setup) + hangingMs;
  }

  /**
   * The longest time of a reading of the history with all its calls. It grows while messages are recorded, so that deadlines
   * use its value at their ends (docs/delivery.md: a gap of many pages takes as many calls as needed).
   */
  get #readingMs(): number {
    const { platform, setup } = this.#options;
    return pagesToRead(platform.log(this.user), setup.assumptions) * roundTripMs(setup);
  }

  /** The longest time until it is detected that a socket has died now, or has lost a message sent now. */
  get #detectionMs(): number {
    const { clock, setup } = this.#options;
    const now = clock.now();
    const { lastReceivedAt = -Infinity, openedAt = -Infinity } = this.recorder.sockets.at(-1) ?? {};
    // A clock that was set looks like a sleep, so the next timer starts a probe, which counts as one of those of a silent socket.
    if (this.recorder.clockSetAt >= openedAt) return IDLE_DETECTION_MS.later;
    // A probe after a signal counts as one of the probes of a silent socket.
    if (this.#signalledAt >= lastReceivedAt) return IDLE_DETECTION_MS.later;
    const silentMs = now - lastReceivedAt;
    // The history may show a message later.
    const visibleSilentMs = silentMs + setup.assumptions.historyLagMs;
    if (visibleSilentMs < PROBE_AFTER_MS) return IDLE_DETECTION_MS.first - silentMs;
    return visibleSilentMs < PROBE_AFTER_MS + SECOND_PROBE_MS
      ? IDLE_DETECTION_MS.second - silentMs
      : IDLE_DETECTION_MS.later;
  }

  /** Whether a new access token arrives early enough for the deadline after a signal. */
  get #isFastLink(): boolean {
    const { up, down } = this.#options.setup.latencyMs;
    return 1.5 * (up + 2 * down) < DETECTION_MS.signal;
  }

  /**
   * Sets the deadlines after `online` or visibility: a healthy socket is kept, a socket that has missed an entry is detected after
   * 2 s, and the reconnect takes 1 s.
   */
  #expectReadyAfterSignal(signal: Signal): void {
    const { status } = this.client.state;
    if (!this.#canConnect || status === 'failed' || status === 'closed' || status === 'idle') return;
    const socket = this.recorder.sockets.at(-1);
    const hasSocket = !!socket && !socket.isClosed;
    // A frame that was lost on it is detected later, and costs the socket then.
    if (hasSocket && !socket.isLossless) return;
    // On a link too slow for the deadline the client has to repeat the probe.
    const readings = this.#isFastLink ? 1 : 2;
    const retryMs = this.#isFastLink ? 0 : BACKOFF_MS;
    const attemptMs = (hasSocket && !socket.isAlive ? DETECTION_MS.signal : 0) + READY_MS + this.#attemptMs + retryMs;
    const withinMs = () => attemptMs + readings * this.#readingMs;
    const now = this.#options.clock.now();
    const hasMissed = hasSocket && this.#hasMissed(socket, now, now);
    // A socket whose `open` was in transit when it died is ready, until the loss is detected. No signal follows that.
    const openedDead = () => status === 'opening' && hasSocket && !socket.isAlive && socket.openEventAt! > now;
    const isReady = () => this.client.state.status === 'ready' || openedDead();
    const isRecovered = () => (hasMissed ? this.#isRecovered(now, now) : isReady()) || this.#isRefused;
    this.#deadlines.expect('late', withinMs, `is not ready after ${signal}, from ${status},`, isRecovered);
    const hasNothingPending = this.sends.every(({ outcome }) => outcome !== 'pending');
    if (hasSocket && socket.isAlive && this.#isFastLink && hasNothingPending && this.#isRecovered(now)) {
      const isStored = () => !socket.isClosed && this.recorder.sockets.at(-1) === socket;
      this.#deadlines.expect('needless reconnect', withinMs, `a healthy socket was replaced after ${signal}`, isStored);
    }
  }

  /** Sets the deadline for the detection of a dead socket, after an entry was recorded. Own messages do not count. */
  expectLossDetected(text: string): void {
    const socket = this.recorder.sockets.at(-1);
    const isConnected = /ready|offline/.test(this.client.state.status);
    if (!this.#canConnect || !socket || socket.isClosed || socket.isAlive || !isConnected) return;
    if (socket.readAt === undefined || this.sends.some((own) => own.text === text)) return;
    const isKnown = () => socket.isClosed || this.client.state.status !== 'ready';
    const now = this.#options.clock.now();
    const detectionMs = this.#detectionMs;
    // Frames that were in transit may still arrive, and the silence begins after the last of them.
    const sinceLastFrameMs = () => socket.lastReceivedAt! - now + IDLE_DETECTION_MS.first;
    const withinMs = () => Math.max(detectionMs, sinceLastFrameMs()) + this.#readingMs;
    this.#deadlines.expect('late', withinMs, 'a socket that loses messages was not detected', isKnown);
  }

  /** Sets the deadline for the detection of an outage without a close frame. */
  #expectOutageDetected(): void {
    const socket = this.recorder.sockets.at(-1);
    if (!socket || !this.isAwake || this.client.state.status !== 'ready' || this.link.condition === 'up') return;
    const isKnown = () => socket.isClosed || this.client.state.status !== 'ready';
    this.#deadlines.expect('late', this.#detectionMs, 'a network outage was not detected', isKnown);
  }

  /** Sets the deadline for the detection of a missing ack, after a message was lost. */
  #expectMissingAckDetected(): void {
    const socket = this.recorder.sockets.at(-1)!;
    const isKnown = () => socket.isClosed || this.client.state.status !== 'ready';
    this.#deadlines.expect('late', DETECTION_MS.ack, 'a missing ack was not detected', isKnown);
  }

  /** Sets the deadline for `ready`, when there are no faults any more, or the last one has failed a call. */
  #expectReady(): void {
    this.voidDeadlines();
    const { status } = this.client.state;
    if (!this.#canConnect || status === 'failed' || status === 'closed' || status === 'idle') return;
    const waitMs = status === 'ready' || status === 'offline' ? this.#detectionMs : status === 'waiting' ? 0 : CALL_MS;
    const attemptMs = BACKOFF_MS + READY_MS + this.#attemptMs;
    const now = this.#options.clock.now();
    // If it has detected a later loss meanwhile, it reconnects once more.
    const withinMs = () => Math.max(waitMs, this.#detectedAt - now) + attemptMs + this.#readingMs;
    const isRecovered = () => this.#isRecovered(now) || this.#isRefused;
    this.#deadlines.expect('late', withinMs, `is not ready, from ${status},`, isRecovered);
  }

  #recordWait<Result>(waiting: Promise<Result>): Promise<Result> {
    const wait = { from: this.#options.clock.now(), until: Infinity };
    this.waits.push(wait);
    return waiting.finally(() => {
      wait.until = this.#options.clock.now();
    });
  }

  /** Messages adopted from an earlier page or another tab count as waits, like those sent in this page. They come last in the list. */
  #recordAdoptedWait(): void {
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

  #noteTrigger(): void {
    this.recorder.triggers.push(this.#options.clock.now());
  }

  #crashed(where: string, error: unknown): void {
    this.recorder.addViolation('crash', `${where} threw ${error instanceof Error ? (error.stack ?? error) : error}`);
  }
}
