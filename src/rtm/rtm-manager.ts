import type { AuthorizedHttp } from '../auth/authorized-http.js';
import type { TokenService } from '../auth/token-service.js';
import { ConnectionError, isXoError, ProtocolError, type XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { type ConnectionMode, socketUrl, subprotocols } from '../protocol/endpoints.js';
import type { InboundFrame } from '../protocol/inbound.js';
import type { OutboundFrame } from '../protocol/outbound.js';
import type { StartRequest, StartResponse } from '../protocol/rest.js';
import type { ConnectionState } from './connection-state.js';
import { openSocket, type Socket, type WebSocketConstructor } from './socket.js';
import { initialMachine, type RtmEffect, type RtmEvent, transition, type Verdict } from './transition.js';

/** What the manager needs to know, and whom it tells. */
export interface RtmOptions {
  tokens: TokenService;
  http: AuthorizedHttp;
  startUrl: string;
  startRequest: StartRequest;
  WebSocket: WebSocketConstructor;
  connectionMode: ConnectionMode | undefined;
  secureRtm: boolean;
  clock: Clock;
  random: () => number;
  decode(data: unknown): InboundFrame;
  ping(): OutboundFrame;
  /** What must be done before the first socket opens; runs beside rtm/start. Never rejects. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Asks the platform over HTTP whether the socket has missed anything. Never rejects. */
  probe(timeoutMs: number): Promise<Verdict>;
  /** True while messages wait to be sent. */
  hurried(): boolean;
  onState(state: ConnectionState): void;
  onFrame(frame: InboundFrame): void;
}

/** A timer that fires this late has slept through something. */
const SLEPT_MS = 5_000;
/** How long `disconnect()` waits for the peer to agree. */
const CLOSE_WAIT_MS = 1_000;

/**
 * Keeps one socket to the platform: the one file that performs what `transition` decides.
 *
 * Every answer that arrives later carries the epoch of the attempt that asked; an answer of another epoch is nobody's.
 */
export class RtmManager {
  readonly #options: RtmOptions;
  #machine = initialMachine;
  #epoch = 0;
  #abort = new AbortController();
  #socket: Socket | undefined;
  #stopTimer = () => {};
  #lastFrameAt = 0;
  /** The platform has answered with a nonce: opening shows it the JWT once more. */
  #showsJwt = false;

  constructor(options: RtmOptions) {
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#machine.state;
  }

  connect(): void {
    this.#dispatch({ type: 'connect' });
  }

  /** Resolves when the socket is closed, or nearly a second has passed. */
  async disconnect(): Promise<void> {
    const closing = this.#socket?.close();
    this.#dispatch({ type: 'disconnect' });
    if (!closing) return;
    let stopTimer = () => {};
    const enough = new Promise<void>((resolve) => {
      stopTimer = this.#options.clock.after(CLOSE_WAIT_MS, resolve);
    });
    await Promise.race([closing, enough]);
    stopTimer();
  }

  /** @returns false when there is no open socket, or it did not take the frame */
  send(frame: OutboundFrame): boolean {
    return this.#machine.state.status === 'ready' && this.#write(frame);
  }

  /** The caller has reason to think that the connection is dead. */
  suspect(cause: XoError): void {
    this.#dispatch({ type: 'suspect', cause });
  }

  signal(signal: (RtmEvent & { type: 'signal' })['signal']): void {
    this.#dispatch({ type: 'signal', signal });
  }

  /** Somebody waits: connect now rather than later, if that is allowed. */
  hurry(): void {
    this.#dispatch({ type: 'hurry' });
  }

  #write(frame: OutboundFrame): boolean {
    return this.#socket?.send(JSON.stringify(frame)) ?? false;
  }

  #dispatch(event: RtmEvent): void {
    const { clock, random, hurried } = this.#options;
    const before = this.#machine.state;
    const [machine, effects] = transition(this.#machine, event, {
      now: clock.now(),
      random: random(),
      hurried: hurried(),
      lastFrameAt: this.#lastFrameAt,
    });
    this.#machine = machine;
    for (const effect of effects) this.#perform(effect);
    if (machine.state !== before && machine === this.#machine) this.#options.onState(machine.state);
  }

  #perform(effect: RtmEffect): void {
    switch (effect.type) {
      case 'abort':
        this.#epoch++;
        this.#abort.abort();
        this.#abort = new AbortController();
        this.#options.tokens.cancel();
        return;
      case 'close':
        void this.#socket?.close();
        this.#socket = undefined;
        return;
      case 'timer':
        return this.#setTimer(effect.ms);
      case 'ping':
        this.#write(this.#options.ping());
        return;
      case 'authorize':
        return this.#later(this.#options.tokens.get(this.#showsJwt), () => ({ type: 'authorized' }));
      case 'start': {
        const askedAt = this.#options.clock.now();
        return this.#later(this.#start(), (answer) => ({ type: 'started', answer, askedAt }));
      }
      case 'open':
        return this.#open(effect);
      case 'probe':
        return this.#later(this.#options.probe(effect.limitMs), (verdict) => ({ type: 'probed', verdict }));
      default:
        return effect satisfies never;
    }
  }

  /** Turns the outcome of `work` into an event, unless its attempt is over by then. */
  #later<Result>(work: Promise<Result>, toEvent: (result: Result) => RtmEvent): void {
    const epoch = this.#epoch;
    const settle = (event: RtmEvent) => {
      if (epoch === this.#epoch) this.#dispatch(event);
    };
    work.then(
      (result) => settle(toEvent(result)),
      (error) => settle({ type: 'failed', error: isXoError(error) ? error : unexpected(error) }),
    );
  }

  #setTimer(ms: number | undefined): void {
    this.#stopTimer();
    this.#stopTimer = () => {};
    if (ms === undefined) return;
    const { clock } = this.#options;
    const due = clock.now() + ms;
    this.#stopTimer = clock.after(ms, () => {
      if (clock.now() - due > SLEPT_MS) this.#dispatch({ type: 'signal', signal: 'wake' });
      else this.#dispatch({ type: 'timer' });
    });
  }

  async #start(): Promise<StartResponse> {
    const { http, startUrl, startRequest, secureRtm, prepare } = this.#options;
    const { signal } = this.#abort;
    const [json] = await Promise.all([
      http({
        what: 'get a socket URL',
        url: startUrl,
        body: startRequest,
        headers: secureRtm ? { 'x-rtm-v': '1' } : {},
        signal,
      }),
      prepare(signal),
    ]);
    const answer = json as Partial<StartResponse>;
    if (typeof answer.url !== 'string' || !/^wss?:\/\//.test(answer.url)) {
      throw new ProtocolError('protocol_answer', 'unable to get a socket URL; the answer holds none');
    }
    return answer as StartResponse;
  }

  #open({ url, nonce, resume }: RtmEffect & { type: 'open' }): void {
    const { WebSocket, connectionMode, tokens, secureRtm, decode, clock } = this.#options;
    const epoch = this.#epoch;
    const jwt = tokens.current?.jwt;
    this.#showsJwt = secureRtm && nonce !== undefined;
    try {
      this.#socket = openSocket(
        WebSocket,
        socketUrl(url, { connectionMode, reconnect: resume }),
        this.#showsJwt && jwt ? subprotocols(jwt, nonce!) : [],
        {
          opened: () => this.#dispatch({ type: 'opened' }),
          received: (data) => {
            this.#lastFrameAt = clock.now();
            const frame = decode(data);
            this.#dispatch({ type: 'frame', proof: frame.type === 'ack' });
            if (epoch === this.#epoch) this.#options.onFrame(frame);
          },
          closed: (code) => this.#dispatch({ type: 'closed', code }),
        },
      );
    } catch {
      // The constructor throws for a URL it does not like, or one that the page's CSP forbids. The error names the URL.
      this.#later(Promise.resolve(1006), (code) => ({ type: 'closed', code }));
    }
  }
}

function unexpected(cause: unknown): XoError {
  return new ConnectionError('network', 'unable to connect; something unexpected failed', { cause });
}
