import type { WebSocketLike } from '../../../src/index.js';
import type { Entry } from '../platform/conversation-log.js';
import type { SocketRecord } from '../recorder.js';
import type { Session } from '../virtual-platform.js';
import { corrupt } from './faults.js';
import type { Link } from './link.js';

/** How long a browser waits for the peer's close frame, in milliseconds. */
const CLOSE_TIMEOUT_MS = 30_000;
/** The longest time that a frame to be reordered waits for the next frame, in milliseconds. */
const SWAP_MS = 500;

type Handler<Event> = ((event: Event) => unknown) | null;

/**
 * A WebSocket as a page sees it: frames arrive in order after the latency of the link, or not at all.
 *
 * When it ends, a random number of the frames in transit to the platform is received at that moment, oldest first; the others
 * never arrive (assumptions.ts).
 */
export class VirtualSocket implements WebSocketLike {
  onopen: Handler<{ type: 'open' }> = null;
  onmessage: Handler<{ type: 'message'; data: unknown }> = null;
  onerror: Handler<{ type: 'error'; message: string; error: Error }> = null;
  onclose: Handler<{ type: 'close'; code: number; reason: string; wasClean: boolean }> = null;
  binaryType = 'blob';
  readonly url: string;
  #readyState: 0 | 1 | 2 | 3 = 0;
  readonly #link: Link;
  readonly #record: SocketRecord;
  #session: Session | undefined;
  #pendingUp: { data: string; cancelTimer: () => void }[] = [];
  #pendingDown: (() => void)[] = [];
  #lastUpAt = 0;
  #lastDownAt = 0;
  #delayedFrame: (() => void) | undefined;

  constructor(link: Link, url: string, protocols: readonly string[]) {
    this.#link = link;
    this.url = url;
    this.#record = link.recorder.recordSocket(new URL(url).searchParams.get('sid') ?? '', link.clock.now());
    link.sockets.add(this);
    this.#open(protocols);
  }

  get readyState(): number {
    return this.#readyState;
  }

  send(data: string): void {
    if (this.#readyState === 0) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
    if (this.#readyState !== 1) return;
    const link = this.#link;
    link.recorder.recordSend(this.#record);
    link.recorder.trace(`→ ${data}`);
    const isMessage = isUserMessage(data);
    if (!this.#record.isAlive || (isMessage && link.consume('drop upward'))) {
      this.#record.isLossless = false;
      if (isMessage) link.recorder.onMessageLost?.();
      return;
    }
    this.#lastUpAt = Math.max(this.#lastUpAt, link.clock.now() + link.latency('up'));
    const frame = { data, cancelTimer: () => {} };
    frame.cancelTimer = link.clock.after(this.#lastUpAt - link.clock.now(), () => {
      this.#pendingUp.splice(this.#pendingUp.indexOf(frame), 1);
      this.#receive(data, isMessage);
    });
    this.#pendingUp.push(frame);
  }

  close(code = 1005): void {
    if (this.#readyState >= 2) return;
    this.#record.isClosed = true;
    const isOnline = this.#record.isAlive && this.#link.condition === 'up';
    const wasOpen = this.#readyState === 1;
    this.#readyState = 2;
    this.#kill();
    this.#link.recorder.trace(`socket closed by the page (${code})`);
    const waitMs = !wasOpen ? 1 : isOnline ? this.#link.latency('up') + this.#link.latency('down') : CLOSE_TIMEOUT_MS;
    this.#link.clock.after(waitMs, () => this.#close(isOnline ? code : 1006, isOnline));
  }

  /** The platform or a proxy ends the socket. Frames to the page that were sent before arrive before the close. */
  end(code: number, reason = ''): void {
    if (!this.#record.isAlive) return;
    this.#settlePendingUp();
    this.#detach();
    this.#record.isAlive = false;
    this.#record.diedAt ??= this.#link.clock.now();
    this.#link.recorder.onFault?.();
    this.#down(() => this.#close(code, true, reason));
  }

  /** The socket ends without a close frame. @param detectedAfterMs when the page receives the close; undefined: never */
  cut(detectedAfterMs: number | undefined): void {
    if (this.#readyState >= 2) return;
    this.#kill();
    this.#link.recorder.onCut?.();
    if (detectedAfterMs !== undefined) this.#link.clock.after(detectedAfterMs, () => this.#fail());
  }

  get isAlive(): boolean {
    return this.#record.isAlive;
  }

  /** Sends a frame to the page. */
  deliver(frame: unknown, entry?: Pick<Entry, 'id'>): void {
    if (!this.#record.isAlive) return;
    const link = this.#link;
    const text = JSON.stringify(frame);
    const frames = { entryId: entry?.id, arrived: false };
    this.#record.frames.push(frames);
    const arrive = (data: unknown) => () => {
      if (this.#readyState !== 1) return;
      if (data === text) frames.arrived = true;
      this.#record.lastReceivedAt = link.clock.now();
      link.recorder.trace(`← ${typeof data === 'string' ? data : Object.prototype.toString.call(data)}`);
      this.onmessage?.({ type: 'message', data });
    };
    const isPart = isPartOfStream(frame);
    const delayedFrame = this.#delayedFrame;
    this.#delayedFrame = undefined;
    if (link.consume('drop')) {
      this.#record.isLossless = false;
      link.recorder.trace(`(dropped: ${text})`);
    } else if (link.consume('corrupt')) {
      this.#record.isLossless = false;
      this.#down(arrive(corrupt(text, link.random.next())));
    } else if (!isPart && link.consume('duplicate')) {
      this.#down(arrive(text));
      this.#down(arrive(text));
    } else if (entry && !isPart && !delayedFrame && link.consume('reorder')) {
      link.recorder.reordered.add(entry.id);
      this.#record.isLossless = false;
      this.#delayedFrame = () => this.#down(arrive(text));
      link.clock.after(SWAP_MS, () => this.#releaseDelayed());
    } else {
      this.#down(arrive(text));
    }
    delayedFrame?.();
  }

  #releaseDelayed(): void {
    const delayedFrame = this.#delayedFrame;
    this.#delayedFrame = undefined;
    if (this.#record.isAlive) delayedFrame?.();
  }

  #open(protocols: readonly string[]): void {
    const link = this.#link;
    link.recorder.trace(`socket opens`);
    if (link.condition === 'silent') return;
    if (link.condition === 'down' || link.consume('refuse')) {
      link.clock.after(link.condition === 'down' ? 2 : link.latency('up') + link.latency('down'), () => this.#fail());
      return;
    }
    link.clock.after(link.latency('up'), () => {
      if (this.#readyState !== 0 || link.device.isDestroyed) return;
      if (link.condition !== 'up') return;
      this.#record.isAlive = true;
      // Frames that the platform sends while it opens the session arrive after the handshake.
      this.#down(() => {
        if (this.#readyState !== 0) return;
        this.#readyState = 1;
        link.recorder.trace('socket is open');
        this.#record.openEventAt = link.clock.now();
        this.#record.lastReceivedAt = link.clock.now();
        this.onopen?.({ type: 'open' });
        if (link.consume('close on open')) this.end(1011);
      });
      const session = link.platform.open(new URL(this.url), protocols, {
        deliver: (frame, entry) => this.deliver(frame, entry),
        end: (code, reason) => this.end(code, reason),
      });
      if (typeof session !== 'string') {
        this.#session = session;
        return;
      }
      link.recorder.trace(`handshake refused: ${session}`);
      for (const cancelTimer of this.#pendingDown.splice(0)) cancelTimer();
      this.#kill();
      link.clock.after(link.latency('down'), () => this.#fail());
    });
  }

  /** A frame reaches the platform. */
  #receive(data: string, isMessage: boolean): void {
    const session = this.#session;
    const beforeAck = isMessage ? this.#link.consumeCutBeforeAck() : undefined;
    if (!beforeAck) return session?.receive(data);
    // The platform records the message, but cannot send the ack.
    this.#record.isAlive = false;
    session?.receive(data);
    this.#record.isAlive = true;
    if (beforeAck.code === undefined) this.cut(this.#link.random.upTo(2_000));
    else this.end(beforeAck.code);
  }

  #down(run: () => void): void {
    const link = this.#link;
    this.#lastDownAt = Math.max(this.#lastDownAt, link.clock.now() + link.latency('down'));
    const cancelTimer = link.clock.after(this.#lastDownAt - link.clock.now(), () => {
      this.#pendingDown.splice(this.#pendingDown.indexOf(cancelTimer), 1);
      link.device.run(run);
    });
    this.#pendingDown.push(cancelTimer);
  }

  #detach(): void {
    this.#session?.disconnected();
    this.#session = undefined;
  }

  /** Receives the first few of the frames in transit to the platform now, and drops the others. */
  #settlePendingUp(): void {
    const pendingUp = this.#pendingUp.splice(0);
    const received = this.#link.random.upTo(pendingUp.length);
    for (const [index, { data, cancelTimer }] of pendingUp.entries()) {
      cancelTimer();
      if (index < received) this.#session?.receive(data);
    }
  }

  #kill(): void {
    this.#record.isAlive = false;
    this.#record.diedAt ??= this.#link.clock.now();
    this.#settlePendingUp();
    this.#detach();
    const pendingDown = this.#pendingDown;
    for (const cancelTimer of pendingDown.splice(this.#link.random.upTo(pendingDown.length))) cancelTimer();
  }

  #fail(): void {
    this.#link.device.run(() => {
      if (this.#readyState === 3) return;
      const message = `WebSocket connection to '${this.url}' failed`;
      this.onerror?.({ type: 'error', message, error: new Error(message) });
      this.#close(1006, false);
    });
  }

  #close(code: number, wasClean: boolean, reason = ''): void {
    this.#link.device.run(() => {
      const before = this.#readyState;
      if (before === 3) return;
      this.#readyState = 3;
      this.#record.isClosed = true;
      this.#record.isAlive = false;
      this.#detach();
      this.#link.sockets.delete(this);
      this.#link.recorder.trace(`socket closes with ${code}`);
      if (code === 1008) this.#link.recorder.wasRefused = true;
      if (code === 1007 || code === 1009) this.#link.recorder.messageCloses++;
      this.onclose?.({ type: 'close', code, reason, wasClean });
      if (before < 2) this.#link.recorder.onFailure?.();
    });
  }
}

/** Whether a frame is a message of the user, and not a ping, a receipt or an event. */
function isUserMessage(data: string): boolean {
  const frame = JSON.parse(data) as { type?: unknown; event?: unknown; message?: { body?: unknown } };
  return frame.type === undefined && frame.event === undefined && typeof frame.message?.body === 'string';
}

/** Parts of a stream are never duplicated or reordered: without `completeResponse` a client cannot detect that. */
const isPartOfStream = (frame: unknown): boolean => typeof frame === 'object' && frame !== null && 'sM' in frame;
