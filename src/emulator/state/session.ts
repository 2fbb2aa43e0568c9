import type { Ids } from '../ids.js';

/** A conversation session (protocol.md §2.2). Times in epoch milliseconds. */
export interface Session {
  /** 24 hexadecimal digits. */
  readonly id: string;
  readonly startedAt: number;
  lastActiveAt: number;
}

/** The session of one conversation, if one is running. It runs out after idleness, noticed at the next use. */
export class SessionKeeper {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #idleMs: number;
  #session: Session | undefined;

  constructor(ids: Ids, now: () => number, idleMs: number) {
    this.#ids = ids;
    this.#now = now;
    this.#idleMs = idleMs;
  }

  get running(): Session | undefined {
    const session = this.#session;
    return session && this.#now() - session.lastActiveAt < this.#idleMs ? session : undefined;
  }

  /** Ends the session; gives the one that was open, also when it had run out without anybody noticing. */
  end(): Session | undefined {
    const ended = this.#session;
    this.#session = undefined;
    return ended;
  }

  start(): Session {
    const now = this.#now();
    this.#session = { id: this.#ids.hex(24), startedAt: now, lastActiveAt: now };
    return this.#session;
  }

  touch(): void {
    if (this.#session) this.#session.lastActiveAt = this.#now();
  }
}
