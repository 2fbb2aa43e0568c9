import { retryDelayMs, type Urgency } from '../lib/backoff.js';

/*
 * Decides when the history is read and what a reading proves, as a pure function.
 *
 *               connected           complete
 *   detached ─────────────→ reading ───────→ idle
 *      ↑                     │   ↑            │ wanted, due
 *      │ disconnected        │   ├────────────┘
 *      │ (from anywhere)     │   │ due
 *                            └→ retrying
 *                          failed
 *
 *   detached  there is no connection
 *   reading   a reading from the newest record back to the cursor is running; with `readAgain` another one follows it
 *   retrying  a reading failed, and the next one starts at `due`
 *   idle      everything that the history shows is in the list; if it may not show everything yet, it is read again at `due`
 *
 * The history lags: a record becomes visible up to the settle time after its message, and possibly after newer records. For
 * example, a message in doubt is sent twice if the first reading decides:
 *
 *   1. The client sends a message, the platform stores it, and the connection is lost before the ack.
 *   2. The client reconnects and reads the history. The record is not visible yet.
 *   3. The record becomes visible.
 *
 * So a reading proves something only about messages that are older than the settle time when the reading begins. A question
 * that waits for such a reading is open:
 *
 *   question   opened when                  a reading that began a settle time later proves that
 *   socket     a socket has opened          the socket should have delivered what later readings add
 *   doubt      a message is in doubt        a message in doubt that is not in the history has not arrived
 *   repair     a streamed answer has ended  an answer that the reading does not complete is not in the history
 *
 * All times are those of `elapsedOn()`. The date would not do: users set clocks, and a wait that ends early sends a message twice.
 */

/** A place in the history: a record's id (`''` for the beginning), its time by the platform's clock, and its text. */
export interface SyncCursor {
  serverId?: string | undefined;
  createdAt?: number | undefined;
  text?: string | undefined;
  /** Number of confirmed messages in the list when the record was read. */
  confirmedCount?: number;
}

export type Reason = 'socket' | 'doubt' | 'repair';

/** What is known about the history. It outlives connections. */
export interface HistoryKnowledge {
  /** No message is missing up to this cursor. Undefined until the history has been read. */
  readonly cursor?: SyncCursor | undefined;
  /** The newest record of a reading, and when it was read. A settle time later all before it are visible, and it becomes the cursor. */
  readonly candidate?: readonly [cursor: SyncCursor, since: number] | undefined;
  /** The open questions about messages, each with the time when it was opened. */
  readonly open: { readonly [Name in Exclude<Reason, 'socket'>]?: number };
  /** Another page may be sending the messages in doubt, so that reading before the settle time has passed is of no use. */
  readonly isPatient: boolean;
  /** When the last reading succeeded. */
  readonly readAt: number;
}

/** What a connection adds to that. */
export interface SocketKnowledge {
  /** When the question `socket` was opened; undefined once it is answered: a message that a reading adds from then on is one that the socket has missed. */
  readonly openedAt: number | undefined;
  /** Number of readings that failed since the last successful one. */
  readonly failures: number;
}

export type SyncState =
  | { readonly phase: 'detached'; readonly known: HistoryKnowledge }
  | {
      readonly phase: 'reading';
      readonly known: HistoryKnowledge;
      readonly socket: SocketKnowledge;
      /** Another reading follows the running one. */
      readonly readAgain: boolean;
    }
  | {
      readonly phase: 'retrying';
      readonly known: HistoryKnowledge;
      readonly socket: SocketKnowledge;
      /** When the next reading starts. */
      readonly due: number;
    }
  | {
      readonly phase: 'idle';
      readonly known: HistoryKnowledge;
      readonly socket: SocketKnowledge;
      /** When the next reading starts; undefined: when one is requested. */
      readonly due: number | undefined;
    };

export const initialSync: SyncState = {
  phase: 'detached',
  known: { open: {}, isPatient: false, readAt: -Infinity },
};

/** When the next reading starts; undefined: it runs, or none is planned. */
export const dueOf = (state: SyncState): number | undefined => ('due' in state ? state.due : undefined);

/** Whether a message that a reading adds now is one that the socket has missed. */
export const detectsGaps = (state: SyncState): boolean =>
  state.phase !== 'detached' && state.socket.openedAt === undefined;

export type SyncEvent =
  | { type: 'connected' }
  | { type: 'disconnected' }
  /** A reading is requested. */
  | { type: 'wanted' }
  /** A question is opened: see the table above. */
  | { type: 'opened'; reason: Reason; isPatient?: boolean }
  /** The timer set to `due` has fired. */
  | { type: 'due' }
  /** A reading has succeeded. */
  | {
      type: 'read';
      beganAt: number;
      newest: SyncCursor;
      /**
       * If the cursor was not reached: the cursor to continue from; what is missing before it is not fetched any more. Without
       * a cursor: the place before the first message in the list, because older messages are not wanted.
       */
      restart: SyncCursor | undefined;
      /** It was started by the effect `read` and on this connection, so that it covered the messages in doubt. */
      isScheduled: boolean;
      /** It began on an earlier connection. Another one shows at once what was missed between the two. */
      isOutdated: boolean;
      /** There are messages in doubt. */
      hasDoubt: boolean;
      /** An acknowledged message older than the settle time was missing. */
      isLagging: boolean;
      /** How soon to read again in order to find an acknowledged message, in milliseconds; 0: not necessary. */
      recheckMs: number;
    }
  /** A reading that the effect `read` started on this connection has failed. */
  | { type: 'failed'; retryAfterMs: number };

/**
 * `resolve doubt`: messages in doubt that were not found have not arrived. `give up streams`: the history does not complete the
 * streamed answers that were cut off, at least not yet.
 */
export type SyncEffect = 'read' | 'resolve doubt' | 'give up streams';

export interface SyncContext {
  /** `elapsedOn()` */
  now: number;
  /** The settle time: how long a record may take to become visible, as far as is known. */
  settleMs: number;
  /** A random number from 0 up to 1. */
  random: number;
  urgency: Urgency;
}

/**
 * Messages in doubt are searched for twice per settle time, because those that are found need not wait for its end. But not more
 * often than this, because a reading may take many calls. A requested reading begins so long after the previous one, so that many
 * requests, for example because many streamed answers end, share a reading.
 */
const PAUSE_MS = 2_000;
/** Least time until a reading while another page may be sending the messages in doubt. */
const PATIENCE_MS = 4_000;
/** Clients that lost the same server all read the history after reconnecting. This spreads out the second reading. */
const SPREAD_MS = 8_000;
const URGENT_SPREAD_MS = 2_000;

type Step = [SyncState, ...SyncEffect[]];

/** Returns the next state, and what to do. */
export function transition(state: SyncState, event: SyncEvent, { now, settleMs, random, urgency }: SyncContext): Step {
  const startReading = (known: HistoryKnowledge, socket: SocketKnowledge): Step => [
    { phase: 'reading', known, socket, readAgain: false },
    'read',
  ];

  /**
   * Waits until `at`, or until an open question can be answered. Only messages in doubt are urgent, so that the other questions
   * share the reading of the last one.
   */
  const toIdle = (known: HistoryKnowledge, socket: SocketKnowledge, at = NaN): SyncState => {
    const { open, isPatient, candidate } = known;
    const { doubt, repair } = open;
    const others = Math.max(...[socket.openedAt, repair, candidate?.[1]].map((since) => since ?? -Infinity));
    const times = [at, doubt! + settleMs, others + settleMs];
    if (doubt && !isPatient) times.push(now + Math.max(PAUSE_MS, settleMs / 2));
    const due = Math.min(...times.filter(Number.isFinite));
    return { phase: 'idle', known, socket, due: due < Infinity ? due : undefined };
  };

  /** Starts a reading soon, or after the running one. In the other phases one follows anyway. */
  const requestReading = (from: SyncState): Step => {
    switch (from.phase) {
      case 'detached':
      case 'retrying':
        return [from];
      case 'reading':
        return [{ ...from, readAgain: true }];
      case 'idle': {
        const { known, socket, due = Infinity } = from;
        const at = known.readAt + PAUSE_MS;
        return at > now ? [toIdle(known, socket, Math.min(at, due))] : startReading(known, socket);
      }
    }
  };

  switch (event.type) {
    case 'connected': {
      const openedAt = now + random * (urgency === 'none' ? SPREAD_MS : URGENT_SPREAD_MS);
      return startReading(state.known, { openedAt, failures: 0 });
    }

    case 'disconnected':
      return [{ phase: 'detached', known: state.known }];

    case 'wanted':
      return requestReading(state);

    case 'opened': {
      const { reason, isPatient = false } = event;
      // A lost server puts messages of many clients in doubt at the same moment.
      const since = now + random * URGENT_SPREAD_MS + (isPatient ? Math.max(0, PATIENCE_MS - settleMs) : 0);
      const known = {
        ...state.known,
        isPatient,
        open: reason === 'socket' ? state.known.open : { ...state.known.open, [reason]: since },
      };
      if (state.phase === 'detached') return [{ phase: 'detached', known }];
      const socket = reason === 'socket' ? { ...state.socket, openedAt: since } : state.socket;
      if (!isPatient) return requestReading({ ...state, known, socket });
      return [state.phase === 'idle' ? toIdle(known, socket, state.due) : { ...state, known, socket }];
    }

    case 'due':
      return state.phase === 'detached' ? [state] : startReading(state.known, state.socket);

    case 'read': {
      const { beganAt, newest, restart, isScheduled, isOutdated, hasDoubt, isLagging, recheckMs } = event;
      const effects: SyncEffect[] = [];
      let { cursor, candidate } = state.known;
      const open = { ...state.known.open };
      /** Whether the reading began at least a settle time after `since`; false for undefined. */
      const isSettled = (since: number | undefined) => since! + settleMs <= beganAt;

      // The cursor does not move past an acknowledged message that is not visible yet.
      if (!cursor || restart) cursor = restart ?? newest;
      else if (candidate && isSettled(candidate[1]) && !isLagging) {
        [cursor] = candidate;
        candidate = undefined;
      }
      if (newest.serverId !== cursor.serverId) candidate ??= [newest, now + random * URGENT_SPREAD_MS];

      if (isSettled(open.repair)) delete open.repair;
      if (isSettled(open.doubt) && isScheduled) effects.push('resolve doubt');
      if (!hasDoubt || effects[0]) delete open.doubt;

      const known = { ...state.known, cursor, candidate, open, readAt: now };
      if (isScheduled) effects.push('give up streams');
      if (state.phase === 'detached') return [{ phase: 'detached', known }, ...effects];
      const { openedAt, failures } = state.socket;
      const socket = {
        openedAt: isSettled(openedAt) ? undefined : openedAt,
        failures: isScheduled ? 0 : failures,
      };
      const readAgain = state.phase === 'reading' && state.readAgain;
      const recheckAt = now + (readAgain ? PAUSE_MS : recheckMs || NaN);
      if (!isScheduled) {
        if (state.phase !== 'idle') return [{ ...state, known, socket }, ...effects];
        return [toIdle(known, socket, Math.min(...[state.due!, recheckAt].filter(Number.isFinite))), ...effects];
      }
      const [after, ...reading] = isOutdated ? startReading(known, socket) : [toIdle(known, socket, recheckAt)];
      return [after, ...effects, ...reading];
    }

    case 'failed': {
      if (state.phase === 'detached') return [state];
      const { known, socket } = state;
      const due = now + retryDelayMs(urgency, socket.failures, random, event.retryAfterMs);
      return [{ phase: 'retrying', known, socket: { ...socket, failures: socket.failures + 1 }, due }];
    }

    default:
      return event satisfies never;
  }
}
