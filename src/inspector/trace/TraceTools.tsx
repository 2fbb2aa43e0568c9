import type { RefObject } from 'preact';
import type { InspectedUser } from '../../emulator/inspector/inspector-wire.js';
import type { NumberedEntry, TraceEntry } from '../../emulator/state/trace.js';
import { ALL_KINDS, type Filter } from './filter-entries.js';
import { saveFile } from './save-file.js';
import { stampOf, writeTrace } from './trace-file.js';

const KINDS: Readonly<Record<TraceEntry['direction'], string>> = {
  in: 'From clients',
  out: 'To clients',
  http: 'Requests',
  socket: 'Sockets',
  fault: 'Faults',
};

export interface TraceToolsProps {
  searchRef: RefObject<HTMLInputElement | null>;
  filter: Filter;
  onFilter(filter: Filter): void;
  users: readonly InspectedUser[];
  shown: readonly NumberedEntry[];
  total: number;
  onClear(): void;
}

/** Filters the trace, exports it, and clears it. */
export function TraceTools({ searchRef, filter, onFilter, users, shown, total, onClear }: TraceToolsProps) {
  const { search, kinds, user } = filter;
  const toggle = (kind: TraceEntry['direction']) =>
    onFilter({ ...filter, kinds: ALL_KINDS.filter((each) => kinds.includes(each) !== (each === kind)) });
  const known = users.some(({ identity }) => identity === user);
  return (
    <div class="tools">
      <div class="row">
        <input
          ref={searchRef}
          type="search"
          aria-label="Search the trace"
          aria-keyshortcuts="/"
          placeholder="Search ( / )"
          value={search}
          onInput={({ currentTarget }) => onFilter({ ...filter, search: currentTarget.value })}
        />
        <select
          aria-label="User"
          value={user ?? ''}
          onChange={({ currentTarget }) => onFilter({ ...filter, user: currentTarget.value || undefined })}
        >
          <option value="">Everybody</option>
          {user !== undefined && !known && <option value={user}>{user}</option>}
          {users.map(({ identity }) => (
            <option key={identity} value={identity}>
              {identity}
            </option>
          ))}
        </select>
      </div>
      <div class="row">
        <fieldset class="kinds" aria-label="Kinds of lines">
          {ALL_KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              class={`chip ${kind}`}
              aria-pressed={kinds.includes(kind)}
              onClick={() => toggle(kind)}
            >
              {KINDS[kind]}
            </button>
          ))}
        </fieldset>
        <span class="count">{shown.length === total ? `${total} lines` : `${shown.length} of ${total} lines`}</span>
        <button
          type="button"
          disabled={shown.length === 0}
          title="Export the shown entries as JSON Lines"
          onClick={() => saveFile(`trace-${stampOf(shown)}.jsonl`, writeTrace(shown))}
        >
          Export
        </button>
        <button type="button" disabled={total === 0} onClick={onClear}>
          Clear
        </button>
      </div>
    </div>
  );
}
