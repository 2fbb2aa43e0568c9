import type { Redact } from './redact.js';

interface At {
  /** Epoch milliseconds, by the emulator's clock. */
  at: number;
  /** Identity of the user, where one is known. */
  user?: string;
}

/** One line of the live feed. Secrets are redacted. `in` is what clients send, `out` what the emulator sends. */
export type FeedEntry =
  | (At & { direction: 'in' | 'out'; socket: number; frame: unknown })
  | (At & { direction: 'http'; method: string; path: string; status: number | 'none' })
  | (At & { direction: 'socket'; socket: number; event: 'opened' | 'closed'; code?: number })
  | (At & { direction: 'fault'; rule: string; action: string; place: string });

/** Gets each line of the feed as it happens. */
export type FeedListener = (entry: FeedEntry) => void;

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Everything that happens, for a trace view. Costs nothing while nobody listens. */
export class Feed {
  readonly #now: () => number;
  readonly #redact: Redact;
  readonly #log: (line: string) => void;
  readonly #listeners = new Set<FeedListener>();

  constructor(now: () => number, redact: Redact, log: (line: string) => void) {
    this.#now = now;
    this.#redact = redact;
    this.#log = log;
  }

  /** Gives the function that ends it. One that throws is logged, and hurts no other. */
  observe(listener: FeedListener): () => void {
    const own: FeedListener = (entry) => listener(entry);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Lets callers save the work for an entry that nobody would hear. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  tell(entry: WithoutTime<FeedEntry>): void {
    if (!this.isHeard) return;
    const clean = this.#redact({ at: this.#now(), ...entry }) as FeedEntry;
    for (const listener of this.#listeners) {
      try {
        listener(clean);
      } catch (error) {
        this.#log(`a listener of the feed failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
