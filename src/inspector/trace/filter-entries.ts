import type { NumberedEntry, TraceEntry } from '../../emulator/state/trace.js';

/** Selects the entries that are shown. */
export interface Filter {
  /** Words that the JSON of the entry must all contain, in any order. */
  readonly search: string;
  readonly kinds: readonly TraceEntry['direction'][];
  /** Identity of a user. Undefined shows the entries of all users, and those without one. */
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

/** Cached for each entry, because a search needs it again for every letter. */
const texts = new WeakMap<TraceEntry, string>();

function textOf(entry: TraceEntry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = JSON.stringify(entry).toLowerCase();
  texts.set(entry, text);
  return text;
}
