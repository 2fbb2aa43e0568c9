import type { WebSocketLike } from '../../../src/index.js';
import type { Entry } from '../platform/conversation-log.js';
import type { SocketNote } from '../recorder.js';
import type { Session } from '../virtual-platform.js';
import { garble } from './faults.js';
import type { Line } from './link.js';

/** How long a browser waits for the peer to agree to a close. */
const CLOSE_TIMEOUT_MS = 30_000;
/** A frame that another one overtakes waits for it no longer than this. */
const SWAP_MS = 500;

type Handler<Event> = ((event: Event) => unknown) | null;

/**
 * A WebSocket as a page sees it: what was sent arrives in order after the latency of the line, or not at all.
 *
 * However it ends, the frames that are under way to the platform are settled at that moment: the first few of them are
 * received, the rest never (assumptions.ts).
 */
export class VirtualSocket implements WebSocketLike {
  onopen: Handler<{ type: 'open' }> = null;
  onmessage: Handler<{ type: 'message'; data: unknown }> = null;
  onerror: Handler<{ type: 'error'; message: string; error: Error }> = null;
  onclose: Handler<{ type: 'close'; code: number; reason: string; wasClean: boolean }> = null;
  binaryType = 'blob';
  readonly url: string;
  #readyState: 0 | 1 | 2 | 3 = 0;
  readonly #line: Line;
  readonly #note: SocketNote;
  #session: Session | undefined;
  #upward: { data: string; takeBack: () => void }[] = [];
  #downward: (() => void)[] = [];
  #lastUpAt = 0;
  #lastDownAt = 0;
  #overtaken: (() => void) | undefined;

  constructor(line: Line, url: string, protocols: readonly string[]) {
    this.#line = line;
    this.url = url;
    this.#note = line.notebook.socket(new URL(url).searchParams.get('sid') ?? '', line.clock.now());
    line.sockets.add(this);
    this.#open(protocols);
  }

  get readyState(): number {
    return this.#readyState;
  }

  send(data: string): void {
    if (this.#readyState === 0) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
    if (this.#readyState !== 1) return;
    const line = this.#line;
    line.notebook.sent(this.#note);
    line.notebook.trace(`→ ${data}`);
    const isMessage = isUserMessage(data);
    if (!this.#note.isWired || (isMessage && line.takes('drop upward'))) {
      this.#note.isClean = false;
      if (isMessage) line.notebook.onLoss?.();
      return;
    }
    this.#lastUpAt = Math.max(this.#lastUpAt, line.clock.now() + line.latency('up'));
    const frame = { data, takeBack: () => {} };
    frame.takeBack = line.clock.after(this.#lastUpAt - line.clock.now(), () => {
      this.#upward.splice(this.#upward.indexOf(frame), 1);
      this.#arrive(data, isMessage);
    });
    this.#upward.push(frame);
  }

  close(code = 1005): void {
    if (this.#readyState >= 2) return;
    this.#note.isOver = true;
    const wired = this.#note.isWired && this.#line.weather === 'up';
    const wasOpen = this.#readyState === 1;
    this.#readyState = 2;
    this.#unwire();
    this.#line.notebook.trace(`socket closed by the page (${code})`);
    const waitMs = !wasOpen ? 1 : wired ? this.#line.latency('up') + this.#line.latency('down') : CLOSE_TIMEOUT_MS;
    this.#line.clock.after(waitMs, () => this.#close(wired ? code : 1006, wired));
  }

  /** The platform or a proxy ends the socket. What was sent before arrives before. */
  end(code: number, reason = ''): void {
    if (!this.#note.isWired) return;
    this.#settleUpward();
    this.#detach();
    this.#note.isWired = false;
    this.#note.diedAt ??= this.#line.clock.now();
    this.#line.notebook.onTrouble?.();
    this.#down(() => this.#close(code, true, reason));
  }

  /** The socket is gone without a word. @param noticeMs when the page hears of it; undefined: never */
  cut(noticeMs: number | undefined): void {
    if (this.#readyState >= 2) return;
    this.#unwire();
    this.#line.notebook.onDeath?.();
    if (noticeMs !== undefined) this.#line.clock.after(noticeMs, () => this.#fail());
  }

  get isWired(): boolean {
    return this.#note.isWired;
  }

  /** Puts a frame on its way to the page. */
  deliver(frame: unknown, entry?: Pick<Entry, 'id'>): void {
    if (!this.#note.isWired) return;
    const line = this.#line;
    const text = JSON.stringify(frame);
    const carried = { entryId: entry?.id, arrived: false };
    this.#note.carried.push(carried);
    const arrive = (data: unknown) => () => {
      if (this.#readyState !== 1) return;
      if (data === text) carried.arrived = true;
      this.#note.heardAt = line.clock.now();
      line.notebook.trace(`← ${typeof data === 'string' ? data : Object.prototype.toString.call(data)}`);
      this.onmessage?.({ type: 'message', data });
    };
    const isPart = isPartOfStream(frame);
    const overtaken = this.#overtaken;
    this.#overtaken = undefined;
    if (line.takes('drop')) {
      this.#note.isClean = false;
      line.notebook.trace(`(dropped: ${text})`);
    } else if (line.takes('garble')) {
      this.#note.isClean = false;
      this.#down(arrive(garble(text, line.random.next())));
    } else if (!isPart && line.takes('duplicate')) {
      this.#down(arrive(text));
      this.#down(arrive(text));
    } else if (entry && !isPart && !overtaken && line.takes('swap')) {
      line.notebook.displaced.add(entry.id);
      this.#note.isClean = false;
      this.#overtaken = () => this.#down(arrive(text));
      line.clock.after(SWAP_MS, () => this.#letGo());
    } else {
      this.#down(arrive(text));
    }
    overtaken?.();
  }

  #letGo(): void {
    const overtaken = this.#overtaken;
    this.#overtaken = undefined;
    if (this.#note.isWired) overtaken?.();
  }

  #open(protocols: readonly string[]): void {
    const line = this.#line;
    line.notebook.trace(`socket opens`);
    if (line.weather === 'hole') return;
    if (line.weather === 'down' || line.takes('refuse')) {
      line.clock.after(line.weather === 'down' ? 2 : line.latency('up') + line.latency('down'), () => this.#fail());
      return;
    }
    line.clock.after(line.latency('up'), () => {
      if (this.#readyState !== 0 || line.machine.isGone) return;
      if (line.weather !== 'up') return;
      this.#note.isWired = true;
      // What the platform sends while it opens the session comes after the handshake.
      this.#down(() => {
        if (this.#readyState !== 0) return;
        this.#readyState = 1;
        line.notebook.trace('socket is open');
        this.#note.openHeardAt = line.clock.now();
        this.#note.heardAt = line.clock.now();
        this.onopen?.({ type: 'open' });
        if (line.takes('slam')) this.end(1011);
      });
      const session = line.platform.open(new URL(this.url), protocols, {
        deliver: (frame, entry) => this.deliver(frame, entry),
        end: (code, reason) => this.end(code, reason),
      });
      if (typeof session !== 'string') {
        this.#session = session;
        return;
      }
      line.notebook.trace(`handshake refused: ${session}`);
      for (const takeBack of this.#downward.splice(0)) takeBack();
      this.#unwire();
      line.clock.after(line.latency('down'), () => this.#fail());
    });
  }

  /** A frame reaches the platform. */
  #arrive(data: string, isMessage: boolean): void {
    const session = this.#session;
    const beforeAck = isMessage ? this.#line.takesCutBeforeAck() : undefined;
    if (!beforeAck) return session?.receive(data);
    // The platform records, and its ack finds the socket gone.
    this.#note.isWired = false;
    session?.receive(data);
    this.#note.isWired = true;
    if (beforeAck.code === undefined) this.cut(this.#line.random.upTo(2_000));
    else this.end(beforeAck.code);
  }

  #down(run: () => void): void {
    const line = this.#line;
    this.#lastDownAt = Math.max(this.#lastDownAt, line.clock.now() + line.latency('down'));
    const takeBack = line.clock.after(this.#lastDownAt - line.clock.now(), () => {
      this.#downward.splice(this.#downward.indexOf(takeBack), 1);
      line.machine.run(run);
    });
    this.#downward.push(takeBack);
  }

  #detach(): void {
    this.#session?.gone();
    this.#session = undefined;
  }

  /** Of the frames under way to the platform the first few arrive now, the rest never. */
  #settleUpward(): void {
    const upward = this.#upward.splice(0);
    const received = this.#line.random.upTo(upward.length);
    for (const [index, { data, takeBack }] of upward.entries()) {
      takeBack();
      if (index < received) this.#session?.receive(data);
    }
  }

  #unwire(): void {
    this.#note.isWired = false;
    this.#note.diedAt ??= this.#line.clock.now();
    this.#settleUpward();
    this.#detach();
    const downward = this.#downward;
    for (const takeBack of downward.splice(this.#line.random.upTo(downward.length))) takeBack();
  }

  #fail(): void {
    this.#line.machine.run(() => {
      if (this.#readyState === 3) return;
      const message = `WebSocket connection to '${this.url}' failed`;
      this.onerror?.({ type: 'error', message, error: new Error(message) });
      this.#close(1006, false);
    });
  }

  #close(code: number, wasClean: boolean, reason = ''): void {
    this.#line.machine.run(() => {
      const before = this.#readyState;
      if (before === 3) return;
      this.#readyState = 3;
      this.#note.isOver = true;
      this.#note.isWired = false;
      this.#detach();
      this.#line.sockets.delete(this);
      this.#line.notebook.trace(`socket closes with ${code}`);
      if (code === 1008) this.#line.notebook.mayFail = true;
      if (code === 1007 || code === 1009) this.#line.notebook.blames++;
      this.onclose?.({ type: 'close', code, reason, wasClean });
      if (before < 2) this.#line.notebook.onFailure?.();
    });
  }
}

/** A message of the user, and not a ping, a receipt or an event. */
function isUserMessage(data: string): boolean {
  const frame = JSON.parse(data) as { type?: unknown; event?: unknown; message?: { body?: unknown } };
  return frame.type === undefined && frame.event === undefined && typeof frame.message?.body === 'string';
}

/** Parts are joined as they come: a stream that does not end with its whole text has nothing to be compared with. */
const isPartOfStream = (frame: unknown): boolean => typeof frame === 'object' && frame !== null && 'sM' in frame;
