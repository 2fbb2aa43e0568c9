import { ConnectionError, TokenError, type XoError } from '../errors/index.js';
import { retryDelayMs, type Urgency } from '../lib/backoff.js';
import { isFinalClose } from '../protocol/close-codes.js';
import type { StartResponse } from '../protocol/rest.js';
import type { ConnectionState } from './connection-state.js';

/*
 * The connection as a pure function. `ConnectionState` is what the world sees; `Machine` adds what deciding needs.
 *
 *  - A socket that may still live is kept (`held`) while the network is in doubt, and given up only on a verdict.
 *  - `attempt` counts failures since the last proof of health. Opening is no proof; an ack, a frame some seconds after
 *    opening, or an answered probe is.
 *  - A page signal (`pageshow`, `visibilitychange`, `online`, `resume`) says that what breaks now broke before: a page that
 *    was suspended hears of its dead socket only after it runs again. Such a failure is followed by one attempt at once.
 *
 * Liveness of an open, silent socket (`Chance.liveness`):
 *
 *   ready ──25–30 s of silence──→ pinged ──2 s without a frame──→ probing (a REST call), if a question is due
 *     ↑                             │ any frame                      │ ok
 *     └─────────────────────────────┴────────────────────────────────┘
 *
 *   usual: questions follow the first ping, then come after 2 min, then every 5 min; the pings go on in between
 *   close: a question follows every ping · rare: one in 5 min and no pings · off: neither
 */

/** A socket URL lives 30 s (seeds, step 3). Counted from the question, so that a slow answer is not trusted. */
const URL_LIFE_MS = 30_000;
const OPEN_TIMEOUT_MS = 10_000;
/**
 * Silence after which the socket is pinged, spread so that one broadcast does not make all clients ask at once; and the
 * wait for an answer before the platform is asked over HTTP.
 */
const IDLE_MS = 25_000;
const IDLE_SPREAD_MS = 5_000;
/** From one question about a silent socket to the second one, and to each one after that. */
const SECOND_QUESTION_MS = 120_000;
const LATER_QUESTIONS_MS = 300_000;
const PONG_WAIT_MS = 2_000;
/** A verdict after `online`, visibility or sleep is due in this time, an ordinary one in the longer. */
const QUICK_PROBE_MS = 2_000;
const PROBE_MS = 10_000;
/** A step of connecting that takes longer than this is begun anew after a signal: what it waits for may be gone. */
const STALE_ATTEMPT_MS = 1_000;
/** Signals that come within this time have one reason. */
const SAME_MS = 100;
/** What fails so soon after a signal had failed before it. */
const SIGNALLED_MS = 1_000;
/** The history may be ahead of the frames: so long they may come. */
const GAP_WAIT_MS = 700;
/** A frame is proof of health when the socket has been open this long. */
const SETTLED_MS = 5_000;

/** `ok`: the network works and nothing was missed. `gap`: the socket has lost something. */
export type Verdict = 'ok' | 'gap' | XoError;

export type RtmEvent =
  | { type: 'connect' }
  | { type: 'disconnect' }
  | { type: 'authorized' }
  | { type: 'started'; answer: StartResponse }
  | { type: 'opened' }
  /** Something arrived; `proof` when only a healthy connection brings it. */
  | { type: 'frame'; proof: boolean }
  | { type: 'closed'; code: number }
  /** Authorizing, starting or opening did not succeed. */
  | { type: 'failed'; error: XoError }
  | { type: 'timer' }
  | { type: 'probed'; verdict: Verdict }
  /** No ack came in time. */
  | { type: 'suspect'; cause: XoError }
  /** The page's policy (CSP) has forbidden a socket. Chromium says only that, and leaves the socket as it is. */
  | { type: 'securitypolicyviolation' }
  /** Of the page: the network is gone or back, the page is seen again, the machine woke up. */
  | { type: 'offline' | PageSignal }
  /** Somebody has begun to wait: `Chance.urgency` may have risen. */
  | { type: 'hurry' };

/** What says that the network may be usable again. `wake`: a timer came late, so the machine has slept. */
export type PageSignal = 'online' | 'visibilitychange' | 'pageshow' | 'resume' | 'wake';

/** `reset` ends what is under way: requests, and the socket. The others do what the state they belong to says. */
export type RtmEffect = 'reset' | 'authorize' | 'start' | 'open' | 'ping' | 'probe';

export interface Machine {
  readonly state: ConnectionState;
  readonly attempt: number;
  /** When the running step began. All times but those of `state` are those of `elapsedOn()`. */
  readonly beganAt: number;
  /** When the one timer is due, if there is one. */
  readonly due?: number | undefined;
  /** `Retry-After`: until then no signal and no hurry may shorten the wait. */
  readonly pausedUntil: number;
  /** A session exists: the next socket takes it up again. */
  readonly resume: boolean;
  /** The socket of a `ready` connection, or one that is kept in `offline`. */
  readonly held: boolean;
  readonly check?: 'pinged' | 'probing' | 'gap' | 'stale' | undefined;
  /** How long the probe may take. */
  readonly probeMs: number;
  /** When the socket has opened. */
  readonly openedAt: number;
  /** Questions about this socket since the last frame, and when the last one was asked. */
  readonly questions: number;
  readonly askedAt: number;
  /** When a page signal came that no attempt has followed yet. */
  readonly signalAt?: number | undefined;
  /** For whom the wait was drawn. */
  readonly drawnFor?: Urgency;
  /** Where the socket opens. */
  readonly answer?: StartResponse;
}

export interface Chance {
  /** `elapsedOn()` */
  now: number;
  /** `Clock.now()` */
  date: number;
  /** From 0 up to 1. */
  random: number;
  /** Who waits for a connection. */
  urgency: Urgency;
  /** How closely a silent socket is watched. */
  liveness: Liveness;
  /** When the socket has opened, or last brought something. */
  lastFrameAt: number;
}

/** `close`: an answer is expected. `usual`: the page is visible. `rare`, `off`: it is hidden, with or without notifications. */
export type Liveness = 'off' | 'rare' | 'usual' | 'close';

export const initialMachine: Machine = {
  state: { status: 'idle' },
  attempt: 0,
  beganAt: 0,
  pausedUntil: 0,
  resume: false,
  held: false,
  probeMs: 0,
  openedAt: 0,
  questions: 0,
  askedAt: 0,
};

type Step = [Machine, ...RtmEffect[]];

export function transition(machine: Machine, event: RtmEvent, chance: Chance): Step {
  const { now, date, random, urgency, liveness, lastFrameAt } = chance;
  const { state, attempt, held, check, pausedUntil, beganAt, signalAt } = machine;
  const { status } = state;
  const stay: Step = [machine];
  const isPaused = now < pausedUntil;
  const asleep = status === 'idle' || status === 'closed' || status === 'failed';
  const connecting = status === 'authorizing' || status === 'starting' || status === 'opening';
  const to = (state: ConnectionState, rest?: Partial<Machine>): Machine => ({
    ...machine,
    check: undefined,
    due: undefined,
    state,
    ...rest,
  });
  const inMs = (ms: number) => ({ due: now + ms });
  const idle = () => inMs(IDLE_MS + random * IDLE_SPREAD_MS);
  const isQuickProbe = check === 'probing' && machine.probeMs === QUICK_PROBE_MS;
  const isSignalled = isQuickProbe || now - signalAt! <= SIGNALLED_MS;
  const problem = (code: 'timeout' | 'socket_closed' | 'socket_refused' | 'socket_policy', closeCode?: number) =>
    new ConnectionError(
      code,
      `unable to stay connected; ${code}${closeCode ? ` ${closeCode}` : ''}`,
      closeCode ? { closeCode } : {},
    );

  const begin = (attempts = attempt): Step => [
    to(
      { status: 'authorizing', attempt: attempts },
      { attempt: attempts, held: false, beganAt: now, signalAt: undefined },
    ),
    'reset',
    'authorize',
  ];

  const stop = (state: ConnectionState): Step => [to(state, { attempt: 0, pausedUntil: 0, held: false }), 'reset'];

  /** Gives the connection up and waits, or stops for good. */
  const lose = (cause: XoError): Step => {
    if (!cause.retryable) return stop({ status: 'failed', cause });
    const atLeast = cause.retryAfterMs || 0;
    const delayMs = retryDelayMs(urgency, attempt, random, atLeast);
    return [
      to(
        { status: 'waiting', attempt: attempt + 1, retryAt: date + delayMs, cause },
        {
          attempt: attempt + 1,
          drawnFor: urgency,
          ...inMs(delayMs),
          held: false,
          pausedUntil: now + atLeast,
        },
      ),
      'reset',
    ];
  };

  /** What broke while the page was suspended is replaced at once, once for each signal. */
  const fail = (cause: XoError) =>
    isSignalled && cause.retryable && !cause.retryAfterMs ? begin(attempt + 1) : lose(cause);

  /**
   * A new socket at once where this is the first failure, or a page signal has brought it to light: the network works, only the
   * old socket is in doubt.
   */
  const replace = (cause: XoError) => (attempt && !isSignalled ? lose(cause) : begin(attempt + 1));

  /** Keeps the socket, if there is one, until the network answers again. */
  const suspend = (cause?: XoError): Step => [
    to(
      { status: 'offline', cause },
      {
        attempt: attempt + 1,
        drawnFor: urgency,
        ...inMs(Math.max(pausedUntil - now, retryDelayMs(urgency, attempt, random))),
      },
    ),
    ...(held ? [] : (['reset'] as const)),
  ];

  const probe = (probeMs: number, from: Machine = machine): Step => [
    {
      ...from,
      check: 'probing',
      due: undefined,
      probeMs,
      beganAt: now,
      askedAt: now,
      questions: lastFrameAt > machine.askedAt ? 1 : machine.questions + 1,
    },
    'ping',
    'probe',
  ];

  const healthy = (): Step => [
    to(status === 'offline' ? { status: 'ready', since: date } : state, { attempt: 0, ...idle() }),
  ];

  /** Somebody or something says that now is a good moment. */
  const nudge = (): Step => {
    if (isPaused) return stay;
    // What is known to have missed something is not asked again: the answer would be that it has not missed anything since.
    if (held) return check === 'gap' || (isQuickProbe && now - beganAt < SAME_MS) ? stay : probe(QUICK_PROBE_MS);
    return status === 'waiting' || status === 'offline' ? begin() : stay;
  };

  /** Somebody has begun to wait: at once the first times, later within the shorter ceilings. */
  const hurry = (): Step => {
    // The page was hidden, and its timer stopped.
    if (status === 'ready' && !check && machine.due === undefined) return [to(state, idle())];
    if (isPaused || check || !(status === 'waiting' || status === 'offline')) return stay;
    if (attempt < 2) return nudge();
    const delayMs = retryDelayMs(urgency, attempt - 1, random);
    if (urgency === machine.drawnFor || now + delayMs >= machine.due!) return stay;
    return [
      to(status === 'waiting' ? { ...state, retryAt: date + delayMs } : state, {
        drawnFor: urgency,
        ...inMs(delayMs),
      }),
    ];
  };

  switch (event.type) {
    case 'connect':
      return asleep ? begin() : status === 'ready' ? stay : nudge();

    case 'disconnect':
      return status === 'closed' ? stay : stop({ status: 'closed' });

    case 'authorized':
      return status === 'authorizing'
        ? [to({ status: 'starting', attempt }, { beganAt: now, signalAt: undefined }), 'start']
        : stay;

    case 'started':
      if (status !== 'starting') return stay;
      if (now - beganAt >= URL_LIFE_MS) return lose(problem('timeout'));
      return [
        to({ status: 'opening', attempt }, { signalAt: undefined, answer: event.answer, ...inMs(OPEN_TIMEOUT_MS) }),
        'open',
      ];

    case 'opened':
      return status === 'opening'
        ? [to({ status: 'ready', since: date }, { resume: true, held: true, openedAt: now, questions: 0, ...idle() })]
        : stay;

    case 'frame':
      if (status === 'offline' || check === 'pinged' || check === 'gap') return held ? healthy() : stay;
      if (status !== 'ready' || check) return stay;
      if (attempt && (event.proof || now - machine.openedAt >= SETTLED_MS)) return healthy();
      // A hidden page has stopped its timer; what comes may be the beginning of more.
      return machine.due === undefined ? [to(state, idle())] : stay;

    case 'closed':
      if (status === 'opening') return fail(problem('socket_refused', event.code));
      return held ? fail(problem(isFinalClose(event.code) ? 'socket_policy' : 'socket_closed', event.code)) : stay;

    case 'failed':
      return connecting ? fail(event.error) : stay;

    case 'securitypolicyviolation':
      return status === 'opening'
        ? fail(new ConnectionError('socket_refused', 'unable to open a socket; the page may not'))
        : stay;

    case 'timer': {
      if (check === 'stale') return begin();
      if (status === 'opening') return lose(problem('timeout'));
      if (check === 'gap') return replace(problem('socket_closed'));
      if (status !== 'ready') return held ? probe(PROBE_MS) : begin();
      const isHidden = liveness === 'off' || liveness === 'rare';
      if (liveness === 'off') return [to(state)];
      if (check === 'pinged' || isHidden) {
        const questions = lastFrameAt > machine.askedAt ? 0 : machine.questions;
        const sinceMs = now - (questions ? machine.askedAt : lastFrameAt);
        const everyMs = isHidden || questions > 1 ? LATER_QUESTIONS_MS : questions ? SECOND_QUESTION_MS : 0;
        return liveness === 'close' || sinceMs >= everyMs ? probe(PROBE_MS) : [to(state, idle())];
      }
      const restMs = lastFrameAt + IDLE_MS - now;
      return restMs > 0
        ? [to(state, inMs(restMs + random * IDLE_SPREAD_MS))]
        : [to(state, { check: 'pinged', ...inMs(PONG_WAIT_MS) }), 'ping'];
    }

    case 'probed': {
      const { verdict } = event;
      // Whoever has read the history may say so. The answer to a signal's question counts as that signal.
      if (verdict === 'gap')
        return held
          ? [to(state, { check: verdict, signalAt: isQuickProbe ? now : signalAt, ...inMs(GAP_WAIT_MS) })]
          : stay;
      if (check !== 'probing') return stay;
      // The network was gone and is back: a socket that was silent through that is not worth trusting.
      if (verdict === 'ok') return status === 'offline' && state.cause ? begin() : healthy();
      if (verdict instanceof TokenError && !verdict.retryable) return lose(verdict);
      // The socket has brought something while nothing else answered.
      if (verdict.code === 'timeout' && now - lastFrameAt < machine.probeMs) return healthy();
      // A bad answer still shows that the network works, and says nothing about the socket: ask again later.
      if (status !== 'ready' || verdict instanceof ConnectionError) return suspend(verdict);
      const until = now + (verdict.retryAfterMs || 0);
      return [to(state, { pausedUntil: until, due: Math.max(idle().due, until) })];
    }

    case 'suspect':
      return held ? replace(event.cause) : stay;

    case 'hurry':
      return hurry();

    case 'offline': {
      // A socket that is about to be replaced is not kept for later.
      if (asleep || status === 'offline' || check === 'gap') return stay;
      const [suspended, ...effects] = suspend();
      // The page may be wrong: a message does not wait to find that out.
      return held && urgency === 'waiting' && !isPaused ? probe(QUICK_PROBE_MS, suspended) : [suspended, ...effects];
    }

    case 'online':
    case 'visibilitychange':
    case 'pageshow':
    case 'resume':
    case 'wake': {
      if (!connecting) {
        const [next, ...effects] = nudge();
        return [held && !isPaused ? { ...next, signalAt: now } : next, ...effects];
      }
      return now - beganAt > STALE_ATTEMPT_MS
        ? begin()
        : [to(state, { check: 'stale', signalAt: now, ...inMs(STALE_ATTEMPT_MS) })];
    }

    default:
      return event satisfies never;
  }
}
