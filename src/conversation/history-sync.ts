import { retryDelayMs, type Urgency } from '../lib/backoff.js';
import type { ReceivedMessage } from '../protocol/received-message.js';

/*
 * When the history is read, and what a reading proves, as a pure function.
 *
 *               connected              read, nothing open
 *   detached ─────────────→ backfilling ─────────────────→ idle
 *      ↑                     ↑  │   │ read, something open   │ wanted
 *      │ disconnected        │  │   └──────→ reconciling ────┤
 *      │ (from anywhere)     │  │ failed         │ timer     │
 *      │                     │  └→ retrying ─────┴───────────┤
 *      │                     └──────────────────────────────┘
 *
 *   detached     no connection; timers of what is open run on
 *   backfilling  a reading from the newest record back to the cursor is under way; `again`: another one follows it
 *   reconciling  everything that the history shows is here, but it may not show everything yet
 *   retrying     a reading failed, the next one waits for its time
 *   idle         nothing is open
 *
 * The history lags: a record may become visible up to the settle time after it was made, later than newer ones. So a reading
 * proves something only of what is older than the settle time when it begins. What waits for such a reading is open:
 *
 *   opens                                    the reading that began a settle time later shows that
 *   socket   a socket has opened             what later readings add should have come by this socket
 *   doubt    a message may have arrived      a message in doubt that it does not show has not arrived
 *   repair   an answer in parts has ended    what it does not complete is not in the history
 *
 * Time is measured by timers, never by two looks at the clock: people set clocks, and a wait that ends early sends a message
 * twice.
 */

/** A place in the history: a record's id, `''` for the beginning, its time by the platform's clock, and its text. */
export interface Mark extends Partial<Pick<ReceivedMessage, 'serverId' | 'createdAt' | 'text'>> {
  /** Messages that were here when it was read. */
  size?: number;
}

export type Reason = 'socket' | 'doubt' | 'repair';
export type SyncTimer = Reason | 'cursor' | 'retry' | 'recheck';

/** What waits for a reading that begins a settle time later. */
interface Open {
  /** How long it has waited or is waiting, in milliseconds; 0: its timer was stopped. */
  readonly waitMs: number;
  readonly isRipe: boolean;
  /** There is nothing to see before it is ripe. */
  readonly isPatient?: boolean | undefined;
}

export interface SyncState {
  readonly phase: 'detached' | 'backfilling' | 'reconciling' | 'retrying' | 'idle';
  /** Counts the machine's own readings: the answer of one that was given up is not its business. */
  readonly run: number;
  readonly again: boolean;
  /** Readings that failed since the last one that did not. */
  readonly failures: number;
  /** Nothing up to here is missing. Undefined where the history was not read yet. */
  readonly cursor?: Mark | undefined;
  /** The newest record of a reading; ripe: all before it are visible by now. */
  readonly candidate?: { readonly mark: Mark; readonly isRipe: boolean } | undefined;
  readonly open: { readonly [Name in Reason]?: Open | undefined };
  /** A reading has proved that what later ones add came while this socket was open. */
  readonly isWitness: boolean;
}

export const initialSync: SyncState = {
  phase: 'detached',
  run: 0,
  again: false,
  failures: 0,
  open: {},
  isWitness: false,
};

export type SyncEvent =
  | { type: 'connected' }
  | { type: 'disconnected' }
  /** The client is to leave nothing running. */
  | { type: 'stopped' }
  /** Something was asked for that a reading shows. */
  | { type: 'wanted' }
  /** `isPatient`: another page may be at it, so that nothing is to be seen before a settle time has passed. */
  | { type: 'opened'; reason: Reason; isPatient?: boolean }
  | { type: 'timer'; timer: SyncTimer }
  /** A reading is complete. `before`: the state when it began. */
  | {
      type: 'read';
      before: SyncState;
      newest: Mark;
      /** The cursor was not reached: what is before this place counts as missing for good. */
      restart: Mark | undefined;
      /** It was a reading of the machine, and not one for somebody else. */
      isOwn: boolean;
      /** It went back to where messages in doubt may be. */
      isDeep: boolean;
      /** Messages are in doubt. */
      isDoubtful: boolean;
      /** An acknowledged message that is older than the settle time was is not in it. */
      isLagging: boolean;
      /** How soon to look again for an acknowledged message, in milliseconds; 0: there is no need. */
      recheckMs: number;
    }
  | { type: 'failed'; run: number; retryAfterMs: number };

export type SyncEffect =
  | { do: 'read' }
  | { do: 'wait'; timer: SyncTimer; ms: number }
  | { do: 'stop timers'; timers: readonly SyncTimer[] }
  /** Messages in doubt that were not found have not arrived. */
  | { do: 'resolve doubt' }
  /** Answers that were cut are not completed by the history so far. */
  | { do: 'give up streams' };

export interface SyncChance {
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
const RECHECK_MS = 2_000;
/** Another page that may be sending a message gets at least so much time between two questions. */
const PATIENCE_MS = 4_000;
/** Clients that lost one server have read the history when they are back: the second time they spread out once more. */
const SPREAD_MS = 8_000;
const URGENT_SPREAD_MS = 2_000;
const OF_A_CONNECTION: readonly SyncTimer[] = ['socket', 'retry', 'recheck'];
const REASONS = ['socket', 'doubt', 'repair'] as const;

type Step = [SyncState, ...SyncEffect[]];

export function transition(state: SyncState, event: SyncEvent, { settleMs, random, urgency }: SyncChance): Step {
  const { phase, open } = state;
  const isAttached = phase !== 'detached';

  const wait = (timer: SyncTimer, ms: number): SyncEffect => ({ do: 'wait', timer, ms });
  const withOpen = (reason: Reason, value: Open | undefined) => ({ ...open, [reason]: value });
  const begin = (from: SyncState): Step => [
    { ...from, phase: 'backfilling', run: from.run + 1, again: false },
    { do: 'read' },
  ];
  /** Reads as soon as nothing else is being waited for. */
  const want = (from: SyncState): Step =>
    phase === 'reconciling' || phase === 'idle'
      ? begin(from)
      : [{ ...from, again: phase === 'backfilling' || from.again }];

  switch (event.type) {
    case 'connected': {
      const paused = REASONS.filter((reason) => open[reason]?.waitMs === 0);
      const spreadMs = random * (urgency === 'none' ? SPREAD_MS : URGENT_SPREAD_MS);
      const waits = [['socket', settleMs + spreadMs] as const, ...paused.map((reason) => [reason, settleMs] as const)];
      const opened = Object.fromEntries(waits.map(([reason, waitMs]) => [reason, { waitMs, isRipe: false }]));
      const [next, ...effects] = begin({ ...state, failures: 0, isWitness: false, open: { ...open, ...opened } });
      return [next, ...effects, ...waits.map(([reason, ms]) => wait(reason, ms))];
    }

    case 'disconnected':
      return [
        { ...state, phase: 'detached', isWitness: false, open: withOpen('socket', undefined) },
        { do: 'stop timers', timers: OF_A_CONNECTION },
      ];

    case 'stopped': {
      const stopped = REASONS.flatMap((reason) => {
        const one = open[reason];
        return one ? [[reason, one.isRipe ? one : { ...one, waitMs: 0 }]] : [];
      });
      return [
        { ...state, candidate: undefined, open: Object.fromEntries(stopped) },
        { do: 'stop timers', timers: ['doubt', 'repair', 'cursor'] },
      ];
    }

    case 'wanted':
      return want(state);

    case 'opened': {
      const { reason, isPatient } = event;
      // One lost server brings the messages of many clients into doubt in the same moment.
      const waitMs = Math.max(settleMs, isPatient ? PATIENCE_MS : 0) + random * URGENT_SPREAD_MS;
      const isWitness = reason !== 'socket' && state.isWitness;
      const next = { ...state, isWitness, open: withOpen(reason, { waitMs, isRipe: false, isPatient }) };
      return isPatient ? [next, wait(reason, waitMs)] : [...want(next), wait(reason, waitMs)];
    }

    case 'timer': {
      const { timer } = event;
      if (timer === 'cursor') return [{ ...state, candidate: state.candidate && { ...state.candidate, isRipe: true } }];
      if (timer === 'retry') return phase === 'retrying' ? begin(state) : [state];
      if (timer === 'recheck') return want(state);
      const one = open[timer];
      if (!one) return [state];
      // A longer lag has come to light meanwhile.
      const restMs = settleMs - one.waitMs;
      if (restMs > 0) return [{ ...state, open: withOpen(timer, { ...one, waitMs: settleMs }) }, wait(timer, restMs)];
      const next = { ...state, open: withOpen(timer, { ...one, isRipe: true }) };
      return isAttached ? want(next) : [next];
    }

    case 'read': {
      const { before, newest, restart, isOwn, isDeep, isDoubtful, isLagging, recheckMs } = event;
      const effects: SyncEffect[] = [];
      let { cursor, candidate } = state;
      const nextOpen: { [Name in Reason]?: Open | undefined } = { ...open };
      /** Opened no later than a settle time before this reading began, and looked for by it. */
      const isSettled = (reason: Reason) => open[reason]?.isRipe && open[reason] === before.open[reason];

      // Nothing moves past an acknowledged message that is still to be seen.
      if (!cursor || restart) cursor = restart ?? newest;
      else if (candidate?.isRipe && candidate === before.candidate && !isLagging) {
        cursor = candidate.mark;
        candidate = undefined;
      }
      if (!candidate && newest.serverId !== cursor.serverId) {
        candidate = { mark: newest, isRipe: false };
        effects.push(wait('cursor', settleMs));
      }

      const { doubt } = open;
      if (!isDoubtful) nextOpen.doubt = undefined;
      else if (isSettled('doubt') && isDeep) {
        const restMs = settleMs - doubt!.waitMs;
        if (restMs > 0) {
          nextOpen.doubt = { waitMs: settleMs, isRipe: false };
          effects.push(wait('doubt', restMs));
        } else {
          nextOpen.doubt = undefined;
          effects.push({ do: 'resolve doubt' });
        }
      }
      let { isWitness } = state;
      if (isSettled('socket')) {
        nextOpen.socket = undefined;
        isWitness = true;
      }
      if (isSettled('repair')) nextOpen.repair = undefined;

      const next: SyncState = { ...state, cursor, candidate, open: nextOpen, isWitness };
      if (!isOwn || phase !== 'backfilling' || before.run !== state.run) return [next, ...effects];
      const settled = { ...next, failures: 0 };
      effects.push({ do: 'give up streams' });
      // What has become ripe during the reading waits for the next one.
      if (state.again || REASONS.some((reason) => nextOpen[reason]?.isRipe)) {
        const [running, ...reading] = begin(settled);
        return [running, ...effects, ...reading];
      }
      const isOpen = REASONS.some((reason) => nextOpen[reason]);
      const isSought = nextOpen.doubt && !nextOpen.doubt.isPatient;
      if (recheckMs || isSought)
        effects.push(wait('recheck', isSought ? Math.max(RECHECK_MS, settleMs / 2) : recheckMs));
      return [{ ...settled, phase: isOpen || recheckMs ? 'reconciling' : 'idle' }, ...effects];
    }

    case 'failed':
      if (phase !== 'backfilling' || event.run !== state.run) return [state];
      return [
        { ...state, phase: 'retrying', failures: state.failures + 1 },
        wait('retry', retryDelayMs(urgency, state.failures, random, event.retryAfterMs)),
      ];

    default:
      return event satisfies never;
  }
}
