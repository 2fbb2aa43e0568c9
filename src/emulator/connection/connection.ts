import type { WebSocket } from 'ws';
import type { Sender } from '../handlers/frame-handler.js';
import { handleFrame } from '../handlers/handle-frame.js';
import type { Conversation, Cut } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { EmulatorUser } from '../types/user.js';
import type { LineFrame } from './corrupt-frame.js';
import { type AckCut, FrameGate, type LineAction } from './frame-gate.js';

/**
 * One open socket of one user.
 *
 *   client ─▶ gate in ─▶ received, feed ─▶ frames/*
 *   client ◀─ feed ◀─ gate out ◀─ send()
 */
export class Connection implements Sender {
  readonly number: number;
  readonly conversation: Conversation;
  readonly #platform: Platform;
  readonly #socket: WebSocket;
  readonly #in: FrameGate;
  readonly #out: FrameGate;
  /** Half-open: nothing passes any more, and nobody is told. */
  #isBlackHole = false;

  constructor(platform: Platform, conversation: Conversation, socket: WebSocket, number: number) {
    this.#platform = platform;
    this.conversation = conversation;
    this.#socket = socket;
    this.number = number;
    const line = { platform, user: conversation.user.identity, act: (action: LineAction) => this.suffer(action) };
    this.#in = new FrameGate({ ...line, direction: 'in', deliver: (frame, ackCut) => this.#receive(frame, ackCut) });
    this.#out = new FrameGate({ ...line, direction: 'out', deliver: (frame) => this.#transmit(frame) });
  }

  get user(): EmulatorUser {
    return this.conversation.user;
  }

  open(): void {
    this.#socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!this.#isBlackHole) this.#in.pass({ text: data.toString(isBinary ? 'base64' : 'utf8'), isBinary });
    });
    // ws closes the socket with the fitting code (1007, 1009 …) by itself; `close` follows.
    this.#socket.on('error', () => {});
    this.#socket.on('close', (code) => {
      this.#in.close();
      this.#out.close();
      this.conversation.connections.delete(this);
      this.#tell('closed', code);
    });
    this.conversation.connections.add(this);
    this.#tell('opened');
  }

  send(frame: object): void {
    this.#out.pass({ text: JSON.stringify(frame), isBinary: false });
  }

  cut({ how, code = 1011, reason = '' }: Cut): void {
    if (how === 'terminate') this.#socket.terminate();
    else this.#socket.close(code, reason);
  }

  /** What a fault rule does to the connection. */
  suffer(action: LineAction): void {
    if (action.type !== 'blackHole') return this.cut({ ...action, how: action.type });
    this.#isBlackHole = true;
    // Unread, a close frame or a ping of the other side stays without answer, as behind a dead router.
    this.#socket.pause();
  }

  #transmit({ text, isBinary }: LineFrame): void {
    if (this.#isBlackHole || this.#socket.readyState !== this.#socket.OPEN) return;
    const from = { user: this.user.identity, socket: this.number };
    this.#platform.feed.tell(() => {
      const frame = (isBinary ? undefined : parseFrame(text)) ?? text;
      return { direction: 'out', ...from, frame };
    }, text.length);
    this.#socket.send(isBinary ? Buffer.from(text, 'base64') : text, { binary: isBinary });
  }

  #receive({ text, isBinary }: LineFrame, ackCut?: AckCut): void {
    const { feed, now, receivedFrames } = this.#platform;
    const frame = isBinary ? undefined : parseFrame(text);
    const from = { user: this.user.identity, socket: this.number };
    receivedFrames.add({ at: now(), ...from, ...(frame && { frame }), raw: text });
    // Parsed anew when it is looked at: a bot may do with its frame what it likes.
    feed.tell(
      () => ({ direction: 'in', ...from, frame: (isBinary ? undefined : parseFrame(text)) ?? text }),
      text.length,
    );
    // How the platform takes what it cannot read is unknown: it is kept in `received`, and that is all.
    if (!frame) return;
    try {
      handleFrame(this.#platform, this, frame, ackCut);
    } catch (error) {
      // What could not be kept (a full disk) must not be acknowledged; the client will come again.
      this.#platform.log(`a frame could not be taken: ${error instanceof Error ? error.message : String(error)}`);
      this.cut({ how: 'close' });
    }
  }

  #tell(event: 'opened' | 'closed', code?: number): void {
    const from = { user: this.user.identity, socket: this.number };
    this.#platform.feed.tell(() => ({ direction: 'socket', ...from, event, ...(code !== undefined && { code }) }));
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
