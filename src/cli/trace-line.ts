import type { TraceEntry } from '../emulator/index.js';
import { sanitizeForTerminal } from '../lib/sanitize-for-terminal.js';

const MAX_JSON = 400;

/**
 * Formats one line of `--trace`. The entry is redacted already; control characters are removed, so that it cannot control the
 * terminal.
 */
export function traceLine(entry: TraceEntry): string {
  return sanitizeForTerminal(plainLine(entry));
}

function plainLine(entry: TraceEntry): string {
  const time = new Date(entry.at).toISOString().slice(11, 23);
  const who = entry.user === undefined ? '' : ` ${entry.user}`;
  switch (entry.direction) {
    case 'http':
      return `${time} http${who} ${entry.method} ${entry.path} → ${entry.status === 'none' ? 'no answer' : entry.status}`;
    case 'socket':
      return `${time} sock${who} #${entry.socket} ${entry.event}${entry.code === undefined ? '' : ` (${entry.code})`}`;
    case 'fault':
      return `${time} FAULT${who} ${entry.rule}: ${entry.action} at ${entry.place}`;
    case 'in':
    case 'out': {
      const json = JSON.stringify(entry.frame);
      const cut = json.length > MAX_JSON ? `${json.slice(0, MAX_JSON)} …` : json;
      return `${time} ${entry.direction === 'in' ? ' ─▶ ' : ' ◀─ '}${who} #${entry.socket} ${cut}`;
    }
  }
}
