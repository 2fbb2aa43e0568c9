import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Session, Store } from './store.js';

/** The session of one conversation, if one is running. That it has expired is noticed when it is next read. */
export class SessionTracker {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #idleMs: number;
  readonly #save: (session: Session | undefined) => void;
  #session: Session | undefined;

  /** Begins with the stored session of the user. */
  constructor(ids: Ids, now: () => number, idleMs: number, store: Store, user: EmulatorUser) {
    this.#ids = ids;
    this.#now = now;
    this.#idleMs = idleMs;
    this.#save = (session) => store.putSession(user, session);
    this.#session = store.session(user);
  }

  get running(): Session | undefined {
    const session = this.#session;
    return session && this.#now() - session.lastActiveAt < this.#idleMs ? session : undefined;
  }

  /** Ends the session and returns it, even if it has expired since it was last read. */
  end(): Session | undefined {
    const ended = this.#session;
    this.#session = undefined;
    if (ended) this.#save(undefined);
    return ended;
  }

  start(): Session {
    const now = this.#now();
    this.#session = { id: this.#ids.hex(24), startedAt: now, lastActiveAt: now };
    this.#save(this.#session);
    return this.#session;
  }

  touch(): void {
    if (!this.#session) return;
    this.#session.lastActiveAt = this.#now();
    this.#save(this.#session);
  }
}
