import { ConnectionError, HttpError, type XoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';
import { closeReaction } from '../protocol/close-codes.js';
import type { StartResponse } from '../protocol/rest.js';
import type { ConnectionState } from './connection-state.js';

/*
 * The connection as a pure function. `ConnectionState` is what the world sees; `Machine` adds what deciding needs.
 *
 *  - A socket that may still live is kept (`held`) while the network is in doubt, and given up only on a verdict.
 *  - `attempt` counts failures since the last proof of health. Opening is no proof; an ack, a frame some seconds after
 *    opening, or an answered probe is.
 */

/** A socket URL lives 30 s (seeds, step 3). Counted from the question, so that a slow answer is not trusted. */
const URL_LIFE_MS = 30_000;
const OPEN_TIMEOUT_MS = 10_000;
/** First ceiling of the backoff: ten thousand clients of one lost server need this much room (law 5). */
const BACKOFF_BASE_MS = 8_000;
/** The same when somebody waits for a message to go out. */
const HURRIED_BASE_MS = 1_000;
export const BACKOFF_CAP_MS = 20_000;
/**
 * Silence after which the socket is pinged, spread so that one broadcast does not make all clients ask at once; and the
 * wait for an answer before the platform is asked over HTTP.
 */
const IDLE_MS = 20_000;
const IDLE_SPREAD_MS = 8_000;
const PONG_WAIT_MS = 2_000;
/** A verdict after `online`, visibility or sleep is due in this time, an ordinary one in the longer. */
const QUICK_PROBE_MS = 2_000;
const PROBE_MS = 10_000;
/** Connecting longer than this, a signal starts it anew: what it waits for may be gone. */
const STALE_ATTEMPT_MS = 1_000;
/** A frame is proof of health when the socket has been open this long. */
const SETTLED_MS = 5_000;

/** `ok`: the network works and nothing was missed. `gap`: the socket has lost something. */
export type Verdict = 'ok' | 'gap' | XoError;

export type RtmEvent =
  | { type: 'connect' }
  | { type: 'disconnect' }
  | { type: 'authorized' }
  | { type: 'started'; answer: StartResponse; askedAt: number }
  | { type: 'opened' }
  /** Something arrived; `proof` when only a healthy connection brings it. */
  | { type: 'frame'; proof: boolean }
  | { type: 'closed'; code: number }
  /** Authorizing or starting did not succeed. */
  | { type: 'failed'; error: XoError }
  | { type: 'timer' }
  | { type: 'probed'; verdict: Verdict }
  /** No ack came, or the socket refused a frame. */
  | { type: 'suspect'; cause: XoError }
  /** Of the page: the network is back, the page is seen again, the machine woke up. */
  | { type: 'signal'; signal: 'online' | 'offline' | 'visible' | 'wake' }
  /** Somebody has sent a message. */
  | { type: 'hurry' };

export type RtmEffect =
  /** Drops what is under way: requests, and a socket that is not open. */
  | { type: 'abort' }
  | { type: 'authorize' }
  | { type: 'start' }
  | { type: 'open'; url: string; nonce: string | undefined; resume: boolean }
  | { type: 'close' }
  | { type: 'ping' }
  | { type: 'probe'; limitMs: number }
  /** Replaces the one timer; undefined takes it away. */
  | { type: 'timer'; ms: number | undefined };

export interface Machine {
  readonly state: ConnectionState;
  readonly attempt: number;
  /** When the running attempt began. */
  readonly beganAt: number;
  /** `Retry-After`: no signal and no hurry may shorten the wait. */
  readonly notBefore: number;
  /** A session exists: the next socket takes it up again. */
  readonly resume: boolean;
  /** The socket of a `ready` connection, or one that is kept in `offline`. */
  readonly held: boolean;
  readonly check: 'none' | 'pinged' | 'probing';
}

export interface Chance {
  now: number;
  /** From 0 up to 1. */
  random: number;
  /** Messages wait to be sent. */
  hurried: boolean;
  /** When the socket last brought something. */
  lastFrameAt: number;
}

export const initialMachine: Machine = {
  state: { status: 'idle' },
  attempt: 0,
  beganAt: 0,
  notBefore: 0,
  resume: false,
  held: false,
  check: 'none',
};

type Step = [Machine, RtmEffect[]];

export function transition(machine: Machine, event: RtmEvent, chance: Chance): Step {
  const { state, attempt, held } = machine;
  const { now } = chance;
  const stay: Step = [machine, []];

  const idleTimer = (): RtmEffect => ({ type: 'timer', ms: IDLE_MS + chance.random * IDLE_SPREAD_MS });

  const begin = (failures = attempt): Step => [
    {
      ...machine,
      state: { status: 'authorizing', attempt: failures },
      attempt: failures,
      beganAt: now,
      held: false,
      check: 'none',
    },
    [{ type: 'abort' }, { type: 'close' }, { type: 'timer', ms: undefined }, { type: 'authorize' }],
  ];

  const stop = (next: ConnectionState): Step => [
    { ...machine, state: next, attempt: 0, notBefore: 0, held: false, check: 'none' },
    [{ type: 'abort' }, { type: 'close' }, { type: 'timer', ms: undefined }],
  ];

  /** Gives the connection up and waits, or stops for good. */
  const lose = (cause: XoError): Step => {
    if (!cause.retryable) return stop({ status: 'failed', cause });
    const base = chance.hurried && attempt === 0 ? HURRIED_BASE_MS : BACKOFF_BASE_MS;
    const atLeast = (cause instanceof HttpError && cause.retryAfterMs) || 0;
    const ms = atLeast + backoffMs(attempt, chance.random, base, atLeast ? base : BACKOFF_CAP_MS);
    const next = { status: 'waiting', attempt: attempt + 1, retryAt: now + ms, cause } as const;
    return [
      { ...machine, state: next, attempt: attempt + 1, notBefore: now + atLeast, held: false, check: 'none' },
      [{ type: 'abort' }, { type: 'close' }, { type: 'timer', ms }],
    ];
  };

  /** A new socket at once where this is the first failure: the network works, only the old socket is in doubt. */
  const replace = (cause: XoError): Step => (attempt ? lose(cause) : begin(1));

  /** Holds on to the socket, if there is one, until the network answers again. */
  const suspend = (cause?: XoError): Step => [
    { ...machine, state: { status: 'offline', ...(cause && { cause }) }, attempt: attempt + 1, check: 'none' },
    [
      ...(held ? [] : ([{ type: 'abort' }] as const)),
      { type: 'timer', ms: backoffMs(attempt, chance.random, BACKOFF_BASE_MS, BACKOFF_CAP_MS) },
    ],
  ];

  const probe = (limitMs: number, ...before: RtmEffect[]): Step => [
    { ...machine, check: 'probing' },
    [...before, { type: 'timer', ms: undefined }, { type: 'probe', limitMs }],
  ];

  const healthy = (timer: boolean): Step => [
    {
      ...machine,
      state: state.status === 'offline' ? { status: 'ready', since: now } : state,
      attempt: 0,
      check: 'none',
    },
    timer ? [idleTimer()] : [],
  ];

  switch (event.type) {
    case 'connect':
      switch (state.status) {
        case 'idle':
        case 'closed':
        case 'failed':
          return begin();
        case 'waiting':
        case 'offline':
          if (held) return machine.check === 'probing' ? stay : probe(QUICK_PROBE_MS, { type: 'ping' });
          return now < machine.notBefore ? stay : begin();
        default:
          return stay;
      }

    case 'disconnect':
      return stop({ status: 'closed' });

    case 'authorized':
      return state.status === 'authorizing'
        ? [{ ...machine, state: { status: 'starting', attempt } }, [{ type: 'start' }]]
        : stay;

    case 'started': {
      if (state.status !== 'starting') return stay;
      const { url, nonce } = event.answer;
      if (now - event.askedAt >= URL_LIFE_MS) {
        return lose(new ConnectionError('timeout', 'unable to open the socket; its URL came too late'));
      }
      return [
        { ...machine, state: { status: 'opening', attempt } },
        [
          { type: 'open', url, nonce, resume: machine.resume },
          { type: 'timer', ms: OPEN_TIMEOUT_MS },
        ],
      ];
    }

    case 'opened':
      return state.status === 'opening'
        ? [{ ...machine, state: { status: 'ready', since: now }, resume: true, held: true }, [idleTimer()]]
        : stay;

    case 'frame':
      if (state.status === 'offline') return held ? healthy(true) : stay;
      if (state.status !== 'ready') return stay;
      if (machine.check === 'pinged') return healthy(true);
      return attempt && (event.proof || now - state.since >= SETTLED_MS) ? healthy(false) : stay;

    case 'closed':
      if (state.status === 'opening') {
        return lose(
          new ConnectionError('socket_refused', 'unable to open the socket; it was refused', { closeCode: event.code }),
        );
      }
      if (!held) return stay;
      return lose(
        new ConnectionError(
          closeReaction(event.code).retry ? 'socket_closed' : 'socket_policy',
          `unable to keep the connection; the socket was closed (${event.code})`,
          { closeCode: event.code },
        ),
      );

    case 'failed':
      return state.status === 'authorizing' || state.status === 'starting' ? lose(event.error) : stay;

    case 'timer':
      switch (state.status) {
        case 'opening':
          return lose(new ConnectionError('timeout', 'unable to open the socket; no answer in time'));
        case 'waiting':
          return begin();
        case 'offline':
          return held ? probe(PROBE_MS) : begin();
        case 'ready': {
          if (machine.check !== 'none') return probe(PROBE_MS);
          const restMs = IDLE_MS - (now - Math.max(state.since, chance.lastFrameAt));
          return restMs > 0
            ? [machine, [{ type: 'timer', ms: restMs + chance.random * IDLE_SPREAD_MS }]]
            : [{ ...machine, check: 'pinged' }, [{ type: 'ping' }, { type: 'timer', ms: PONG_WAIT_MS }]];
        }
        default:
          return stay;
      }

    case 'probed': {
      if (machine.check !== 'probing') return stay;
      const { verdict } = event;
      if (verdict === 'gap') {
        return replace(new ConnectionError('socket_closed', 'unable to trust the socket; it has lost a message'));
      }
      if (verdict === 'ok') {
        // The network was gone and is back: a socket that was silent through that is not worth trusting.
        return state.status === 'offline' && state.cause ? begin() : healthy(true);
      }
      if (!verdict.retryable) return lose(verdict);
      // A bad answer still shows that the network works, and says nothing about the socket: ask again later.
      if (state.status === 'ready' && !(verdict instanceof ConnectionError)) {
        return [{ ...machine, check: 'none' }, [idleTimer()]];
      }
      return suspend(verdict);
    }

    case 'suspect':
      return held ? replace(event.cause) : stay;

    case 'signal':
      switch (state.status) {
        case 'idle':
        case 'closed':
        case 'failed':
          return stay;
        case 'ready':
        case 'offline':
          if (event.signal === 'offline') return state.status === 'ready' ? suspend() : stay;
          if (held) return machine.check === 'probing' ? stay : probe(QUICK_PROBE_MS, { type: 'ping' });
          return begin();
        case 'waiting':
          if (event.signal === 'offline') return suspend(state.cause);
          return now < machine.notBefore ? stay : begin();
        default:
          if (event.signal === 'offline') return suspend();
          return now - machine.beganAt > STALE_ATTEMPT_MS ? begin() : stay;
      }

    case 'hurry':
      return state.status === 'waiting' && attempt <= 1 && now >= machine.notBefore ? begin() : stay;

    default:
      return event satisfies never;
  }
}
