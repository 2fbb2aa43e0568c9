import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';

/** What a socket URL stands for. `nonce` only where rtm/start was asked with `x-rtm-v: 1` (protocol.md §2.3). */
export interface SocketTicket {
  readonly sid: string;
  readonly user: EmulatorUser;
  readonly nonce?: string;
}

interface Issued extends SocketTicket {
  readonly lapsesAt: number;
  used: boolean;
}

/** How long used and lapsed ones stay known, in life spans: long enough to say why they are refused. */
const REMEMBERED = 10;

/** The URLs of rtm/start: used once, within 30 s (seeds, step 3). */
export class SocketUrls {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #ttlMs: number;
  readonly #issued = new Map<string, Issued>();

  constructor(ids: Ids, now: () => number, ttlMs: number) {
    this.#ids = ids;
    this.#now = now;
    this.#ttlMs = ttlMs;
  }

  issue(user: EmulatorUser, { secure, lapsed }: { secure: boolean; lapsed: boolean }): SocketTicket {
    this.#forget();
    const ticket: Issued = {
      sid: this.#ids.sid(),
      user,
      ...(secure && { nonce: this.#ids.hex(32) }),
      lapsesAt: this.#now() + (lapsed ? 0 : this.#ttlMs),
      used: false,
    };
    this.#issued.set(ticket.sid, ticket);
    return ticket;
  }

  /** The ticket, which is thereby used up; or why there is none. */
  take(sid: string): SocketTicket | 'unknown' | 'used' | 'lapsed' {
    const ticket = this.#issued.get(sid);
    if (!ticket) return 'unknown';
    if (ticket.used) return 'used';
    if (ticket.lapsesAt <= this.#now()) return 'lapsed';
    ticket.used = true;
    return ticket;
  }

  /** Whose URL that is, without using it up. */
  peek(sid: string): SocketTicket | undefined {
    return this.#issued.get(sid);
  }

  has(sid: string): boolean {
    return this.#issued.has(sid);
  }

  #forget(): void {
    const before = this.#now() - REMEMBERED * this.#ttlMs;
    for (const [sid, { lapsesAt }] of this.#issued) {
      if (lapsesAt > before) break;
      this.#issued.delete(sid);
    }
  }
}
