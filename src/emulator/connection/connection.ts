import { isObject } from '../../lib/json.js';
import type { Sender } from '../handlers/frame-handler.js';
import { handleFrame } from '../handlers/handle-frame.js';
import { fromBase64, toBase64 } from '../lib/bytes.js';
import type { Conversation, DisconnectOptions } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { AckDisconnect } from '../types/fault-rule.js';
import type { EmulatorUser } from '../types/user.js';
import type { TransmittedFrame } from './corrupt-frame.js';
import { FrameGate, type SocketAction } from './frame-gate.js';

/** The socket under a connection, independent of the server that accepted it. */
export interface FrameSocket {
  readonly isOpen: boolean;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Closes without a close frame. */
  terminate(): void;
  /** Stops reading, so that close frames and pings of the client are not answered. */
  pause(): void;
}

/**
 * One open socket of one user. Its server calls `open()`, `receive()` for each frame, and `closed()`.
 *
 *   client ─▶ gate in ─▶ received, trace ─▶ handlers
 *   client ◀─ trace ◀─ gate out ◀─ send()
 */
export class Connection implements Sender {
  readonly number: number;
  readonly conversation: Conversation;
  readonly #platform: Platform;
  readonly #socket: FrameSocket;
  readonly #in: FrameGate;
  readonly #out: FrameGate;
  /** Half-open: nothing passes any more, and neither side is notified. */
  #isBlackHole = false;

  constructor(platform: Platform, conversation: Conversation, socket: FrameSocket, number: number) {
    this.#platform = platform;
    this.conversation = conversation;
    this.#socket = socket;
    this.number = number;
    const shared = {
      platform,
      user: conversation.user.identity,
      act: (action: SocketAction) => this.applyFault(action),
    };
    this.#in = new FrameGate({
      ...shared,
      direction: 'in',
      deliver: (frame, ackDisconnect) => this.#handle(frame, ackDisconnect),
    });
    this.#out = new FrameGate({ ...shared, direction: 'out', deliver: (frame) => this.#transmit(frame) });
  }

  get user(): EmulatorUser {
    return this.conversation.user;
  }

  open(): void {
    this.conversation.connections.add(this);
    this.#record('opened');
  }

  /** A frame of the client. Binary ones are bytes. */
  receive(data: string | Uint8Array): void {
    if (this.#isBlackHole) return;
    const isBinary = typeof data !== 'string';
    this.#in.pass({ text: isBinary ? toBase64(data) : data, isBinary });
  }

  /** The socket has closed. */
  closed(code: number): void {
    this.#in.close();
    this.#out.close();
    this.conversation.connections.delete(this);
    this.#record('closed', code);
  }

  send(frame: object): void {
    this.#out.pass({ text: JSON.stringify(frame), isBinary: false });
  }

  disconnect({ how, code = 1011, reason = '' }: DisconnectOptions): void {
    if (how === 'terminate') this.#socket.terminate();
    else this.#socket.close(code, reason);
  }

  /** Applies the action of a fault rule to the connection. */
  applyFault(action: SocketAction): void {
    if (action.type !== 'blackHole') return this.disconnect({ ...action, how: action.type });
    this.#isBlackHole = true;
    this.#socket.pause();
  }

  #transmit({ text, isBinary }: TransmittedFrame): void {
    if (this.#isBlackHole || !this.#socket.isOpen) return;
    const from = { user: this.user.identity, socket: this.number };
    this.#platform.trace.record(() => {
      const frame = (isBinary ? undefined : parseFrame(text)) ?? text;
      return { direction: 'out', ...from, frame };
    }, text.length);
    this.#socket.send(isBinary ? fromBase64(text) : text);
  }

  #handle({ text, isBinary }: TransmittedFrame, ackDisconnect?: AckDisconnect): void {
    const { trace, now, receivedFrames } = this.#platform;
    const frame = isBinary ? undefined : parseFrame(text);
    const from = { user: this.user.identity, socket: this.number };
    receivedFrames.add({ at: now(), ...from, ...(frame && { frame }), raw: text });
    // The trace parses the text again, because a bot may change the frame that it is given.
    trace.record(
      () => ({ direction: 'in', ...from, frame: (isBinary ? undefined : parseFrame(text)) ?? text }),
      text.length,
    );
    // The reaction of the platform to unreadable frames is unknown, so they are only added to `received`.
    if (!frame) return;
    try {
      handleFrame(this.#platform, this, frame, ackDisconnect);
    } catch (error) {
      // A message that could not be stored (for example on a full disk) must not be acknowledged. The client sends it again.
      const reason = error instanceof Error ? error.message : String(error);
      this.#platform.log(`unable to process a frame; ${reason}`);
      this.disconnect({ how: 'close' });
    }
  }

  #record(event: 'opened' | 'closed', code?: number): void {
    const from = { user: this.user.identity, socket: this.number };
    this.#platform.trace.record(() => ({ direction: 'socket', ...from, event, ...(code !== undefined && { code }) }));
  }
}

function parseFrame(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
