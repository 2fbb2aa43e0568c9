import type { NumberedEntry, TraceEntry } from '../../emulator/state/trace.js';

/** A trace as JSON Lines, the form of the attachment of `emulatorFixture()`. `emulator.replay()` takes its entries. */
export function writeTrace(entries: readonly NumberedEntry[]): string {
  return entries.map(([, entry]) => `${JSON.stringify(entry)}\n`).join('');
}

/** @throws Error that names the invalid line */
export function readTrace(text: string): TraceEntry[] {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  if (lines.length === 0) throw new Error('The file is empty.');
  return lines.map(({ line, number }) => {
    try {
      const entry = JSON.parse(line) as TraceEntry;
      if (typeof entry.at === 'number' && typeof entry.direction === 'string') return entry;
    } catch {
      // Reported below, like JSON that is not a trace entry.
    }
    throw new Error(`Line ${number} is not a trace entry.`);
  });
}

/** `2026-01-31-08-15-00`: the time of the last entry, for the name of a file. */
export function stampOf(entries: readonly NumberedEntry[]): string {
  const at = entries.at(-1)?.[1].at ?? 0;
  return new Date(at).toISOString().slice(0, 19).replace(/[T:]/g, '-');
}
