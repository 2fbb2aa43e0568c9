import type { TokenService } from '../auth/token-service.js';
import { ConnectionError, isXoError } from '../errors/index.js';
import type { Urgency } from '../lib/backoff.js';
import { type Clock, elapsedOn } from '../lib/clock.js';
import { describeThrown } from '../lib/describe-thrown.js';
import { textOf } from '../lib/json.js';
import type { Redactor } from '../lib/redact.js';
import { withTimeout } from '../lib/timeout.js';
import {
  type ConnectionMode,
  type PlatformRules,
  readSocketUrl,
  socketUrl,
  subprotocols,
} from '../protocol/endpoints.js';
import type { StartRequest, StartResponse } from '../protocol/rest.js';
import type { ConnectionState } from './connection-state.js';
import { openSocket, type Socket, type WebSocketConstructor } from './socket.js';
import {
  initialMachine,
  type Liveness,
  type RtmEffect,
  type RtmEvent,
  transition,
  type Verdict,
} from './transition.js';

/** What the manager needs to know, and whom it tells. */
export interface RtmOptions extends PlatformRules {
  startAt: string;
  startRequest: StartRequest;
  WebSocket: WebSocketConstructor;
  connectionMode?: ConnectionMode | undefined;
  secureRtm: boolean;
  clock: Clock;
  random: () => number;
  /** Gets the secrets of a socket before it opens: no text that leaves may hold them. */
  hide: Redactor['add'];
  /** Text of a ping frame. */
  ping(): string;
  /** What must be done before the first socket opens; runs beside rtm/start. Never rejects. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** Asks the platform over HTTP whether the socket has missed anything. Never rejects. */
  probe(timeoutMs: number): Promise<Verdict>;
  /** Who waits for a connection, and how closely a silent one is watched. */
  urgency(): Urgency;
  liveness(): Liveness;
  onState(state: ConnectionState): void;
  /** @returns true when what came is proof that the platform works for us */
  onData(data: unknown): boolean;
}

export interface RtmManager {
  readonly state: ConnectionState;
  /** How long ago the socket has opened, or brought something. */
  readonly quietMs: number;
  /** @returns false when there is no open socket, or it did not take the data */
  send(data: string): boolean;
  /** Something outside happened that the connection should know. */
  tell(event: RtmEvent): void;
  /** Resolves when the socket is closed, or a second has passed. */
  disconnect(): Promise<void>;
}

/** A timer that fires this late has slept through something. */
const SLEPT_MS = 5_000;
/** How long `disconnect()` waits for the peer to agree. */
const CLOSE_WAIT_MS = 1_000;

/**
 * Keeps one socket to the platform: the one file that performs what `transition` decides.
 *
 * An answer that arrives after its attempt is over is nobody's: each carries the attempt's signal.
 */
export function createRtmManager(tokens: TokenService, options: RtmOptions): RtmManager {
  const { clock, secureRtm, onState } = options;
  let machine = initialMachine;
  let abort = new AbortController();
  let socket: Socket | undefined;
  let stopTimer = () => {};
  let lastFrameAt = 0;
  /** Probes so far: of those before the last one only a gap counts, because no later one can see it. */
  let probes = 0;
  /** Whose session a socket has opened. */
  let sessionUser: string | undefined;
  /** The platform has answered with a nonce: opening shows it the JWT once more. */
  let showsJwt = false;

  function tell(event: RtmEvent): void {
    const before = machine;
    const [after, ...effects] = transition(before, event, {
      now: elapsedOn(clock),
      date: clock.now(),
      random: options.random(),
      urgency: options.urgency(),
      liveness: options.liveness(),
      lastFrameAt,
    });
    machine = after;
    for (const effect of effects) perform[effect]();
    if (after.due !== before.due) setTimer(after.due);
    if (after.held && !before.held) sessionUser = tokens.current?.userId ?? sessionUser;
    if (after.state !== before.state) onState(after.state);
  }

  function setTimer(due: number | undefined): void {
    stopTimer();
    if (due === undefined) return;
    const delayMs = due - elapsedOn(clock);
    // By the date, because the other clock may stand still while the machine sleeps.
    const late = clock.now() + delayMs + SLEPT_MS;
    stopTimer = clock.after(delayMs, () => tell({ type: clock.now() > late ? 'wake' : 'timer' }));
  }

  /** Turns the outcome of `work` into an event, unless its attempt is over by then. */
  function later<Result>(work: Promise<Result>, toEvent?: (result: Result) => RtmEvent | false): void {
    const { signal } = abort;
    const settle = (event: RtmEvent | false) => {
      if (event && !signal.aborted) tell(event);
    };
    work.then(
      (result) => settle(toEvent!(result)),
      (cause) =>
        settle({
          type: 'failed',
          error: isXoError(cause)
            ? cause
            : new ConnectionError('network', `unable to connect; ${describeThrown(cause).name}`),
        }),
    );
  }

  async function start(): Promise<StartResponse> {
    const operation = 'get a socket URL';
    const { signal } = abort;
    const [answer] = await Promise.all([
      tokens.call({
        operation,
        url: options.startAt,
        body: options.startRequest,
        headers: secureRtm ? { 'x-rtm-v': '1' } : {},
        signal,
      }) as Promise<StartResponse>,
      options.prepare(signal),
    ]);
    const url = readSocketUrl(answer.url, options.startAt, options);
    const nonce = textOf(answer.nonce);
    options.hide(nonce, ...url.searchParams.values());
    return { url: answer.url, nonce };
  }

  const perform: Record<RtmEffect, () => void> = {
    reset() {
      abort.abort();
      abort = new AbortController();
      tokens.cancelExchange();
      void socket?.close();
      socket = undefined;
    },
    authorize: () => later(tokens.get(showsJwt), () => ({ type: 'authorized' })),
    start: () => later(start(), (answer) => ({ type: 'started', answer })),
    open() {
      const { url, nonce } = machine.answer!;
      showsJwt = secureRtm && !!nonce;
      try {
        socket = openSocket(
          options.WebSocket,
          socketUrl(url, {
            connectionMode: options.connectionMode,
            reconnect: machine.resume && sessionUser === tokens.current?.userId,
          }),
          showsJwt ? subprotocols(tokens.current!.jwt, nonce!) : [],
          (event) => {
            lastFrameAt = elapsedOn(clock);
            tell(event);
          },
          (data) => {
            lastFrameAt = elapsedOn(clock);
            tell({ type: 'frame', proof: options.onData(data) });
          },
        );
      } catch {
        // For a URL that the page's CSP forbids. What is thrown names the URL.
        later(Promise.resolve(), () => ({ type: 'securitypolicyviolation' }));
      }
    },
    ping: () => void socket?.send(options.ping()),
    probe() {
      // An exchange that is under way may hang on a network that is gone.
      tokens.cancelExchange();
      const probe = ++probes;
      later(
        options.probe(machine.probeMs),
        (verdict) => (verdict === 'gap' || probe === probes) && { type: 'probed', verdict },
      );
    },
  };

  return {
    get state() {
      return machine.state;
    },
    get quietMs() {
      return elapsedOn(clock) - lastFrameAt;
    },
    send: (data) => machine.state.status === 'ready' && !!socket?.send(data),
    tell,
    async disconnect() {
      const closing = socket?.close();
      tell({ type: 'disconnect' });
      await withTimeout(clock, CLOSE_WAIT_MS, undefined, 'close', () => closing).catch(() => {});
    },
  };
}
