import type { Redact } from '../lib/redact.js';

interface Common {
  /** Epoch milliseconds, by the emulator's clock. */
  at: number;
  /** Identity of the user, where it is known. */
  user?: string;
}

/** One entry of the trace. Secrets are redacted. `in` is a frame of a client, `out` a frame of the emulator. */
export type TraceEntry =
  | (Common & { direction: 'in' | 'out'; socket: number; frame: unknown })
  | (Common & { direction: 'http'; method: string; path: string; status: number | 'none' })
  | (Common & { direction: 'socket'; socket: number; event: 'opened' | 'closed'; code?: number })
  | (Common & { direction: 'fault'; rule: string; action: string; place: string });

/** Is called with each entry of the trace when it is recorded. */
export type TraceListener = (entry: TraceEntry) => void;

/** An entry with its number, which counts from 1 in the order of recording. */
export type NumberedEntry = readonly [number: number, entry: TraceEntry];

/** `bytes` is the approximate size of the entry. */
type Listener = (entry: TraceEntry, number: number, bytes: number) => void;

/** How many entries, and of what size together, `recent()` returns at most. */
export interface TraceLimits {
  entries: number;
  bytes: number;
}

/** Size of an entry apart from its frame or path. */
const ENTRY_OVERHEAD = 128;

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** Records everything that happens: calls listeners at once, and keeps the newest entries for those who join later. */
export class Trace {
  readonly #now: () => number;
  readonly #redact: Redact;
  readonly #log: (line: string) => void;
  readonly #limits: TraceLimits;
  readonly #listeners = new Set<Listener>();
  /** Entries are built and redacted on first use, because most of them are never read. */
  readonly #recent: { read: () => NumberedEntry; bytes: number }[] = [];
  #recentBytes = 0;
  #count = 0;

  /** @param limits how much `recent()` returns at most */
  constructor(now: () => number, redact: Redact, log: (line: string) => void, limits: TraceLimits) {
    this.#now = now;
    this.#redact = redact;
    this.#log = log;
    this.#limits = limits;
  }

  /** Returns a function that removes the listener. A listener that throws is logged; the others are still called. */
  observe(listener: Listener): () => void {
    const own: Listener = (...entry) => listener(...entry);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The newest entries, oldest first. */
  recent(): NumberedEntry[] {
    return this.#recent.map(({ read }) => read());
  }

  /**
   * Records an entry.
   *
   * @param make builds the entry when it is first read, which may be later or never: the values it uses must not change
   * @param size size in bytes of the variable part: a frame, a path
   */
  record(make: () => WithoutTime<TraceEntry>, size = 0): void {
    const isObserved = this.#listeners.size > 0;
    if (!isObserved && this.#limits.entries === 0) return;
    const bytes = size + ENTRY_OVERHEAD;
    const read = lazyEntry(this.#now(), ++this.#count, make, this.#redact);
    this.#remember(read, bytes);
    if (isObserved) this.#notify(read(), bytes);
  }

  clear(): void {
    this.#listeners.clear();
    this.#recent.length = 0;
    this.#recentBytes = 0;
  }

  #remember(read: () => NumberedEntry, bytes: number): void {
    this.#recent.push({ read, bytes });
    this.#recentBytes += bytes;
    while (this.#recent.length > this.#limits.entries || this.#recentBytes > this.#limits.bytes) {
      this.#recentBytes -= this.#recent.shift()!.bytes;
    }
  }

  #notify([number, entry]: NumberedEntry, bytes: number): void {
    for (const listener of this.#listeners) {
      try {
        listener(entry, number, bytes);
      } catch (error) {
        this.#log(`a listener of the trace failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

function lazyEntry(
  at: number,
  number: number,
  make: () => WithoutTime<TraceEntry>,
  redact: Redact,
): () => NumberedEntry {
  // Dropped after the first use, so that the frame and the entry are not both in memory.
  let source: typeof make | undefined = make;
  let entry: NumberedEntry | undefined;
  return () => {
    if (source) entry = [number, redact({ at, ...source() }) as TraceEntry];
    source = undefined;
    return entry!;
  };
}
