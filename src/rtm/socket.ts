/** The members of a WebSocket that the client uses. Those of browsers, of Node (from 22) and of the package `ws` all fit. */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
  onclose: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
}

/** Constructor of a WebSocket: `options.WebSocket`. */
export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

export interface Socket {
  /** @returns false if the socket is not open */
  send(data: string): boolean;
  /** Closes the socket; no more events follow. Resolves when the peer has closed it, too. */
  close(): Promise<void>;
}

/**
 * Opens a socket. The only code that uses WebSocket: it passes on plain values and never the events, because an Event contains the
 * URL, and the URL contains the session's secret.
 *
 * @param onEvent called with `opened`, then once with `closed` and the close code (1006 if there is none)
 * @param onData called with the data of each message
 */
export function openSocket(
  WebSocket: WebSocketConstructor,
  url: string,
  protocols: string[],
  onEvent: (event: { type: 'opened' } | { type: 'closed'; code: number }) => void,
  onData: (data: unknown) => void,
): Socket {
  let isActive = true;
  const ws = new WebSocket(url, protocols);
  let isOpen = false;
  const closed = new Promise<void>((resolve) => {
    const end = (code = 1006) => {
      resolve();
      if (isActive) onEvent({ type: 'closed', code });
      isActive = false;
    };
    ws.onopen = () => {
      isOpen = true;
      if (isActive) onEvent({ type: 'opened' });
    };
    ws.onmessage = ({ data }: { data: unknown }) => isActive && onData(data);
    // Node 22 reports a refused handshake without `close`. If the socket is open, `close` follows, with a code that says more.
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
        // Part of the data may have left. So the message counts as sent, and its ack will be missing if it has not arrived.
      }
      return true;
    },
    close() {
      isActive = false;
      try {
        ws.close(1000);
      } catch {
        // The socket is gone already.
      }
      return closed;
    },
  };
}
