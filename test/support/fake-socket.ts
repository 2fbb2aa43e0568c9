import type { WebSocketConstructor, WebSocketLike } from '../../src/rtm/socket.js';

type Handler<Event> = ((event: Event) => unknown) | null;

/** A WebSocket that does what the test says. */
export class FakeSocket implements WebSocketLike {
  onopen: Handler<object> = null;
  onmessage: Handler<{ data: unknown }> = null;
  onerror: Handler<object> = null;
  onclose: Handler<{ code: number }> = null;
  readyState = 0;
  /** What the client sent, as it was sent. */
  readonly sent: string[] = [];
  /** Hears each text that the client sends. */
  onSend: (data: string) => void = () => {};
  /** False: the other side does not answer a close. */
  agrees = true;

  constructor(
    readonly url: string,
    readonly protocols: readonly string[],
  ) {}

  get isOpen(): boolean {
    return this.readyState === 1;
  }

  /** What was sent, parsed. */
  get frames(): Record<string, unknown>[] {
    return this.sent.map((text) => JSON.parse(text));
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.({});
  }

  /** Brings a frame; whatever is neither text nor bytes goes as JSON. */
  receive(data: string | ArrayBuffer | object): void {
    this.onmessage?.({ data: typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data) });
  }

  /** The platform or the network ends it. */
  end(code = 1006): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onerror?.({});
    this.onclose?.({ code });
  }

  send(data: string): void {
    if (this.readyState === 0) throw new DOMException('Still connecting', 'InvalidStateError');
    this.sent.push(data);
    this.onSend(data);
  }

  close(code = 1005): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    if (this.agrees) queueMicrotask(() => this.end(code));
  }
}

/** A WebSocket constructor whose sockets are kept, and handed to `onNew` once their handlers are set. */
export function fakeWebSocket(onNew: (socket: FakeSocket) => void = () => {}) {
  const sockets: FakeSocket[] = [];
  const WebSocket = function make(url: string, protocols: string[] = []) {
    const socket = new FakeSocket(url, protocols);
    sockets.push(socket);
    queueMicrotask(() => onNew(socket));
    return socket;
  } as unknown as WebSocketConstructor;
  return { WebSocket, sockets };
}
