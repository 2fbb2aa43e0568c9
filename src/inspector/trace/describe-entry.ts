import type { TraceEntry } from '../../emulator/state/trace.js';

/** A description of a trace entry. */
export interface Description {
  readonly kind: TraceEntry['direction'];
  /** The type of a frame, or the method of a request. */
  readonly name: string;
  /** The text of the entry, shortened. */
  readonly text: string;
}

const MOST_LETTERS = 200;

export function describeEntry(entry: TraceEntry): Description {
  const kind = entry.direction;
  switch (entry.direction) {
    case 'in':
    case 'out':
      return { kind, name: frameName(entry.frame), text: shorten(frameText(entry.frame)) };
    case 'http':
      return { kind, name: `${entry.method} ${entry.status}`, text: shorten(entry.path) };
    case 'socket':
      return { kind, name: `socket ${entry.event}`, text: entry.code === undefined ? '' : `code ${entry.code}` };
    case 'fault':
      return { kind, name: entry.action, text: `${entry.rule}, at ${entry.place}` };
  }
}

function frameName(frame: unknown): string {
  if (typeof frame !== 'object' || frame === null) return 'unreadable';
  const { type, event, resourceid, message } = frame as Record<string, unknown>;
  const name = [type, event, resourceid].find((part) => typeof part === 'string');
  const inner = (message as { type?: unknown } | null | undefined)?.type;
  return `${String(name ?? 'frame')}${type === 'events' && typeof inner === 'string' ? ` ${inner}` : ''}`;
}

/** The text of a frame, from the field that its kind uses. Empty if it has none. */
function frameText(frame: unknown): string {
  if (typeof frame === 'string') return frame;
  const { type, message, replyto, endChunk } = (frame ?? {}) as Record<string, unknown>;
  if (type === 'ack') return replyto === undefined ? '' : `of ${String(replyto)}`;
  if (endChunk === true) return '[end of the stream]';
  if (Array.isArray(message)) return message.map(itemText).filter(Boolean).join(' · ');
  const { renderMsg, body } = (typeof message === 'object' && message !== null ? message : {}) as Record<
    string,
    unknown
  >;
  return typeof renderMsg === 'string' ? renderMsg : typeof body === 'string' ? body : '';
}

interface Item {
  cInfo?: { body?: unknown };
  component?: { payload?: { payload?: { template_type?: unknown; text?: unknown }; text?: unknown } };
}

function itemText(item: unknown): string {
  const { cInfo, component } = (item ?? {}) as Item;
  const template = component?.payload?.payload;
  if (typeof template?.template_type === 'string') {
    return `[${template.template_type}]${typeof template.text === 'string' ? ` ${template.text}` : ''}`;
  }
  return typeof cInfo?.body === 'string' ? cInfo.body : '';
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
}
