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

/** A line with its number, from 1 in the order of happening. */
export type NumberedEntry = readonly [number: number, entry: FeedEntry];

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Everything that happens, for a trace view: live, and the newest lines for whoever comes later. */
export class Feed {
  readonly #now: () => number;
  readonly #redact: Redact;
  readonly #log: (line: string) => void;
  readonly #keep: number;
  readonly #listeners = new Set<(entry: FeedEntry, number: number) => void>();
  /** Not redacted before somebody looks: most lines are never read. */
  readonly #recent: (() => NumberedEntry)[] = [];
  #told = 0;

  /** @param keep how many of the newest lines stay for `recent()` */
  constructor(now: () => number, redact: Redact, log: (line: string) => void, keep: number) {
    this.#now = now;
    this.#redact = redact;
    this.#log = log;
    this.#keep = keep;
  }

  /** Gives the function that ends it. One that throws is logged, and hurts no other. */
  observe(listener: (entry: FeedEntry, number: number) => void): () => void {
    const own: typeof listener = (entry, number) => listener(entry, number);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The newest lines, oldest first. */
  recent(): NumberedEntry[] {
    return this.#recent.map((look) => look());
  }

  /** `make` is called when somebody looks, which may be later or never: what it reads must not change. */
  tell(make: () => WithoutTime<FeedEntry>): void {
    const isHeard = this.#listeners.size > 0;
    if (!isHeard && this.#keep === 0) return;
    const look = once(this.#now(), ++this.#told, make, this.#redact);
    if (this.#keep > 0 && this.#recent.push(look) > this.#keep) this.#recent.shift();
    if (isHeard) this.#announce(look());
  }

  clear(): void {
    this.#listeners.clear();
    this.#recent.length = 0;
  }

  #announce([number, entry]: NumberedEntry): void {
    for (const listener of this.#listeners) {
      try {
        listener(entry, number);
      } catch (error) {
        this.#log(`a listener of the feed failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

function once(at: number, number: number, make: () => WithoutTime<FeedEntry>, redact: Redact): () => NumberedEntry {
  let line: NumberedEntry | undefined;
  return () => {
    line ??= [number, redact({ at, ...make() }) as FeedEntry];
    return line;
  };
}
