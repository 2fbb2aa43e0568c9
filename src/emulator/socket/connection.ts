import type { WebSocket } from 'ws';
import type { Conversation } from '../conversation.js';
import type { Platform } from '../platform.js';
import type { EmulatorUser } from '../state/users.js';
import { handleFrame } from './handle-frame.js';

/** How a connection is cut from outside. `terminate` sends no close frame, as a lost network does. */
export interface Cut {
  how: 'close' | 'terminate';
  /** 1000, 1001–1014 or 3000–4999. @default 1011 */
  code?: number;
  reason?: string;
}

/** One open socket of one user. Frames go both ways through here, and nowhere else. */
export class Connection {
  readonly number: number;
  readonly conversation: Conversation;
  readonly #platform: Platform;
  readonly #socket: WebSocket;

  constructor(platform: Platform, conversation: Conversation, socket: WebSocket, number: number) {
    this.#platform = platform;
    this.conversation = conversation;
    this.#socket = socket;
    this.number = number;
  }

  get user(): EmulatorUser {
    return this.conversation.user;
  }

  open(): void {
    this.#socket.on('message', (data: Buffer, isBinary: boolean) => {
      this.#receive(data.toString(isBinary ? 'base64' : 'utf8'), isBinary);
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', (code) => {
      this.conversation.connections.delete(this);
      this.#tell('closed', code);
    });
    this.conversation.connections.add(this);
    this.#tell('opened');
  }

  send(frame: object): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#platform.feed.tell({ direction: 'out', user: this.user.identity, socket: this.number, frame });
    this.#socket.send(JSON.stringify(frame));
  }

  cut({ how, code = 1011, reason = '' }: Cut): void {
    if (how === 'terminate') this.#socket.terminate();
    else this.#socket.close(code, reason);
  }

  #receive(raw: string, isBinary: boolean): void {
    const { feed, now, received } = this.#platform;
    const frame = isBinary ? undefined : parseFrame(raw);
    const from = { user: this.user.identity, socket: this.number };
    received.push({ at: now(), ...from, ...(frame && { frame }), raw });
    feed.tell({ direction: 'in', ...from, frame: frame ?? raw });
    // How the platform takes what it cannot read is unknown: it is kept in `received`, and that is all.
    if (frame) handleFrame(this.#platform, this, frame);
  }

  #tell(event: 'opened' | 'closed', code?: number): void {
    const { feed } = this.#platform;
    const { identity } = this.user;
    feed.tell({ direction: 'socket', user: identity, socket: this.number, event, ...(code !== undefined && { code }) });
  }
}

function parseFrame(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
