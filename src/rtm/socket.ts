/** What the client needs of a WebSocket. The browser's, Node's (from 22) and that of the package `ws` all fit. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

export interface SocketListener {
  opened(): void;
  /** `data` as it came: text, or anything else. */
  received(data: unknown): void;
  /** Ended, or never opened. 1006 where nothing better is known. */
  closed(code: number): void;
}

export interface Socket {
  /** @returns false when the socket does not take it */
  send(data: string): boolean;
  /** Closes it. The listener hears nothing any more; the promise resolves when the peer has agreed. */
  close(): Promise<void>;
}

/**
 * The one door to WebSocket. Nothing of its events gets out but plain values: an Event names the URL, and the URL holds
 * the session's secret.
 */
export function openSocket(
  WebSocket: WebSocketConstructor,
  url: string,
  protocols: string[],
  listener: SocketListener,
): Socket {
  let muted = false;
  let confirmClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    confirmClosed = resolve;
  });
  const end = (code: number) => {
    confirmClosed();
    if (muted) return;
    muted = true;
    listener.closed(code);
  };
  const ws = protocols.length ? new WebSocket(url, protocols) : new WebSocket(url);
  ws.onopen = () => {
    if (!muted) listener.opened();
  };
  ws.onmessage = ({ data }: { data: unknown }) => {
    if (!muted) listener.received(data);
  };
  // Every failure is followed by close; but without a listener Node's `ws` would throw.
  ws.onerror = () => {};
  ws.onclose = ({ code }: { code?: number }) => end(code ?? 1006);

  return {
    send(data) {
      try {
        if (ws.readyState !== 1) return false;
        ws.send(data);
        return true;
      } catch {
        return false;
      }
    },
    close() {
      muted = true;
      try {
        ws.close(1000);
      } catch {
        confirmClosed();
      }
      return closed;
    },
  };
}
