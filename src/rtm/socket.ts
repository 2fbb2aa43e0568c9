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

/** Makes a WebSocket: `options.WebSocket`. */
export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

export interface Socket {
  /** @returns false when the socket does not take it */
  send(data: string): boolean;
  /** Closes it: nobody hears of it any more. Resolves when the peer has agreed. */
  close(): Promise<void>;
}

/**
 * The only access to WebSocket. It passes on plain values and never the events themselves: an Event names the URL, and the URL holds
 * the session's secret.
 *
 * @param tell hears `opened`, then once `closed` with the code (1006 where there is none)
 * @param onData hears whatever comes
 */
export function openSocket(
  WebSocket: WebSocketConstructor,
  url: string,
  protocols: string[],
  tell: (event: { type: 'opened' } | { type: 'closed'; code: number }) => void,
  onData: (data: unknown) => void,
): Socket {
  let isHeard = true;
  const ws = new WebSocket(url, protocols);
  let isOpen = false;
  const closed = new Promise<void>((resolve) => {
    const end = (code = 1006) => {
      resolve();
      if (isHeard) tell({ type: 'closed', code });
      isHeard = false;
    };
    ws.onopen = () => {
      isOpen = true;
      if (isHeard) tell({ type: 'opened' });
    };
    ws.onmessage = ({ data }: { data: unknown }) => isHeard && onData(data);
    // Node 22 reports a refused handshake without `close`. Of an open socket `close` follows, with a code that says more.
    ws.onerror = () => {
      if (!isOpen) end();
    };
    ws.onclose = ({ code }: { code?: number }) => end(code);
  });
  return {
    send(data) {
      if (ws.readyState !== 1) return false;
      try {
        ws.send(data);
      } catch {
        // Whether anything of it has left is not known: the message counts as sent, and the missing ack tells.
      }
      return true;
    },
    close() {
      isHeard = false;
      try {
        ws.close(1000);
      } catch {
        // A socket that cannot be closed any more is gone.
      }
      return closed;
    },
  };
}
