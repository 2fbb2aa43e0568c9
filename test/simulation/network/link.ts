import type { WebSocketConstructor } from '../../../src/index.js';
import type { Device } from '../device.js';
import type { Endpoint, Recorder } from '../recorder.js';
import type { SeededRandom } from '../seeded-random.js';
import type { VirtualClock } from '../virtual-clock.js';
import type { VirtualPlatform } from '../virtual-platform.js';
import {
  type HttpFailure,
  type LinkFault,
  type NetworkCondition,
  type SocketFault,
  UNEXPECTED_FRAMES,
} from './faults.js';
import { virtualFetch } from './virtual-fetch.js';
import { VirtualSocket } from './virtual-socket.js';

export interface LinkOptions {
  clock: VirtualClock;
  device: Device;
  platform: VirtualPlatform;
  random: SeededRandom;
  recorder: Recorder;
  /** One way, in milliseconds. Each frame or call takes up to 50 % longer. */
  latencyMs: { up: number; down: number };
  /** Called with each fault that takes effect. */
  count?: (kind: string) => void;
}

type CountedFault = Extract<SocketFault, { times: number }>['kind'];

/** The network link between one page and the platform, with its faults. */
export class Link {
  readonly clock: VirtualClock;
  readonly device: Device;
  readonly platform: VirtualPlatform;
  readonly random: SeededRandom;
  readonly recorder: Recorder;
  /** Sockets that are not closed, oldest first. */
  readonly sockets = new Set<VirtualSocket>();
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly #latencyMs: { up: number; down: number };
  readonly #count: (kind: string) => void;
  readonly #times = new Map<CountedFault, number>();
  #cutsBeforeAck: { code: number | undefined }[] = [];
  #httpFaults: { endpoint: Endpoint | 'any'; failure: HttpFailure; times: number }[] = [];
  #condition: NetworkCondition = 'up';
  readonly #outageListeners = new Set<() => void>();

  constructor({ clock, device, platform, random, recorder, latencyMs, count }: LinkOptions) {
    this.clock = clock;
    this.device = device;
    this.platform = platform;
    this.random = random;
    this.recorder = recorder;
    this.#latencyMs = latencyMs;
    this.#count = count ?? (() => {});
    this.fetch = virtualFetch(this);
    this.WebSocket = webSocketOf(this);
  }

  get condition(): NetworkCondition {
    return this.#condition;
  }

  /** The latency of one frame or one direction of a call, in milliseconds. At least 1, so that no loop runs without time passing. */
  latency(direction: 'up' | 'down'): number {
    return Math.max(1, Math.round(this.#latencyMs[direction] * (1 + this.random.next() / 2)));
  }

  inject(fault: LinkFault): void {
    switch (fault.kind) {
      case 'http':
        this.#httpFaults.push({ ...fault });
        return;
      case 'close':
        for (const socket of this.#aliveSockets())
          this.#noteDisconnect(`close ${fault.code}`, () => socket.end(fault.code));
        return;
      case 'cut':
        for (const socket of this.#aliveSockets()) this.#noteDisconnect('cut', () => socket.cut(fault.detectedAfterMs));
        return;
      case 'half-open':
        for (const socket of this.#aliveSockets()) this.#noteDisconnect('half-open', () => socket.cut(undefined));
        return;
      case 'cut before ack':
        this.#cutsBeforeAck.push({ code: fault.code });
        return;
      case 'unexpected frame':
        for (const socket of this.#aliveSockets()) {
          this.#countFault('unexpected frame', () =>
            socket.deliver(UNEXPECTED_FRAMES[this.random.upTo(UNEXPECTED_FRAMES.length - 1)]),
          );
        }
        return;
      case 'close on open':
        this.#times.set(fault.kind, (this.#times.get(fault.kind) ?? 0) + fault.times);
        return this.inject({ kind: 'close', code: 1011 });
      case 'expire urls':
        return this.#countFault('expire urls', () => this.platform.credentials.expireTickets());
      default:
        this.#times.set(fault.kind, (this.#times.get(fault.kind) ?? 0) + fault.times);
    }
  }

  /** Whether a counted fault applies now. Each call that returns true uses up one. */
  consume(kind: CountedFault): boolean {
    const left = this.#times.get(kind) ?? 0;
    if (left === 0) return false;
    this.#times.set(kind, left - 1);
    this.#countFault(kind, () => {});
    return true;
  }

  consumeCutBeforeAck(): { code: number | undefined } | undefined {
    const cut = this.#cutsBeforeAck.shift();
    if (cut) this.#noteDisconnect('cut before ack', () => {});
    return cut;
  }

  consumeHttpFailure(endpoint: Endpoint): HttpFailure | undefined {
    const fault = this.#httpFaults.find((one) => one.endpoint === 'any' || one.endpoint === endpoint);
    if (!fault) return undefined;
    if (--fault.times <= 0) this.#httpFaults = this.#httpFaults.filter((one) => one !== fault);
    const { failure } = fault;
    this.#countFault(`http ${failure.kind === 'status' ? failure.status : failure.kind}`, () => {});
    return failure;
  }

  /** Changes the condition of the network. Both `down` and `silent` break all sockets; with `silent` the page receives no event. */
  setCondition(condition: NetworkCondition): void {
    if (condition === this.#condition) return;
    this.#condition = condition;
    this.recorder.onFault?.();
    if (condition === 'up') return;
    for (const socket of [...this.sockets]) socket.cut(condition === 'down' ? this.random.upTo(3_000) : undefined);
    for (const listener of [...this.#outageListeners]) listener();
    this.#noteDisconnect(condition === 'down' ? 'network down' : 'network silent', () => {});
  }

  /** Registers a listener for the moment in which the network fails. @returns a function that removes it */
  onOutage(listener: () => void): () => void {
    this.#outageListeners.add(listener);
    return () => this.#outageListeners.delete(listener);
  }

  /** Whether no fault is active or waiting to take effect. */
  get isFaultFree(): boolean {
    const counted = [...this.#times.values()].some((times) => times > 0);
    return this.#condition === 'up' && !counted && !this.#cutsBeforeAck.length && !this.#httpFaults.length;
  }

  /** Removes all faults. Sockets that are broken already stay broken. */
  clearFaults(): void {
    this.#times.clear();
    this.#cutsBeforeAck = [];
    this.#httpFaults = [];
    this.setCondition('up');
  }

  /** Ends all sockets, because the page is closed. */
  destroy(): void {
    for (const socket of [...this.sockets]) socket.cut(undefined);
  }

  #aliveSockets(): VirtualSocket[] {
    return [...this.sockets].filter(({ isAlive }) => isAlive);
  }

  #countFault(kind: string, work: () => void): void {
    this.#count(kind);
    this.recorder.onFault?.();
    this.recorder.trace(`* ${kind}`);
    work();
  }

  /** Counts a fault that ends a connection, which entitles the page to a new one. A fault of an attempt does not. */
  #noteDisconnect(kind: string, work: () => void): void {
    this.recorder.triggers.push(this.clock.now());
    this.#countFault(kind, work);
  }
}

/** A constructor for one link. It is a function, because ten thousand classes would be ten thousand hidden classes for the engine. */
function webSocketOf(link: Link): WebSocketConstructor {
  function WebSocket(url: string, protocols: string[] = []): VirtualSocket {
    if (link.consume('throw')) throw new SyntaxError(`Refused to connect to '${url}'`);
    return new VirtualSocket(link, url, protocols);
  }
  return WebSocket as unknown as WebSocketConstructor;
}
