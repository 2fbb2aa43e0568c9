import type { TokenService } from '../auth/token-service.js';
import { ConnectionError, isXoError, ProtocolError } from '../errors/index.js';
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
  initialRtmState,
  type Monitoring,
  type ProbeResult,
  type RtmEffect,
  type RtmEvent,
  transition,
} from './transition.js';

export interface RtmOptions extends PlatformRules {
  /** Address of `rtm/start`. */
  startUrl: string;
  startRequest: StartRequest;
  WebSocket: WebSocketConstructor;
  connectionMode?: ConnectionMode | undefined;
  secureRtm: boolean;
  clock: Clock;
  random: () => number;
  /** Registers the secrets of a socket before it opens, so that they are redacted everywhere. */
  hide: Redactor['add'];
  /** Returns the text of a ping frame. */
  ping(): string;
  /** Prepares the first socket, in parallel with `rtm/start`. The socket opens afterwards. Never rejects. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** Asks the platform over HTTP whether the socket has missed anything. Never rejects. */
  probe(timeoutMs: number): Promise<ProbeResult>;
  urgency(): Urgency;
  monitoring(): Monitoring;
  onState(state: ConnectionState, previous: ConnectionState): void;
  /** @returns true if the data proves that the connection is healthy: see `RtmEvent`, `frame` */
  onData(data: unknown): boolean;
}

export interface RtmManager {
  readonly state: ConnectionState;
  /** Milliseconds since the socket opened, or last received something. */
  readonly silentMs: number;
  /** @returns false if there is no open socket, or it did not accept the data */
  send(data: string): boolean;
  /** Reports an event to the connection's state machine. */
  dispatch(event: RtmEvent): void;
  /** Resolves when the socket has closed, or after a second. */
  disconnect(): Promise<void>;
}

/** If a timer fires this late, the machine was asleep. */
const SLEEP_DETECTED_MS = 5_000;
/** How long `disconnect()` waits for the platform to close the socket. */
const CLOSE_WAIT_MS = 1_000;

/**
 * Keeps one socket to the platform: performs what `transition()` decides.
 *
 * Results of a superseded attempt are ignored; each step captures the AbortSignal of its attempt.
 */
export function createRtmManager(tokens: TokenService, options: RtmOptions): RtmManager {
  const { clock, secureRtm, onState } = options;
  let current = initialRtmState;
  let abort = new AbortController();
  let socket: Socket | undefined;
  let stopTimer = () => {};
  let lastFrameAt = 0;
  /** Number of probes so far. Of earlier ones only a gap counts, because the last one cannot see it any more. */
  let probes = 0;
  /** The user whose session the last socket has opened. */
  let sessionUser: string | undefined;
  /** The platform has sent a nonce, so that the handshake presents the JWT once more. */
  let sendsJwt = false;

  function dispatch(event: RtmEvent): void {
    const before = current;
    const [after, ...effects] = transition(before, event, {
      now: elapsedOn(clock),
      date: clock.now(),
      random: options.random(),
      urgency: options.urgency(),
      monitoring: options.monitoring(),
      lastFrameAt,
    });
    current = after;
    for (const effect of effects) effectHandlers[effect]();
    if (after.due !== before.due) setTimer(after.due);
    if (after.hasSocket && !before.hasSocket) sessionUser = tokens.current?.userId ?? sessionUser;
    if (after.state !== before.state) onState(after.state, before.state);
  }

  function setTimer(due: number | undefined): void {
    stopTimer();
    if (due === undefined) return;
    const delayMs = due - elapsedOn(clock);
    // Measured by the date, because the monotonic clock may stop while the machine sleeps.
    const late = clock.now() + delayMs + SLEEP_DETECTED_MS;
    stopTimer = clock.after(delayMs, () => {
      if (clock.now() > late) dispatch({ type: 'wake' });
      // The signal may have changed nothing, and no other timer is set.
      if (current.due === due) dispatch({ type: 'timer' });
    });
  }

  /** Dispatches the result of `work` as an event, unless its attempt is over by then. */
  function dispatchResult<Result>(work: Promise<Result>, toEvent?: (result: Result) => RtmEvent | false): void {
    const { signal } = abort;
    const settle = (event: RtmEvent | false) => {
      if (event && !signal.aborted) dispatch(event);
    };
    work.then(
      (result) => settle(toEvent!(result)),
      (cause) =>
        settle({
          type: 'failed',
          error: isXoError(cause)
            ? cause
            : new ConnectionError('XO_NETWORK', `unable to connect; ${describeThrown(cause).name}`),
        }),
    );
  }

  async function start(): Promise<StartResponse> {
    const operation = 'get a socket URL';
    const { signal } = abort;
    const [response] = await Promise.all([
      tokens.call({
        operation,
        url: options.startUrl,
        body: options.startRequest,
        headers: secureRtm ? { 'x-rtm-v': '1' } : {},
        signal,
      }) as Promise<StartResponse>,
      options.prepare(signal),
    ]);
    const url = readSocketUrl(response.url, options.startUrl, options);
    const nonce = textOf(response.nonce);
    options.hide(nonce, ...url.searchParams.values());
    return { url: response.url, nonce };
  }

  const effectHandlers: Record<RtmEffect, () => void> = {
    reset() {
      abort.abort();
      abort = new AbortController();
      tokens.cancelExchange();
      void socket?.close();
      socket = undefined;
    },
    authorize: () => dispatchResult(tokens.get(sendsJwt), () => ({ type: 'authorized' })),
    start: () => dispatchResult(start(), (response) => ({ type: 'started', response })),
    open() {
      const { url, nonce } = current.response!;
      sendsJwt = secureRtm && !!nonce;
      try {
        socket = openSocket(
          options.WebSocket,
          socketUrl(url, {
            connectionMode: options.connectionMode,
            reconnect: current.hasSession && sessionUser === tokens.current?.userId,
          }),
          sendsJwt ? subprotocols(tokens.current!.jwt, nonce!) : [],
          (event) => {
            lastFrameAt = elapsedOn(clock);
            dispatch(event);
          },
          (data) => {
            lastFrameAt = elapsedOn(clock);
            dispatch({ type: 'frame', proof: options.onData(data) });
          },
        );
      } catch (cause) {
        // The thrown error is dropped, because it contains the URL and the sub-protocols. Browsers throw a SyntaxError for characters
        // that a sub-protocol may not have; anything else means that the page's CSP forbids the URL.
        dispatchResult(
          describeThrown(cause).name === 'SyntaxError'
            ? Promise.reject(
                new ProtocolError('XO_PROTOCOL_ANSWER', 'unable to open a socket; the JWT or the nonce is malformed'),
              )
            : Promise.resolve(),
          () => ({ type: 'securitypolicyviolation' }),
        );
      }
    },
    ping: () => void socket?.send(options.ping()),
    probe() {
      // A running token exchange may hang on a network that is gone.
      tokens.cancelExchange();
      const probe = ++probes;
      dispatchResult(
        options.probe(current.probeMs),
        (result) => (result === 'gap' || probe === probes) && { type: 'probed', result },
      );
    },
  };

  return {
    get state() {
      return current.state;
    },
    get silentMs() {
      return elapsedOn(clock) - lastFrameAt;
    },
    send: (data) => current.state.status === 'ready' && !!socket?.send(data),
    dispatch,
    async disconnect() {
      const closing = socket?.close();
      dispatch({ type: 'disconnect' });
      await withTimeout(clock, CLOSE_WAIT_MS, undefined, 'close', () => closing).catch(() => {});
    },
  };
}
