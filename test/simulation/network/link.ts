import type { WebSocketConstructor } from '../../../src/index.js';
import type { Machine } from '../device.js';
import type { Endpoint, Notebook } from '../recorder.js';
import type { SeededRandom } from '../seeded-random.js';
import type { VirtualClock } from '../virtual-clock.js';
import type { VirtualPlatform } from '../virtual-platform.js';
import { type HttpFailure, type LineFault, type SocketFault, STRAY_FRAMES, type Weather } from './faults.js';
import { virtualFetch } from './virtual-fetch.js';
import { VirtualSocket } from './virtual-socket.js';

export interface LineOptions {
  clock: VirtualClock;
  machine: Machine;
  platform: VirtualPlatform;
  random: SeededRandom;
  notebook: Notebook;
  /** One way, in milliseconds; each frame or call takes up to half as much again. */
  latencyMs: { up: number; down: number };
  /** Counts each fault that has met something to break. */
  count?: (kind: string) => void;
}

type Counted = Extract<SocketFault, { times: number }>['kind'];

/** The network between one page and the platform, with everything that can go wrong on it. */
export class Line {
  readonly clock: VirtualClock;
  readonly machine: Machine;
  readonly platform: VirtualPlatform;
  readonly random: SeededRandom;
  readonly notebook: Notebook;
  /** Sockets that are not closed yet, oldest first. */
  readonly sockets = new Set<VirtualSocket>();
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly #latencyMs: { up: number; down: number };
  readonly #count: (kind: string) => void;
  readonly #times = new Map<Counted, number>();
  #cutsBeforeAck: { code: number | undefined }[] = [];
  #httpFaults: { endpoint: Endpoint | 'any'; failure: HttpFailure; times: number }[] = [];
  #weather: Weather = 'up';
  readonly #weatherListeners = new Set<() => void>();

  constructor({ clock, machine, platform, random, notebook, latencyMs, count }: LineOptions) {
    this.clock = clock;
    this.machine = machine;
    this.platform = platform;
    this.random = random;
    this.notebook = notebook;
    this.#latencyMs = latencyMs;
    this.#count = count ?? (() => {});
    this.fetch = virtualFetch(this);
    this.WebSocket = webSocketOf(this);
  }

  get weather(): Weather {
    return this.#weather;
  }

  /** Of one frame or one half of a call, in milliseconds. At least 1, so that no loop is free. */
  latency(direction: 'up' | 'down'): number {
    return Math.max(1, Math.round(this.#latencyMs[direction] * (1 + this.random.next() / 2)));
  }

  inject(fault: LineFault): void {
    switch (fault.kind) {
      case 'http':
        this.#httpFaults.push({ ...fault });
        return;
      case 'close':
        for (const socket of this.#wired()) this.#end(`close ${fault.code}`, () => socket.end(fault.code));
        return;
      case 'cut':
        for (const socket of this.#wired()) this.#end('cut', () => socket.cut(fault.noticeMs));
        return;
      case 'half-open':
        for (const socket of this.#wired()) this.#end('half-open', () => socket.cut(undefined));
        return;
      case 'cut before ack':
        this.#cutsBeforeAck.push({ code: fault.code });
        return;
      case 'stray':
        for (const socket of this.#wired()) {
          this.#hit('stray', () => socket.deliver(STRAY_FRAMES[this.random.upTo(STRAY_FRAMES.length - 1)]));
        }
        return;
      case 'slam':
        this.#times.set(fault.kind, (this.#times.get(fault.kind) ?? 0) + fault.times);
        return this.inject({ kind: 'close', code: 1011 });
      case 'lapse urls':
        return this.#hit('lapse urls', () => this.platform.tokens.lapseTickets());
      default:
        this.#times.set(fault.kind, (this.#times.get(fault.kind) ?? 0) + fault.times);
    }
  }

  /** Whether the next of a counted fault is due: each call uses one up. */
  takes(kind: Counted): boolean {
    const left = this.#times.get(kind) ?? 0;
    if (left === 0) return false;
    this.#times.set(kind, left - 1);
    this.#hit(kind, () => {});
    return true;
  }

  takesCutBeforeAck(): { code: number | undefined } | undefined {
    const cut = this.#cutsBeforeAck.shift();
    if (cut) this.#end('cut before ack', () => {});
    return cut;
  }

  takesHttpFailure(endpoint: Endpoint): HttpFailure | undefined {
    const fault = this.#httpFaults.find((one) => one.endpoint === 'any' || one.endpoint === endpoint);
    if (!fault) return undefined;
    if (--fault.times <= 0) this.#httpFaults = this.#httpFaults.filter((one) => one !== fault);
    const { failure } = fault;
    this.#hit(`http ${failure.kind === 'status' ? failure.status : failure.kind}`, () => {});
    return failure;
  }

  /** Changes what the whole network does. Going `down` or into the `hole` takes the sockets along. */
  setWeather(weather: Weather): void {
    if (weather === this.#weather) return;
    this.#weather = weather;
    this.notebook.onTrouble?.();
    if (weather === 'up') return;
    for (const socket of [...this.sockets]) socket.cut(weather === 'down' ? this.random.upTo(3_000) : undefined);
    for (const listener of [...this.#weatherListeners]) listener();
    this.#end(weather === 'down' ? 'network down' : 'network silent', () => {});
  }

  /** Calls back when the network goes away under a call. */
  onBadWeather(listener: () => void): () => void {
    this.#weatherListeners.add(listener);
    return () => this.#weatherListeners.delete(listener);
  }

  /** Nothing waits to go wrong. */
  get isClear(): boolean {
    const counted = [...this.#times.values()].some((times) => times > 0);
    return this.#weather === 'up' && !counted && !this.#cutsBeforeAck.length && !this.#httpFaults.length;
  }

  /** No fault is left. What is broken already stays broken. */
  heal(): void {
    this.#times.clear();
    this.#cutsBeforeAck = [];
    this.#httpFaults = [];
    this.setWeather('up');
  }

  /** The page is gone: so are its sockets. */
  destroy(): void {
    for (const socket of [...this.sockets]) socket.cut(undefined);
  }

  #wired(): VirtualSocket[] {
    return [...this.sockets].filter(({ isWired }) => isWired);
  }

  #hit(kind: string, work: () => void): void {
    this.#count(kind);
    this.notebook.onTrouble?.();
    this.notebook.trace(`* ${kind}`);
    work();
  }

  /** What ends a connection is a reason to make a new one; what meets an attempt is none to make the next at once. */
  #end(kind: string, work: () => void): void {
    this.notebook.stimuli.push(this.clock.now());
    this.#hit(kind, work);
  }
}

/** A constructor for one line. A plain function, because ten thousand classes would be ten thousand shapes of objects. */
function webSocketOf(line: Line): WebSocketConstructor {
  function WebSocket(url: string, protocols: string[] = []): VirtualSocket {
    if (line.takes('throw')) throw new SyntaxError(`Refused to connect to '${url}'`);
    return new VirtualSocket(line, url, protocols);
  }
  return WebSocket as unknown as WebSocketConstructor;
}
