import type { InspectorEvent, InspectorState } from '../emulator/inspector/inspector-wire.js';
import type { NumberedEntry } from '../emulator/state/trace.js';

/** Number of entries in the page. Older ones are removed. */
const MOST_ENTRIES = 5000;
/** Size of all entries in the page. Without it, a few thousand long frames could fill the memory of a tab. */
const MOST_BYTES = 64 * 2 ** 20;

/** The state of the page. A new object after every change. */
export interface Live {
  readonly connection: 'connecting' | 'live' | 'lost';
  readonly state: InspectorState | undefined;
  /** Oldest first. */
  readonly entries: readonly NumberedEntry[];
  /** Number of entries that were recorded too fast to be sent. */
  readonly missed: number;
}

/** Receives server-sent events of the emulator, also across its restarts. Connects with `start()`. */
export class LiveTrace {
  readonly #listeners = new Set<() => void>();
  #live: Live = { connection: 'connecting', state: undefined, entries: [], missed: 0 };
  /** Size of entries, in characters of JSON. */
  readonly #weights = new WeakMap<NumberedEntry, number>();
  readonly #limits: { readonly entries: number; readonly bytes: number };
  #cleared = 0;
  #isReopened = false;

  constructor(limits = { entries: MOST_ENTRIES, bytes: MOST_BYTES }) {
    this.#limits = limits;
  }

  get snapshot(): Live {
    return this.#live;
  }

  /** Returns a function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Returns a function that ends it. */
  start(): () => void {
    const source = new EventSource('/_inspect/events');
    source.onopen = () => {
      this.#isReopened = true;
      this.#change({ connection: 'live' });
    };
    source.onerror = () => this.#change({ connection: 'lost' });
    source.onmessage = ({ data }: MessageEvent<string>) => this.take(JSON.parse(data) as InspectorEvent);
    return () => source.close();
  }

  take(event: InspectorEvent): void {
    if ('state' in event) return this.#change({ state: event.state });
    const { entries, missed } = this.#live;
    const isAnother = this.#isReopened && this.#isOfAnotherRun(event.entries);
    if (isAnother) this.#cleared = 0;
    this.#isReopened = false;
    const known = isAnother ? [] : entries;
    const last = known.at(-1)?.[0] ?? 0;
    const fresh = event.entries.filter(([number]) => number > Math.max(last, this.#cleared));
    this.#change({
      entries: this.#newest([...known, ...fresh]),
      missed: (isAnother ? 0 : missed) + (event.missed ?? 0),
    });
  }

  /** Clears the page. The trace of the emulator is not affected. */
  clear(): void {
    this.#cleared = this.#live.entries.at(-1)?.[0] ?? this.#cleared;
    this.#change({ entries: [], missed: 0 });
  }

  /** The newest entries within the limits, and at least one. */
  #newest(entries: readonly NumberedEntry[]): readonly NumberedEntry[] {
    let from = entries.length;
    for (let bytes = 0; from > 0 && entries.length - from < this.#limits.entries; from--) {
      bytes += this.#weigh(entries[from - 1]!);
      if (bytes > this.#limits.bytes && from < entries.length) break;
    }
    return entries.slice(from);
  }

  #weigh(entry: NumberedEntry): number {
    const known = this.#weights.get(entry);
    if (known !== undefined) return known;
    const weight = JSON.stringify(entry).length;
    this.#weights.set(entry, weight);
    return weight;
  }

  /** A restarted emulator counts from 1 again. */
  #isOfAnotherRun(sent: readonly NumberedEntry[]): boolean {
    const ours = this.#live.entries.at(-1);
    if (!ours) return true;
    const [number, { at }] = ours;
    const newest = sent.at(-1)?.[0] ?? 0;
    return newest < number || sent.some(([other, entry]) => other === number && entry.at !== at);
  }

  #change(part: Partial<Live>): void {
    this.#live = { ...this.#live, ...part };
    for (const listener of this.#listeners) listener();
  }
}
