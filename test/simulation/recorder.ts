/** What can be broken: design laws 1 to 6 and 8, cut into what a checker can point at. */
export type Law =
  /** 1 */
  | 'lost'
  | 'out of order'
  | 'unsettled'
  | 'wrong status'
  | 'wrong user'
  /** 2 */
  | 'doubled'
  /** 3 */
  | 'missed'
  | 'out of place'
  /** 4 */
  | 'url'
  /** 5 */
  | 'hot loop'
  | 'retry-after'
  | 'grants'
  | 'one socket'
  | 'always back'
  /** A verdict on the connection, or the way back, took longer than promised. */
  | 'late'
  /** A healthy socket was given up. */
  | 'torn down'
  | 'residue'
  /** 6 */
  | 'leak'
  /** 8 */
  | 'crash'
  | 'wire';

export interface Violation {
  readonly law: Law;
  readonly what: string;
}

export type Endpoint = 'grant' | 'start' | 'history' | 'other';

export interface RequestNote {
  readonly endpoint: Endpoint;
  /** Asks for the newest of the history. */
  readonly isNewest: boolean;
  /** All times in milliseconds of the platform's clock. */
  readonly at: number;
  /** HTTP status, or what became of the request instead. */
  outcome: number | 'under way' | 'network error' | 'aborted' | 'garbage';
  endedAt: number | undefined;
  /** It has met a fault. */
  isDoomed: boolean;
}

export interface SocketNote {
  readonly sid: string;
  readonly openedAt: number;
  /** When the page has last heard anything of it: that it is open, or a frame; undefined before. */
  heardAt: number | undefined;
  /** When the page has heard that it is open: later than it was, where the page was asleep. */
  openHeardAt: number | undefined;
  /** When the answer that brought the URL reached the page. */
  readonly urlArrivedAt: number | undefined;
  /** The page has closed it, or knows that it is closed. */
  isOver: boolean;
  hasSent: boolean;
  /** Something still passes. */
  isWired: boolean;
  /** When the history was first read on it, a settle time after it opened: what comes to light later should have come by it. */
  readAt: number | undefined;
  /** When it stopped being so, for whatever reason. */
  diedAt: number | undefined;
  /** Nothing was ever lost or changed on it. */
  isClean: boolean;
  /** Frames that were put on this socket, and whether they reached the page whole. `entryId`: of a message of the log. */
  readonly carried: { entryId: string | undefined; arrived: boolean }[];
}

/** The longest settle time that a client learns from the lags of the simulation, and what it spreads readings over. */
const SETTLED_MS = 16_000;

/** What one page did, as seen from outside. The checker reads it; nothing here decides anything. */
export class Notebook {
  /** When it was begun. */
  readonly since: number;
  readonly requests: RequestNote[] = [];
  readonly sockets: SocketNote[] = [];
  /** Until when an endpoint has asked this page to stay away. */
  readonly retryAfter: { endpoint: Endpoint; from: number; until: number }[] = [];
  readonly violations: Violation[] = [];
  /** Times at which something happened that entitles the page to do something: a socket that ends, a send, a signal. */
  readonly stimuli: number[] = [];
  /** Messages of the log that others overtook on the line. */
  readonly displaced = new Set<string>();
  /** Hears of each thing that goes wrong, and of what was lost on the way to the platform, at that moment. */
  onTrouble: (() => void) | undefined;
  onDeath: (() => void) | undefined;
  /** The page has heard that a socket is closed, not by itself, or that a call has failed: it has to try again. */
  onFailure: (() => void) | undefined;
  onLoss: (() => void) | undefined;
  /** Hears when a page of the history has reached this page. */
  onHistory: (() => void) | undefined;
  /** When somebody last set the clock. */
  clockSetAt = -Infinity;
  /** The platform has refused this page for good: `failed` is the right answer. */
  mayFail = false;
  /** Sockets that the platform has closed because of what was sent: a message may be given up. */
  blames = 0;
  readonly #unauthorized = new Map<Endpoint, number>();
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

  violate(law: Law, what: string): void {
    this.violations.push({ law, what });
    this.#trace?.(`! ${law}: ${what}`);
  }

  request(endpoint: Endpoint, at: number, isNewest = false): RequestNote {
    const note: RequestNote = { endpoint, isNewest, at, outcome: 'under way', endedAt: undefined, isDoomed: false };
    this.requests.push(note);
    for (const { endpoint: closed, from, until } of this.retryAfter) {
      // A moment that was noted by the clock on the wall is another one when that is set.
      if (closed === endpoint && at >= from && at < until && this.clockSetAt < from) {
        this.violate('retry-after', `${endpoint} asked again ${until - at} ms too early`);
      }
    }
    return note;
  }

  /** A JWT that is refused, or two tokens in a row at the same endpoint, are a refusal. */
  answered({ endpoint, isNewest, at, outcome, endedAt }: RequestNote): void {
    if (endpoint === 'history' && outcome === 200) {
      const socket = this.sockets.at(-1);
      // What a reading brings before is no fault of the socket: the history may lag so far.
      if (isNewest && socket && at >= (socket.openHeardAt ?? Infinity) + SETTLED_MS) socket.readAt ??= endedAt;
      this.onHistory?.();
    }
    const inARow = outcome === 401 ? (this.#unauthorized.get(endpoint) ?? 0) + 1 : 0;
    this.#unauthorized.set(endpoint, inARow);
    if (inARow > (endpoint === 'grant' ? 0 : 1)) this.mayFail = true;
  }

  urlArrived(sid: string, at: number): void {
    this.#urls.set(sid, at);
  }

  socket(sid: string, openedAt: number): SocketNote {
    const urlArrivedAt = this.#urls.get(sid);
    if (this.#usedSids.has(sid)) this.violate('url', 'a socket URL was used twice');
    else if (urlArrivedAt === undefined) this.violate('url', 'a socket URL was used that this page never got');
    // Its age is measured by the clock on the wall.
    else if (openedAt - urlArrivedAt > 30_000 && this.clockSetAt < urlArrivedAt)
      this.violate('url', `a socket URL was used ${openedAt - urlArrivedAt} ms after it came`);
    this.#usedSids.add(sid);
    const note: SocketNote = {
      sid,
      openedAt,
      heardAt: undefined,
      openHeardAt: undefined,
      urlArrivedAt,
      isOver: false,
      hasSent: false,
      isWired: false,
      readAt: undefined,
      diedAt: undefined,
      isClean: true,
      carried: [],
    };
    this.sockets.push(note);
    return note;
  }

  sent(socket: SocketNote): void {
    if (!socket.hasSent) {
      socket.hasSent = true;
      const other = this.sockets.find((one) => one !== socket && one.hasSent && !one.isOver);
      if (other) this.violate('one socket', 'a second socket was used for sending while the first was not closed');
    } else if (this.sockets.some((one) => one.openedAt > socket.openedAt && one.hasSent)) {
      this.violate('one socket', 'an older socket was used for sending after a newer one');
    }
  }

  /** Messages belong to nobody yet: they are stored for a user from the first attempt to connect that has a grant. */
  get isAnonymous(): boolean {
    return !this.requests.some(({ endpoint }) => endpoint === 'start');
  }

  /** Messages of the log that this page cannot know it lacks: a later frame came through on the same socket. */
  get excused(): Set<string> {
    const excused = new Set<string>();
    for (const { carried } of this.sockets) {
      const lastArrived = carried.findLastIndex(({ arrived }) => arrived);
      for (const { entryId, arrived } of carried.slice(0, Math.max(0, lastArrived))) {
        if (entryId !== undefined && !arrived) excused.add(entryId);
      }
    }
    return excused;
  }
}
