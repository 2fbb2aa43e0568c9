import { useState } from 'preact/hooks';
import type { InspectedUser, InspectorState } from '../../emulator/inspector/inspector-wire.js';
import type { NumberedEntry, TraceEntry } from '../../emulator/state/trace.js';
import type { Outcome, Perform } from '../act.js';
import { readTrace } from '../trace/trace-file.js';
import { UserSelect } from './UserSelect.js';

export interface ReplayPanelProps {
  users: readonly InspectedUser[];
  shown: readonly NumberedEntry[];
  replay: InspectorState['replay'];
  perform: Perform;
  onRefuse(outcome: Outcome): void;
}

interface Loaded {
  readonly name: string;
  readonly trace: readonly TraceEntry[];
}

const SPEEDS: readonly [value: number, label: string][] = [
  [1, 'As it was'],
  [4, '4 times as fast'],
  [0, 'Without pauses'],
];

/** Replays a trace: an exported one, or the shown entries. */
export function ReplayPanel({ users, shown, replay, perform, onRefuse }: ReplayPanelProps) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [to, setTo] = useState('');
  const [speed, setSpeed] = useState(1);

  const load = async (file: File | undefined) => {
    if (!file) return;
    try {
      setLoaded({ name: file.name, trace: readTrace(await file.text()) });
    } catch (error) {
      setLoaded(undefined);
      onRefuse({ ok: false, message: (error as Error).message });
    }
  };
  const play = (trace: readonly TraceEntry[]) => void perform({ do: 'replay', trace, speed, ...(to && { to }) });

  return (
    <>
      <p class="hint">
        What was said is said again: to the pages that are open now, and into their history. The bot stays out of it.
      </p>
      <label class="field">
        Trace (JSON Lines)
        <input
          type="file"
          accept=".jsonl,.ndjson,application/x-ndjson"
          onChange={({ currentTarget }) => void load(currentTarget.files?.[0])}
        />
      </label>
      <UserSelect label="To" users={users} value={to} everybody="The same users" onSelect={setTo} />
      <label class="field">
        Speed
        <select value={speed} onChange={({ currentTarget }) => setSpeed(Number(currentTarget.value))}>
          {SPEEDS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {replay ? (
        <div class="row">
          <progress max={replay.total || 1} value={replay.done} aria-label="Replay" />
          <button type="button" onClick={() => void perform({ do: 'stopReplay' })}>
            Stop
          </button>
        </div>
      ) : (
        <div class="row">
          <button type="button" class="main" disabled={!loaded} onClick={() => loaded && play(loaded.trace)}>
            Play {loaded ? `${loaded.name} (${loaded.trace.length} lines)` : 'the file'}
          </button>
          <button type="button" disabled={shown.length === 0} onClick={() => play(shown.map(([, entry]) => entry))}>
            Play what is shown
          </button>
        </div>
      )}
    </>
  );
}
