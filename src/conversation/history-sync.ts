import { retryDelayMs, type Urgency } from '../lib/backoff.js';

/*
 * When the history is read, and what a reading proves, as a pure function.
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
 *   reading   a reading from the newest record back to the cursor is under way; `again`: another one follows it
 *   retrying  a reading failed, the next one waits for its time
 *   idle      everything that the history shows is here; `due`: it may not show everything yet, and is read again then
 *
 * The history lags: a record may become visible up to the settle time after it was made, later than newer ones. So a reading
 * proves something only about what is older than the settle time when it begins. What waits for such a reading is open:
 *
 *   opens                                    the reading that began a settle time later shows that
 *   socket   a socket has opened             what later readings add should have come by this socket
 *   doubt    a message may have arrived      a message in doubt that it does not show has not arrived
 *   repair   an answer in parts has ended    what it does not complete is not in the history
 *
 * All times are those of `elapsedOn()`: people set clocks, and a wait that ends early sends a message twice.
 */

/** A place in the history: a record's id, `''` for the beginning, its time by the platform's clock, and its text. */
export interface SyncCursor {
  serverId?: string | undefined;
  createdAt?: number | undefined;
  text?: string | undefined;
  /** Messages that were here when it was read. */
  confirmedCount?: number;
}

export type Reason = 'socket' | 'doubt' | 'repair';

export interface SyncState {
  readonly phase: 'detached' | 'reading' | 'retrying' | 'idle';
  readonly readAgain: boolean;
  /** Readings that failed since the last one that did not. */
  readonly failures: number;
  /** When the next reading begins. */
  readonly due?: number | undefined;
  /** Nothing up to here is missing. Undefined where the history was not read yet. */
  readonly cursor?: SyncCursor | undefined;
  /** The newest record of a reading, and when it was seen: all before it are visible a settle time later. */
  readonly candidate?: readonly [cursor: SyncCursor, since: number] | undefined;
  /** Since when each waits. */
  readonly open: { readonly [Name in Reason]?: number };
  /** Another page may be sending what is in doubt: nothing is to be seen before a settle time has passed. */
  readonly isPatient: boolean;
  /** A reading has proved that what later ones add came while this socket was open. */
  readonly detectsGaps: boolean;
}

export const initialSync: SyncState = {
  phase: 'detached',
  readAgain: false,
  failures: 0,
  open: {},
  isPatient: false,
  detectsGaps: false,
};

export type SyncEvent =
  | { type: 'connected' }
  | { type: 'disconnected' }
  /** Something was asked for that a reading shows. */
  | { type: 'wanted' }
  | { type: 'opened'; reason: Reason; isPatient?: boolean }
  /** The time of `due` has come. */
  | { type: 'due' }
  /** A reading is complete. */
  | {
      type: 'read';
      beganAt: number;
      newest: SyncCursor;
      /**
       * The cursor was not reached: what is before this place counts as missing for good. Where there was no cursor, the place
       * before the first message that is here: nothing from before it is wanted.
       */
      restart: SyncCursor | undefined;
      /** It was the machine's reading of this connection, which goes back to where messages in doubt may be. */
      isScheduled: boolean;
      /** Messages are in doubt. */
      hasDoubt: boolean;
      /** An acknowledged message that is older than the settle time was is not in it. */
      isLagging: boolean;
      /** How soon to look again for an acknowledged message, in milliseconds; 0: there is no need. */
      recheckMs: number;
    }
  /** The machine's reading of this connection has failed. */
  | { type: 'failed'; retryAfterMs: number };

/**
 * `resolve doubt`: messages in doubt that were not found have not arrived. `give up streams`: answers that were cut are not
 * completed by the history so far.
 */
export type SyncEffect = 'read' | 'resolve doubt' | 'give up streams';

export interface SyncContext {
  /** `elapsedOn()` */
  now: number;
  /** How long a record may take to become visible, as far as is known. */
  settleMs: number;
  /** From 0 up to 1. */
  random: number;
  urgency: Urgency;
}

/**
 * Messages in doubt are looked for twice in a settle time, but no more often than this: what is found need not wait for its end.
 * A reading may be many calls.
 */
const DOUBT_RECHECK_MS = 2_000;
/** Another page that may be sending a message gets at least so much time between two questions. */
const PATIENCE_MS = 4_000;
/** Clients that lost one server have read the history when they are back: the second time they spread out once more. */
const SPREAD_MS = 8_000;
const URGENT_SPREAD_MS = 2_000;

type Step = [SyncState, ...SyncEffect[]];

export function transition(state: SyncState, event: SyncEvent, { now, settleMs, random, urgency }: SyncContext): Step {
  const { phase } = state;

  const startReading = (from: SyncState): Step => [
    { ...from, phase: 'reading', readAgain: false, due: undefined },
    'read',
  ];

  /** Reads as soon as nothing else is being waited for. */
  const requestReading = (from: SyncState): Step =>
    phase === 'idle' ? startReading(from) : [{ ...from, readAgain: phase === 'reading' }];

  /** Waits until the next thing that is open can be decided, but no longer than `atMost`. */
  const toIdle = (from: SyncState, atMost = 0): SyncState => {
    const { open, isPatient, candidate } = from;
    const times = [...Object.values(open), ...(candidate ? [candidate[1]] : [])].map((since) => since + settleMs);
    if (open.doubt && !isPatient) times.push(now + Math.max(DOUBT_RECHECK_MS, settleMs / 2));
    if (atMost) times.push(now + atMost);
    return { ...from, phase: 'idle', due: times.length ? Math.min(...times) : undefined };
  };

  switch (event.type) {
    case 'connected': {
      const socket = now + random * (urgency === 'none' ? SPREAD_MS : URGENT_SPREAD_MS);
      return startReading({ ...state, failures: 0, detectsGaps: false, open: { ...state.open, socket } });
    }

    case 'disconnected': {
      const { socket, ...open } = state.open;
      return [{ ...state, phase: 'detached', due: undefined, detectsGaps: false, open }];
    }

    case 'wanted':
      return requestReading(state);

    case 'opened': {
      const { reason, isPatient = false } = event;
      // One lost server brings the messages of many clients into doubt in the same moment.
      const since = now + random * URGENT_SPREAD_MS + (isPatient ? Math.max(0, PATIENCE_MS - settleMs) : 0);
      const detectsGaps = reason !== 'socket' && state.detectsGaps;
      const next = { ...state, detectsGaps, isPatient, open: { ...state.open, [reason]: since } };
      if (!isPatient) return requestReading(next);
      return [phase === 'idle' ? toIdle(next) : next];
    }

    case 'due':
      return startReading(state);

    case 'read': {
      const { beganAt, newest, restart, isScheduled, hasDoubt, isLagging, recheckMs } = event;
      const effects: SyncEffect[] = [];
      let { cursor, candidate, detectsGaps } = state;
      const open = { ...state.open };
      /** The reading began a settle time after this; not, where there is no such time. */
      const isSettled = (since: number | undefined) => since! + settleMs <= beganAt;

      // Nothing moves past an acknowledged message that is still to be seen.
      if (!cursor || restart) cursor = restart ?? newest;
      else if (candidate && isSettled(candidate[1]) && !isLagging) {
        [cursor] = candidate;
        candidate = undefined;
      }
      if (newest.serverId !== cursor.serverId) candidate ??= [newest, now + random * URGENT_SPREAD_MS];

      if (isSettled(open.socket)) {
        delete open.socket;
        detectsGaps = true;
      }
      if (isSettled(open.repair)) delete open.repair;
      if (isSettled(open.doubt) && isScheduled) effects.push('resolve doubt');
      if (!hasDoubt || effects[0]) delete open.doubt;

      const next: SyncState = { ...state, cursor, candidate, open, detectsGaps };
      if (!isScheduled) return [phase === 'idle' ? toIdle(next, recheckMs) : next, ...effects];
      effects.push('give up streams');
      const [after, ...reading] = state.readAgain ? startReading(next) : [toIdle(next, recheckMs)];
      return [{ ...after, failures: 0 }, ...effects, ...reading];
    }

    case 'failed':
      return [
        {
          ...state,
          phase: 'retrying',
          failures: state.failures + 1,
          due: now + retryDelayMs(urgency, state.failures, random, event.retryAfterMs),
        },
      ];

    default:
      return event satisfies never;
  }
}
