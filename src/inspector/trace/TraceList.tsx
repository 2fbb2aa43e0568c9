import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { NumberedEntry } from '../../emulator/state/trace.js';
import { TraceRow } from './TraceRow.js';

/** Rows that are drawn at once; earlier ones come when they are asked for. */
const WINDOW = 200;
/** So near to its end, in pixels, a list counts as read to the end. */
const NEAR = 24;

export interface TraceListProps {
  entries: readonly NumberedEntry[];
  isFiltered: boolean;
  missed: number;
}

/**
 * The lines, oldest first. At its end the list follows what comes; whoever scrolls up reads in peace, and is told of what is new.
 * One row is in the tab order; the arrows go from row to row.
 */
export function TraceList({ entries, isFiltered, missed }: TraceListProps) {
  const box = useRef<HTMLDivElement>(null);
  /** Number of the last line when the reader left the end. Undefined: follows. */
  const [held, setHeld] = useState<number>();
  const [extra, setExtra] = useState(0);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState<number>();

  const end = held === undefined ? entries.length : countUpTo(entries, held);
  const start = Math.max(0, end - WINDOW - extra);
  const rows = entries.slice(start, end);
  const newer = entries.length - end;
  const tabStop = rows.some(([number]) => number === current) ? current : rows.at(-1)?.[0];

  useLayoutEffect(() => {
    if (held === undefined && box.current) box.current.scrollTop = box.current.scrollHeight;
  });

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (isAtEnd && newer === 0) setHeld(undefined);
    else if (!isAtEnd && held === undefined) setHeld(entries.at(-1)?.[0] ?? 0);
  };

  const follow = () => {
    setExtra(0);
    setHeld(undefined);
  };

  // Rows keep the handlers of their first drawing: these must not close over what changes.
  const latest = useRef(entries);
  latest.current = entries;
  const toggle = (number: number) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(number)) next.add(number);
      return next;
    });
    setCurrent(number);
    // An open line is being read.
    setHeld((before) => before ?? latest.current.at(-1)?.[0] ?? 0);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...box.current!.querySelectorAll<HTMLElement>('.line')];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const targets: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = buttons[targets[event.key] ?? -1];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <div class="lines">
      <div class="box" ref={box} onScroll={onScroll}>
        {missed > 0 && <p class="note">{missed} lines came too fast to be shown.</p>}
        {start > 0 && (
          <button type="button" class="earlier" onClick={() => setExtra(extra + WINDOW)}>
            Show earlier lines ({start})
          </button>
        )}
        {rows.length === 0 && (
          <p class="empty">
            {isFiltered ? 'No line is like that.' : 'Nothing has happened yet. Open a page that chats.'}
          </p>
        )}
        <ol>
          {rows.map(([number, entry]) => (
            <TraceRow
              key={number}
              number={number}
              entry={entry}
              isOpen={opened.has(number)}
              isTabStop={number === tabStop}
              onToggle={toggle}
              onFocus={setCurrent}
              onKeyDown={onKeyDown}
            />
          ))}
        </ol>
      </div>
      {held !== undefined && (
        <button type="button" class="follow" onClick={follow}>
          {newer > 0 ? `${newer} newer, go on` : 'Follow'}
        </button>
      )}
    </div>
  );
}

/** How many of the rising numbers are not above `last`. */
function countUpTo(entries: readonly NumberedEntry[], last: number): number {
  let count = entries.length;
  while (count > 0 && entries[count - 1]![0] > last) count--;
  return count;
}
