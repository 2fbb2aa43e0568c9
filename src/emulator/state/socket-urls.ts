import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';

/** The contents of a socket URL. `nonce` is present if the request to rtm/start had `x-rtm-v: 1` (protocol.md §2.3). */
export interface SocketTicket {
  readonly sid: string;
  readonly user: EmulatorUser;
  readonly nonce?: string;
}

interface Issued extends SocketTicket {
  readonly lapsesAt: number;
  used: boolean;
}

/** How many lifetimes used and expired URLs are remembered, so that the reason for a refusal can be given. */
const REMEMBERED = 10;

/** The URLs that rtm/start issues. Each can be used once, within 30 s (docs/protocol.md §1.5). */
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

  /** Uses up a URL. Returns its ticket, or the reason why there is none. */
  take(sid: string): SocketTicket | 'unknown' | 'used' | 'lapsed' {
    const ticket = this.#issued.get(sid);
    if (!ticket) return 'unknown';
    if (ticket.used) return 'used';
    if (ticket.lapsesAt <= this.#now()) return 'lapsed';
    ticket.used = true;
    return ticket;
  }

  /** Returns the ticket of a URL without using it up. */
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
