import { ConnectionError, TokenError, type XoError } from '../errors/index.js';
import { retryDelayMs, type Urgency } from '../lib/backoff.js';
import { isFinalClose } from '../protocol/close-codes.js';
import type { StartResponse } from '../protocol/rest.js';
import type { ConnectionState } from './connection-state.js';

/*
 * The connection as a pure function of state and event. `ConnectionState` is the public part; `RtmState` adds what the decisions
 * need.
 *
 *  - While the network is in doubt, a socket that may still work is kept (`hasSocket`). Only the result of a probe ends it.
 *  - `attempt` counts failures since the connection was last known to be healthy. An open socket does not prove that; an ack, a
 *    frame some seconds after opening, or a successful probe does.
 *  - A page signal (`pageshow`, `visibilitychange`, `online`, `resume`) means that a failure that follows was already there
 *    before: a suspended page learns of its dead socket only after it runs again. Such a failure is followed by one immediate
 *    attempt.
 *
 * Monitoring of an open, silent socket (`TransitionContext.monitoring`):
 *
 *   ready ──25–30 s of silence──→ pinged ──2 s without a frame──→ probing (a REST call), if a probe is due
 *     ↑                             │ any frame                      │ ok
 *     └─────────────────────────────┴────────────────────────────────┘
 *
 *   normal: a probe follows the first ping, the next one after 2 min, then one every 5 min; the pings go on in between
 *   close: a probe follows every ping · rare: one probe in 5 min and no pings · off: neither
 */

/** Lifetime of a socket URL: 30 s (docs/protocol.md §2.2). Measured from the request, so that a slow response is not trusted. */
const URL_LIFE_MS = 30_000;
const OPEN_TIMEOUT_MS = 10_000;
/** Silence after which the socket is pinged. The spread keeps all clients from pinging at once after a broadcast. */
const IDLE_MS = 25_000;
const IDLE_SPREAD_MS = 5_000;
/** Time between the first and the second probe of a silent socket, and between later ones. */
const SECOND_PROBE_MS = 120_000;
const LATER_PROBE_MS = 300_000;
/** How long to wait for a frame after a ping before the platform is asked over HTTP. */
const PONG_WAIT_MS = 2_000;
/** Timeout of a probe after `online`, visibility or sleep, and of any other probe. */
const QUICK_PROBE_MS = 2_000;
const PROBE_MS = 10_000;
/** A step of connecting that takes longer than this starts again after a signal, because its network may be gone. */
const STALE_ATTEMPT_MS = 1_000;
/** Signals within this time have the same cause. */
const SAME_SIGNAL_MS = 100;
/** A socket that breaks within this time after a signal was dead before it. An attempt that began before it has no such limit. */
const SIGNAL_WINDOW_MS = 1_000;
/** How long frames may arrive after the history has shown their messages. */
const GAP_WAIT_MS = 700;
/** From this age of the socket on, any frame proves that the connection is healthy. */
const STABLE_MS = 5_000;

/** `ok`: the network works and nothing was missed. `gap`: the socket has lost something. An error: there is no answer. */
export type ProbeResult = 'ok' | 'gap' | XoError;

export type RtmEvent =
  | { type: 'connect' }
  | { type: 'disconnect' }
  | { type: 'authorized' }
  | { type: 'started'; response: StartResponse }
  | { type: 'opened' }
  /** Something arrived. `proof`: only a healthy connection delivers this kind of frame. */
  | { type: 'frame'; proof: boolean }
  | { type: 'closed'; code: number }
  /** Authorizing, starting or opening failed. */
  | { type: 'failed'; error: XoError }
  | { type: 'timer' }
  | { type: 'probed'; result: ProbeResult }
  /** The socket may be dead: no ack arrived in time. */
  | { type: 'suspect'; cause: XoError }
  /** The page's CSP forbids the socket. Chromium reports only this, and never closes the socket. */
  | { type: 'securitypolicyviolation' }
  /** From the page: the network is gone or back, the page is visible again, the machine woke up. */
  | { type: 'offline' | PageSignal }
  /** `TransitionContext.urgency` may have risen, for example because a message was queued. */
  | { type: 'urgencyChanged' };

/** Signals that the network may be usable again. `wake`: a timer fired late, so the machine was asleep. */
export type PageSignal = 'online' | 'visibilitychange' | 'pageshow' | 'resume' | 'wake';

/** `reset` aborts the running requests and closes the socket. The others start the step of that name. */
export type RtmEffect = 'reset' | 'authorize' | 'start' | 'open' | 'ping' | 'probe';

export interface RtmState {
  readonly state: ConnectionState;
  readonly attempt: number;
  /** When the running step started. All times except those of `state` are those of `elapsedOn()`. */
  readonly startedAt: number;
  /** When the only timer fires; undefined if it is not set. */
  readonly due?: number | undefined;
  /** End of the pause that `Retry-After` demands: no signal and no queued message shortens it. */
  readonly pausedUntil: number;
  /** A session exists, which the next socket resumes. */
  readonly hasSession: boolean;
  /** There is a socket: that of a `ready` connection, or one that is kept in `offline`. */
  readonly hasSocket: boolean;
  /** The running check of the connection. `gap`: frames are missing. `stale`: a signal came while connecting. */
  readonly check?: 'pinged' | 'probing' | 'gap' | 'stale' | undefined;
  /** Timeout of the running probe. */
  readonly probeMs: number;
  readonly openedAt: number;
  /** Probes of this socket since the last frame, and the time of the last one. */
  readonly probes: number;
  readonly probedAt: number;
  /** When a page signal came that no attempt has followed yet. */
  readonly signalAt?: number | undefined;
  /** The urgency that determined the current wait. */
  readonly delayUrgency?: Urgency;
  /** The response that names the socket URL. */
  readonly response?: StartResponse;
}

export interface TransitionContext {
  /** `elapsedOn()` */
  now: number;
  /** `Clock.now()` */
  date: number;
  /** A random number from 0 up to 1. */
  random: number;
  /** Who waits for a connection. */
  urgency: Urgency;
  monitoring: Monitoring;
  /** When the socket opened, or last received something. */
  lastFrameAt: number;
}

/**
 * How closely a silent socket is monitored. `close`: a response is expected. `normal`: the page is visible. `rare`, `off`: it is
 * hidden, with or without notifications.
 */
export type Monitoring = 'off' | 'rare' | 'normal' | 'close';

export const initialRtmState: RtmState = {
  state: { status: 'idle' },
  attempt: 0,
  startedAt: 0,
  pausedUntil: 0,
  hasSession: false,
  hasSocket: false,
  probeMs: 0,
  openedAt: 0,
  probes: 0,
  probedAt: 0,
};

type Step = [RtmState, ...RtmEffect[]];

/** Returns the next state, and what to do. An event that a state does not handle returns the same state. */
export function transition(current: RtmState, event: RtmEvent, context: TransitionContext): Step {
  const { now, date, random, urgency, monitoring, lastFrameAt } = context;
  const { state, attempt, hasSocket, check, pausedUntil, startedAt, signalAt } = current;
  const { status } = state;
  const unchanged: Step = [current];
  const isPaused = now < pausedUntil;
  const isStopped = status === 'idle' || status === 'closed' || status === 'failed';
  const isConnecting = status === 'authorizing' || status === 'starting' || status === 'opening';
  const to = (state: ConnectionState, rest?: Partial<RtmState>): RtmState => ({
    ...current,
    check: undefined,
    due: undefined,
    state,
    ...rest,
  });
  const inMs = (ms: number) => ({ due: now + ms });
  const idle = () => inMs(IDLE_MS + random * IDLE_SPREAD_MS);
  const isQuickProbe = check === 'probing' && current.probeMs === QUICK_PROBE_MS;
  const isSignalled = isQuickProbe || signalAt! >= (hasSocket ? now - SIGNAL_WINDOW_MS : 0);
  const problem = (
    code: 'XO_TIMEOUT' | 'XO_SOCKET_CLOSED' | 'XO_SOCKET_REFUSED' | 'XO_SOCKET_POLICY',
    closeCode?: number,
  ) =>
    new ConnectionError(
      code,
      `unable to stay connected; ${code.slice(3).toLowerCase()}${closeCode ? ` ${closeCode}` : ''}`,
      closeCode ? { closeCode } : {},
    );

  /** Starts to connect. */
  const begin = (attempts = attempt): Step => [
    to(
      { status: 'authorizing', attempt: attempts },
      { attempt: attempts, hasSocket: false, startedAt: now, signalAt: undefined },
    ),
    'reset',
    'authorize',
  ];

  /** Ends the connection for good. */
  const stop = (state: ConnectionState): Step => [to(state, { attempt: 0, pausedUntil: 0, hasSocket: false }), 'reset'];

  /** Gives the connection up: waits for the next attempt, or stops for good. */
  const giveUp = (cause: XoError): Step => {
    if (!cause.retryable) return stop({ status: 'failed', cause });
    const atLeast = cause.retryAfterMs || 0;
    const delayMs = retryDelayMs(urgency, attempt, random, atLeast);
    return [
      to(
        { status: 'waiting', attempt: attempt + 1, retryAt: date + delayMs, cause },
        {
          attempt: attempt + 1,
          delayUrgency: urgency,
          ...inMs(delayMs),
          hasSocket: false,
          pausedUntil: now + atLeast,
        },
      ),
      'reset',
    ];
  };

  /** After a failure: connects again at once if the connection broke while the page was suspended, once for each signal. */
  const fail = (cause: XoError) =>
    isSignalled && cause.retryable && !cause.retryAfterMs ? begin(attempt + 1) : giveUp(cause);

  /**
   * Opens a new socket at once if this is the first failure, or if a page signal has revealed it: the network works, and only the
   * old socket is in doubt.
   */
  const replace = (cause: XoError) => (attempt && !isSignalled ? giveUp(cause) : begin(attempt + 1));

  /** Goes `offline`. Keeps the socket, if there is one, until a probe succeeds. */
  const suspend = (cause?: XoError): Step => {
    const pauseMs = Math.max(pausedUntil - now, cause?.retryAfterMs || 0, 0);
    return [
      to(
        { status: 'offline', cause },
        {
          attempt: attempt + 1,
          delayUrgency: urgency,
          ...inMs(retryDelayMs(urgency, attempt, random, pauseMs)),
          pausedUntil: now + pauseMs,
        },
      ),
      ...(hasSocket ? [] : (['reset'] as const)),
    ];
  };

  const probe = (probeMs: number, from: RtmState = current): Step => [
    {
      ...from,
      check: 'probing',
      due: undefined,
      probeMs,
      startedAt: now,
      probedAt: now,
      probes: lastFrameAt > current.probedAt ? 1 : current.probes + 1,
    },
    'ping',
    'probe',
  ];

  const healthy = (): Step => [
    to(status === 'offline' ? { status: 'ready', since: date } : state, { attempt: 0, ...idle() }),
  ];

  /** Tries again now, instead of when the timer fires. */
  const retryNow = (): Step => {
    if (isPaused) return unchanged;
    // A socket that is known to have missed something is not probed again: the probe would find nothing new.
    if (hasSocket)
      return check === 'gap' || (isQuickProbe && now - startedAt < SAME_SIGNAL_MS) ? unchanged : probe(QUICK_PROBE_MS);
    return status === 'waiting' || status === 'offline' ? begin() : unchanged;
  };

  /** Shortens the wait: the first attempts follow at once, later ones within the shorter ceilings. */
  const shortenWait = (): Step => {
    // The page was hidden, so that the timer was not set.
    if (status === 'ready' && !check && current.due === undefined) return [to(state, idle())];
    if (isPaused || check || !(status === 'waiting' || status === 'offline')) return unchanged;
    if (attempt < 2) return retryNow();
    const delayMs = retryDelayMs(urgency, attempt - 1, random);
    if (urgency === current.delayUrgency || now + delayMs >= current.due!) return unchanged;
    return [
      to(status === 'waiting' ? { ...state, retryAt: date + delayMs } : state, {
        delayUrgency: urgency,
        ...inMs(delayMs),
      }),
    ];
  };

  switch (event.type) {
    case 'connect':
      return isStopped ? begin() : status === 'ready' ? unchanged : retryNow();

    case 'disconnect':
      return status === 'closed' ? unchanged : stop({ status: 'closed' });

    case 'authorized':
      return status === 'authorizing' ? [to({ status: 'starting', attempt }, { startedAt: now }), 'start'] : unchanged;

    case 'started':
      if (status !== 'starting') return unchanged;
      if (now - startedAt >= URL_LIFE_MS) return giveUp(problem('XO_TIMEOUT'));
      return [to({ status: 'opening', attempt }, { response: event.response, ...inMs(OPEN_TIMEOUT_MS) }), 'open'];

    case 'opened':
      return status === 'opening'
        ? [
            to(
              { status: 'ready', since: date },
              { hasSession: true, hasSocket: true, openedAt: now, probes: 0, ...idle() },
            ),
          ]
        : unchanged;

    case 'frame':
      if (status === 'offline' || check === 'pinged' || check === 'gap') return hasSocket ? healthy() : unchanged;
      if (status !== 'ready' || check) return unchanged;
      if (attempt && (event.proof || now - current.openedAt >= STABLE_MS)) return healthy();
      // The timer of a hidden page is not set. This frame may be the first of several.
      return current.due === undefined ? [to(state, idle())] : unchanged;

    case 'closed':
      if (status === 'opening') return fail(problem('XO_SOCKET_REFUSED', event.code));
      return hasSocket
        ? fail(problem(isFinalClose(event.code) ? 'XO_SOCKET_POLICY' : 'XO_SOCKET_CLOSED', event.code))
        : unchanged;

    case 'failed':
      return isConnecting ? fail(event.error) : unchanged;

    case 'securitypolicyviolation':
      return status === 'opening'
        ? fail(new ConnectionError('XO_SOCKET_REFUSED', 'unable to open a socket; the page may not'))
        : unchanged;

    case 'timer': {
      if (check === 'stale') return begin();
      if (status === 'opening') return giveUp(problem('XO_TIMEOUT'));
      if (check === 'gap') return replace(problem('XO_SOCKET_CLOSED'));
      if (status !== 'ready') return hasSocket ? probe(PROBE_MS) : begin();
      const isHidden = monitoring === 'off' || monitoring === 'rare';
      if (monitoring === 'off') return [to(state)];
      if (check === 'pinged' || isHidden) {
        const probes = lastFrameAt > current.probedAt ? 0 : current.probes;
        const sinceMs = now - (probes ? current.probedAt : lastFrameAt);
        const everyMs = isHidden || probes > 1 ? LATER_PROBE_MS : probes ? SECOND_PROBE_MS : 0;
        return monitoring === 'close' || sinceMs >= everyMs ? probe(PROBE_MS) : [to(state, idle())];
      }
      const restMs = lastFrameAt + IDLE_MS - now;
      return restMs > 0
        ? [to(state, inMs(restMs + random * IDLE_SPREAD_MS))]
        : [to(state, { check: 'pinged', ...inMs(PONG_WAIT_MS) }), 'ping'];
    }

    case 'probed': {
      const { result } = event;
      // Also reported by readings that are no probe. The result of a probe that a signal has started counts as that signal.
      if (result === 'gap')
        return hasSocket
          ? [to(state, { check: result, signalAt: isQuickProbe ? now : signalAt, ...inMs(GAP_WAIT_MS) })]
          : unchanged;
      if (check !== 'probing') return unchanged;
      // The network was gone and is back: a socket that was silent meanwhile cannot be trusted.
      if (result === 'ok') return status === 'offline' && state.cause ? begin() : healthy();
      if (result instanceof TokenError && !result.retryable) return giveUp(result);
      // The socket has received something while the probe got no answer.
      if (result.code === 'XO_TIMEOUT' && now - lastFrameAt < current.probeMs) return healthy();
      // An error response still shows that the network works, and says nothing about the socket: probe again later.
      if (status !== 'ready' || result instanceof ConnectionError) return suspend(result);
      const until = now + (result.retryAfterMs || 0);
      return [to(state, { pausedUntil: until, due: Math.max(idle().due, until) })];
    }

    case 'suspect':
      return hasSocket ? replace(event.cause) : unchanged;

    case 'urgencyChanged':
      return shortenWait();

    case 'offline': {
      // A socket that is about to be replaced is not kept.
      if (isStopped || status === 'offline' || check === 'gap') return unchanged;
      const [suspended, ...effects] = suspend();
      // The page may be wrong, so that a queued message waits no longer than a quick probe.
      return hasSocket && urgency === 'waiting' && !isPaused
        ? probe(QUICK_PROBE_MS, suspended)
        : [suspended, ...effects];
    }

    case 'online':
    case 'visibilitychange':
    case 'pageshow':
    case 'resume':
    case 'wake': {
      if (!isConnecting) {
        const [next, ...effects] = retryNow();
        return [hasSocket && !isPaused ? { ...next, signalAt: now } : next, ...effects];
      }
      return now - startedAt > STALE_ATTEMPT_MS
        ? begin()
        : [to(state, { check: 'stale', signalAt: now, ...inMs(STALE_ATTEMPT_MS) })];
    }

    default:
      return event satisfies never;
  }
}
