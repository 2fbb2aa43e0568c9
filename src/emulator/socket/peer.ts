/** How a connection is cut from outside. `terminate` sends no close frame, as a lost network does. */
export interface Cut {
  how: 'close' | 'terminate';
  /** 1000–1003, 1007–1014 or 3000–4999. @default 1011 */
  code?: number;
  reason?: string;
}

/** An open socket, as the conversation knows it. */
export interface Peer {
  /** From 1, in the order of connecting. */
  readonly number: number;
  send(frame: object): void;
  cut(cut: Cut): void;
}
