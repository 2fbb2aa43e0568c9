import { Component } from 'preact';
import type { TraceEntry } from '../../emulator/state/trace.js';
import { describeEntry } from './describe-entry.js';

const SIGNS: Readonly<Record<TraceEntry['direction'], [sign: string, meaning: string]>> = {
  in: ['→', 'from client'],
  out: ['←', 'to client'],
  http: ['⇄', 'request'],
  socket: ['●', 'socket'],
  fault: ['⚡', 'fault'],
};

export interface TraceRowProps {
  number: number;
  entry: TraceEntry;
  isOpen: boolean;
  isTabStop: boolean;
  onToggle(number: number): void;
  onFocus(number: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** One entry, with its details while it is open. Rendered again only if its properties have changed. */
export class TraceRow extends Component<TraceRowProps> {
  #row: HTMLLIElement | null = null;

  override shouldComponentUpdate({ entry, isOpen, isTabStop }: TraceRowProps): boolean {
    const { props } = this;
    return entry !== props.entry || isOpen !== props.isOpen || isTabStop !== props.isTabStop;
  }

  /** Scrolls the opened details into view, also those of the last entry. */
  override componentDidUpdate({ isOpen }: TraceRowProps): void {
    if (!isOpen && this.props.isOpen) this.#row?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const { number, entry, isOpen, isTabStop, onToggle, onFocus, onKeyDown } = this.props;
    const { kind, name, text } = describeEntry(entry);
    const [sign, meaning] = SIGNS[kind];
    const isBad = kind === 'fault' || (entry.direction === 'http' && (entry.status === 'none' || entry.status >= 400));
    return (
      <li
        class={`${kind}${isBad ? ' bad' : ''}`}
        ref={(row) => {
          this.#row = row;
        }}
      >
        <button
          type="button"
          class="line"
          aria-expanded={isOpen}
          tabIndex={isTabStop ? 0 : -1}
          onClick={() => onToggle(number)}
          onFocus={() => onFocus(number)}
          onKeyDown={onKeyDown}
        >
          <time>{timeOf(entry.at)}</time>
          <span class="sign" role="img" aria-label={meaning}>
            {sign}
          </span>
          <span class="name">{name}</span>
          <span class="text">{text}</span>
          <span class="who">{entry.user}</span>
        </button>
        {isOpen && <pre>{JSON.stringify(frameOf(entry), null, 2)}</pre>}
      </li>
    );
  }
}

/** The details of an entry: its frame if it has one, and otherwise the entry itself. */
function frameOf(entry: TraceEntry): unknown {
  return entry.direction === 'in' || entry.direction === 'out' ? entry.frame : entry;
}

/** The local time of day. */
function timeOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
