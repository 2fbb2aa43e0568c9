import type { WebSocketConstructor, WebSocketLike } from '../../src/rtm/socket.js';

type Handler<Event> = ((event: Event) => unknown) | null;

/** A WebSocket that is controlled by the test. */
export class FakeSocket implements WebSocketLike {
  onopen: Handler<object> = null;
  onmessage: Handler<{ data: unknown }> = null;
  onerror: Handler<object> = null;
  onclose: Handler<{ code: number }> = null;
  readyState = 0;
  /** Texts that the client has sent. */
  readonly sent: string[] = [];
  /** Called with each text that the client sends. */
  onSend: (data: string) => void = () => {};
  /** Whether the other side answers a close. */
  agrees = true;

  constructor(
    readonly url: string,
    readonly protocols: readonly string[],
  ) {}

  get isOpen(): boolean {
    return this.readyState === 1;
  }

  /** `sent`, parsed. */
  get frames(): Record<string, unknown>[] {
    return this.sent.map((text) => JSON.parse(text));
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.({});
  }

  /** Delivers a frame to the client; an object is sent as JSON. */
  receive(data: string | ArrayBuffer | object): void {
    this.onmessage?.({ data: typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data) });
  }

  /** Closes the socket as the platform or the network does. */
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

/** Returns a WebSocket constructor and the list of its sockets. `onNew` is called with each socket once its handlers are set. */
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
