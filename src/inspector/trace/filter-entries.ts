import type { NumberedEntry, TraceEntry } from '../../emulator/state/trace.js';

/** Which lines are shown. */
export interface Filter {
  /** Words that must all be there, in any order, in whatever the line holds. */
  readonly search: string;
  readonly kinds: readonly TraceEntry['direction'][];
  /** Identity. Undefined: everybody, and what belongs to nobody. */
  readonly user: string | undefined;
}

export const ALL_KINDS: readonly TraceEntry['direction'][] = ['in', 'out', 'http', 'socket', 'fault'];

export const NO_FILTER: Filter = { search: '', kinds: ALL_KINDS, user: undefined };

export function filterEntries(entries: readonly NumberedEntry[], filter: Filter): readonly NumberedEntry[] {
  const { kinds, user } = filter;
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && user === undefined && kinds.length === ALL_KINDS.length) return entries;
  return entries.filter(
    ([, entry]) =>
      kinds.includes(entry.direction) &&
      (user === undefined || entry.user === user) &&
      (words.length === 0 || words.every((word) => textOf(entry).includes(word))),
  );
}

/** Made once for each line: a search asks again with every letter. */
const texts = new WeakMap<TraceEntry, string>();

function textOf(entry: TraceEntry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = JSON.stringify(entry).toLowerCase();
  texts.set(entry, text);
  return text;
}
