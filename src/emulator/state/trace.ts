import type { Redact } from '../lib/redact.js';

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

/** `bytes`: about what the line weighs. */
type Listener = (entry: FeedEntry, number: number, bytes: number) => void;

/** How much stays for whoever comes later. */
export interface FeedLimits {
  lines: number;
  bytes: number;
}

/** What a line weighs beside its frame or path. */
const LINE_OVERHEAD = 128;

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Everything that happens, for a trace view: live, and the newest lines for whoever comes later. */
export class Feed {
  readonly #now: () => number;
  readonly #redact: Redact;
  readonly #log: (line: string) => void;
  readonly #keep: FeedLimits;
  readonly #listeners = new Set<Listener>();
  /** Not redacted before somebody looks: most lines are never read. */
  readonly #recent: { look: () => NumberedEntry; bytes: number }[] = [];
  #recentBytes = 0;
  #told = 0;

  /** @param keep how many of the newest lines stay for `recent()` */
  constructor(now: () => number, redact: Redact, log: (line: string) => void, keep: FeedLimits) {
    this.#now = now;
    this.#redact = redact;
    this.#log = log;
    this.#keep = keep;
  }

  /** Gives the function that ends it. One that throws is logged, and hurts no other. */
  observe(listener: Listener): () => void {
    const own: Listener = (...line) => listener(...line);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The newest lines, oldest first. */
  recent(): NumberedEntry[] {
    return this.#recent.map(({ look }) => look());
  }

  /**
   * `make` is called when somebody looks, which may be later or never: what it reads must not change.
   *
   * @param size what is long about the line, in bytes: a frame, a path
   */
  tell(make: () => WithoutTime<FeedEntry>, size = 0): void {
    const isHeard = this.#listeners.size > 0;
    if (!isHeard && this.#keep.lines === 0) return;
    const bytes = size + LINE_OVERHEAD;
    const look = once(this.#now(), ++this.#told, make, this.#redact);
    this.#remember(look, bytes);
    if (isHeard) this.#announce(look(), bytes);
  }

  clear(): void {
    this.#listeners.clear();
    this.#recent.length = 0;
    this.#recentBytes = 0;
  }

  #remember(look: () => NumberedEntry, bytes: number): void {
    this.#recent.push({ look, bytes });
    this.#recentBytes += bytes;
    while (this.#recent.length > this.#keep.lines || this.#recentBytes > this.#keep.bytes) {
      this.#recentBytes -= this.#recent.shift()!.bytes;
    }
  }

  #announce([number, entry]: NumberedEntry, bytes: number): void {
    for (const listener of this.#listeners) {
      try {
        listener(entry, number, bytes);
      } catch (error) {
        this.#log(`a listener of the feed failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

function once(at: number, number: number, make: () => WithoutTime<FeedEntry>, redact: Redact): () => NumberedEntry {
  // Held until it is used, and not beside the line that it makes.
  let source: typeof make | undefined = make;
  let line: NumberedEntry | undefined;
  return () => {
    if (source) line = [number, redact({ at, ...source() }) as FeedEntry];
    source = undefined;
    return line!;
  };
}
