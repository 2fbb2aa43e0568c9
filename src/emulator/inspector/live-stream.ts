import type { Platform } from '../platform/platform.js';
import type { NumberedEntry } from '../state/trace.js';
import type { InspectorEvent, InspectorState } from './inspector-wire.js';

/** Collects entries for so long before they are sent, because a page need not draw more often. */
const GATHER_MS = 50;
/** Interval at which the state is compared, because some changes of it are not in the trace: a rule that a test adds. */
const STATE_MS = 1000;
/** More entries in one event than a page can draw. The others are counted in `missed`. */
const MOST_ENTRIES = 500;
/** Nothing is written to a page (a suspended tab) that has so many bytes left to read. */
const MOST_UNREAD_BYTES = 4 * 2 ** 20;

/** The connection to one page. */
export interface EventSink {
  /** Bytes that were written and not read yet. */
  readonly unreadBytes: number;
  write(text: string): void;
}

export interface LiveStreamOptions {
  readState(): InspectorState;
  /** The stream adds a function to this set, to be called after changes of the state that are not in the trace. */
  changes: Set<() => void>;
}

/** Sends the trace and the state to one page as server-sent events. Returns a function that ends the stream. */
export function streamLive(platform: Platform, sink: EventSink, { readState, changes }: LiveStreamOptions): () => void {
  const { trace, timers } = platform;
  let waiting: { entry: NumberedEntry; bytes: number }[] = [];
  let waitingBytes = 0;
  let missed = 0;
  let sentState = '';
  let cancelFlush: (() => void) | undefined;
  let cancelWatch = () => {};

  const send = (event: InspectorEvent) => sink.write(`data: ${JSON.stringify(event)}\n\n`);
  const sendState = () => {
    const state = readState();
    const text = JSON.stringify(state);
    if (text === sentState) return;
    sentState = text;
    send({ state });
  };
  const flush = () => {
    cancelFlush = undefined;
    if (sink.unreadBytes > MOST_UNREAD_BYTES) {
      missed += waiting.length;
      waiting = [];
      waitingBytes = 0;
      return;
    }
    const entries = waiting.map(({ entry }) => entry);
    if (entries.length > 0) send({ entries, ...(missed > 0 && { missed }) });
    waiting = [];
    waitingBytes = 0;
    missed = 0;
    sendState();
  };
  const watch = () => {
    if (sink.unreadBytes <= MOST_UNREAD_BYTES) sendState();
    cancelWatch = timers.after(STATE_MS, watch);
  };

  changes.add(sendState);
  sink.write('retry: 1000\n\n');
  sendState();
  send({ entries: trace.recent() });
  const unobserve = trace.observe((entry, number, bytes) => {
    waiting.push({ entry: [number, entry], bytes });
    waitingBytes += bytes;
    // One entry always stays, whatever its size, because the size of a frame has a limit of its own.
    while (waiting.length > MOST_ENTRIES || (waitingBytes > MOST_UNREAD_BYTES && waiting.length > 1)) {
      waitingBytes -= waiting.shift()!.bytes;
      missed++;
    }
    cancelFlush ??= timers.after(GATHER_MS, flush);
  });
  cancelWatch = timers.after(STATE_MS, watch);
  return () => {
    unobserve();
    changes.delete(sendState);
    cancelFlush?.();
    cancelWatch();
  };
}
