import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { NumberedEntry } from '../../emulator/state/trace.js';
import { TraceRow } from './TraceRow.js';

/** Number of rows that are rendered at first. Earlier ones are rendered on request. */
const WINDOW = 200;
/** Distance from the end in pixels up to which the list counts as scrolled to its end. */
const NEAR = 24;

export interface TraceListProps {
  entries: readonly NumberedEntry[];
  isFiltered: boolean;
  missed: number;
}

/**
 * The entries, oldest first. A list that is scrolled to its end follows new entries; otherwise it stays, and shows the number of new ones.
 * One row is in the tab order, and the arrow keys move between rows.
 */
export function TraceList({ entries, isFiltered, missed }: TraceListProps) {
  const box = useRef<HTMLDivElement>(null);
  /** Number of the last entry when the user scrolled away from the end. Undefined while the list follows. */
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

  // Rows are memoised with their first handlers, so these must not close over changing values.
  const latest = useRef(entries);
  latest.current = entries;
  const toggle = (number: number) => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(number)) next.add(number);
      return next;
    });
    setCurrent(number);
    // The user reads an open entry.
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

/** How many of the ascending numbers are not greater than `last`. */
function countUpTo(entries: readonly NumberedEntry[], last: number): number {
  let count = entries.length;
  while (count > 0 && entries[count - 1]![0] > last) count--;
  return count;
}
