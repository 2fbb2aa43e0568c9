/** The kinds of violations that the checker tells apart, with the promise of docs/delivery.md that each of them breaks. */
export type ViolationKind =
  /** An accepted message was not recorded, or rejected without a reason (D1). */
  | 'lost'
  /** A promise was never settled (D1). */
  | 'unsettled'
  /** The status of a message contradicts the log (D1). */
  | 'wrong status'
  /** Messages were recorded, or those of the bot are shown, in the wrong order (D2, D5). */
  | 'out of order'
  /** D3 */
  | 'doubled'
  /** D4 */
  | 'missed'
  /** An own message is shown in the wrong place among those of the bot (D5). */
  | 'out of place'
  /** D7 */
  | 'not reconnected'
  /** A dead connection was detected, or the client reconnected, later than promised (D7, D10). */
  | 'late'
  /** A healthy socket was replaced (D10). */
  | 'needless reconnect'
  /** D8 */
  | 'hot loop'
  /** D8 */
  | 'retry-after'
  /** The client requested more access tokens than it needed (D8). */
  | 'excess grants'
  /** A secret is visible (D9). */
  | 'leak'
  /** D11 */
  | 'wrong user'
  /** A socket URL was used twice or too late (docs/protocol.md §1.5). */
  | 'socket url'
  /** Messages were sent on a second socket before the first one was closed. */
  | 'two sockets'
  /** Something remained after `disconnect()`. */
  | 'not cleaned up'
  /** The client threw into a callback. */
  | 'crash'
  /** The client sent a frame that the protocol does not have. */
  | 'invalid frame';

export interface Violation {
  readonly kind: ViolationKind;
  readonly message: string;
}

export type Endpoint = 'grant' | 'start' | 'history' | 'other';

export interface RequestRecord {
  readonly endpoint: Endpoint;
  /** Whether it reads the history from the newest record on. */
  readonly isNewest: boolean;
  /** All times in milliseconds of the platform's clock. */
  readonly at: number;
  /** HTTP status, or how the request ended without one. */
  outcome: number | 'pending' | 'network error' | 'aborted' | 'malformed';
  endedAt: number | undefined;
  /** Whether a fault was injected into it. */
  isFaulted: boolean;
}

export interface SocketRecord {
  readonly sid: string;
  readonly openedAt: number;
  /** When the page last received an event of it: `open`, or a frame; undefined before. */
  lastReceivedAt: number | undefined;
  /** When the page received the event `open`, which is later than the opening where the page slept. */
  openEventAt: number | undefined;
  /** When the response with its URL reached the page. */
  readonly urlReceivedAt: number | undefined;
  /** Whether the page has closed it, or received its close. */
  isClosed: boolean;
  hasSent: boolean;
  /** Whether frames still pass. */
  isAlive: boolean;
  /**
   * When the history was first read a settle time after it opened. Messages that become visible after that should have come
   * over the socket.
   */
  readAt: number | undefined;
  /** When frames stopped passing, for whatever reason. */
  diedAt: number | undefined;
  /** Whether no frame was lost or changed on it. */
  isLossless: boolean;
  /** Frames that the platform sent on it, and whether they reached the page unchanged. `entryId`: of the log entry in it. */
  readonly frames: { entryId: string | undefined; arrived: boolean }[];
}

/** The longest settle time that a client learns from the lags of the simulation, and the spread of its readings. */
const MAX_SETTLE_MS = 16_000;

/** Records what one page does, as seen from outside, for the checker. */
export class Recorder {
  /** When the recording began. */
  readonly since: number;
  readonly requests: RequestRecord[] = [];
  readonly sockets: SocketRecord[] = [];
  /** The periods in which an endpoint has asked this page not to call it. */
  readonly retryAfter: { endpoint: Endpoint; from: number; until: number }[] = [];
  readonly violations: Violation[] = [];
  /** Times of the events that entitle the page to make calls: the end of a socket, a send, a signal. */
  readonly triggers: number[] = [];
  /** Ids of log entries that were overtaken by another frame on the link. */
  readonly reordered = new Set<string>();
  /** Called when a fault takes effect. */
  onFault: (() => void) | undefined;
  /** Called when a socket is cut without a close frame. */
  onCut: (() => void) | undefined;
  /** Called when the page has learned that a call has failed, or that a socket was closed by the other side. */
  onFailure: (() => void) | undefined;
  /** Called when a message of the user is lost on its way to the platform. */
  onMessageLost: (() => void) | undefined;
  /** Called when a page of the history has arrived. */
  onHistoryPage: (() => void) | undefined;
  /** When the wall clock was last set. */
  clockSetAt = -Infinity;
  /** Whether the platform has refused this page for good, so that `failed` is the correct state. */
  wasRefused = false;
  /** The number of sockets closed with 1007 or 1009, after which the client may reject a message. */
  messageCloses = 0;
  /** When a call of each endpoint was last refused with 401, and when one last ended in another way. */
  readonly #lastResponses = new Map<Endpoint, { acceptedAt?: number | undefined; refusedAt?: number | undefined }>();
  readonly #urls = new Map<string, number>();
  readonly #usedSids = new Set<string>();
  readonly #trace: ((line: string) => void) | undefined;

  constructor(since: number, trace?: (line: string) => void) {
    this.since = since;
    this.#trace = trace;
  }

  trace(line: string): void {
    this.#trace?.(line);
  }

  addViolation(kind: ViolationKind, message: string): void {
    this.violations.push({ kind, message });
    this.#trace?.(`! ${kind}: ${message}`);
  }

  recordRequest(endpoint: Endpoint, at: number, isNewest = false): RequestRecord {
    const note: RequestRecord = { endpoint, isNewest, at, outcome: 'pending', endedAt: undefined, isFaulted: false };
    this.requests.push(note);
    for (const { endpoint: closed, from, until } of this.retryAfter) {
      // A client that computes the end of the period by the wall clock is wrong once that is set.
      if (closed === endpoint && at >= from && at < until && this.clockSetAt < from) {
        this.addViolation('retry-after', `${endpoint} was called ${until - at} ms too early`);
      }
    }
    return note;
  }

  /** Called with each response. One 401 for a JWT, or two in a row at another endpoint, mean that the platform refuses the page. */
  recordResponse({ endpoint, isNewest, at, outcome, endedAt }: RequestRecord): void {
    if (endpoint === 'history' && outcome === 200) {
      const socket = this.sockets.at(-1);
      // Readings before that tell nothing about the socket, because the history may lag so far.
      if (isNewest && socket && at >= (socket.openEventAt ?? Infinity) + MAX_SETTLE_MS) socket.readAt ??= endedAt;
      this.onHistoryPage?.();
    }
    const { acceptedAt = -Infinity, refusedAt = -Infinity } = this.#lastResponses.get(endpoint) ?? {};
    if (outcome !== 401) {
      this.#lastResponses.set(endpoint, { refusedAt, acceptedAt: endedAt });
      return;
    }
    // Another outcome counts only between the two calls: a call that ran at the same time may have had the same token.
    const isSecond = refusedAt > -Infinity && !(acceptedAt >= refusedAt && acceptedAt <= at);
    if (endpoint === 'grant' || isSecond) this.wasRefused = true;
    this.#lastResponses.set(endpoint, { acceptedAt, refusedAt: endedAt });
  }

  recordSocketUrl(sid: string, at: number): void {
    this.#urls.set(sid, at);
  }

  recordSocket(sid: string, openedAt: number): SocketRecord {
    const urlReceivedAt = this.#urls.get(sid);
    if (this.#usedSids.has(sid)) this.addViolation('socket url', 'a socket URL was used twice');
    else if (urlReceivedAt === undefined)
      this.addViolation('socket url', 'a socket URL was used that this page never received');
    // The client measures the age of the URL by the wall clock.
    else if (openedAt - urlReceivedAt > 30_000 && this.clockSetAt < urlReceivedAt)
      this.addViolation('socket url', `a socket URL was used ${openedAt - urlReceivedAt} ms after it arrived`);
    this.#usedSids.add(sid);
    const note: SocketRecord = {
      sid,
      openedAt,
      lastReceivedAt: undefined,
      openEventAt: undefined,
      urlReceivedAt,
      isClosed: false,
      hasSent: false,
      isAlive: false,
      readAt: undefined,
      diedAt: undefined,
      isLossless: true,
      frames: [],
    };
    this.sockets.push(note);
    return note;
  }

  recordSend(socket: SocketRecord): void {
    if (!socket.hasSent) {
      socket.hasSent = true;
      const other = this.sockets.find((one) => one !== socket && one.hasSent && !one.isClosed);
      if (other)
        this.addViolation('two sockets', 'a second socket was used for sending while the first was not closed');
    } else if (this.sockets.some((one) => one.openedAt > socket.openedAt && one.hasSent)) {
      this.addViolation('two sockets', 'an older socket was used for sending after a newer one');
    }
  }

  /** Whether messages of this page have no known user yet. They have one from the first grant on (docs/delivery.md, D11). */
  get isUserUnknown(): boolean {
    return !this.requests.some(({ endpoint, outcome }) => endpoint === 'grant' && outcome === 200);
  }

  /** Ids of log entries whose loss the page cannot detect, because a later frame arrived on the same socket. */
  get excused(): Set<string> {
    const excused = new Set<string>();
    for (const { frames } of this.sockets) {
      const lastArrived = frames.findLastIndex(({ arrived }) => arrived);
      for (const { entryId, arrived } of frames.slice(0, Math.max(0, lastArrived))) {
        if (entryId !== undefined && !arrived) excused.add(entryId);
      }
    }
    return excused;
  }
}
