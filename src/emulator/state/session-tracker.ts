import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Session, Store } from './store.js';

/** The session of one conversation, if one is running. It runs out after idleness, noticed at the next use. */
export class SessionTracker {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #idleMs: number;
  readonly #keep: (session: Session | undefined) => void;
  #session: Session | undefined;

  /** Begins with what was kept of that user. */
  constructor(ids: Ids, now: () => number, idleMs: number, store: Store, user: EmulatorUser) {
    this.#ids = ids;
    this.#now = now;
    this.#idleMs = idleMs;
    this.#keep = (session) => store.putSession(user, session);
    this.#session = store.session(user);
  }

  get running(): Session | undefined {
    const session = this.#session;
    return session && this.#now() - session.lastActiveAt < this.#idleMs ? session : undefined;
  }

  /** Ends the session; gives the one that was open, also when it had run out without anybody noticing. */
  end(): Session | undefined {
    const ended = this.#session;
    this.#session = undefined;
    if (ended) this.#keep(undefined);
    return ended;
  }

  start(): Session {
    const now = this.#now();
    this.#session = { id: this.#ids.hex(24), startedAt: now, lastActiveAt: now };
    this.#keep(this.#session);
    return this.#session;
  }

  touch(): void {
    if (!this.#session) return;
    this.#session.lastActiveAt = this.#now();
    this.#keep(this.#session);
  }
}
