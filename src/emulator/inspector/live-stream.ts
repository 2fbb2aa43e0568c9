import type { ServerResponse } from 'node:http';
import type { Platform } from '../platform/platform.js';
import type { NumberedEntry } from '../state/trace.js';
import type { InspectorEvent, InspectorState } from './inspector-wire.js';

/** Lines that come together travel together: a page need not draw more often. */
const GATHER_MS = 50;
/** State changes without a line, too: a rule that a test adds. */
const LOOK_MS = 1000;
/** More lines in one parcel no page can follow. The others are counted. */
const MOST_LINES = 500;
/** A page that does not read (a sleeping tab) is not written to beyond this. */
const MOST_UNREAD_BYTES = 4 * 2 ** 20;

export interface LiveStreamOptions {
  /** The state of now. */
  look(): InspectorState;
  /** Whoever changes the state without a line calls these. */
  changes: Set<() => void>;
}

/** Sends one page what happens (server-sent events), until the page goes or the emulator stops. */
export function streamLive(platform: Platform, response: ServerResponse, { look, changes }: LiveStreamOptions): void {
  const { feed, timers } = platform;
  let waiting: { line: NumberedEntry; bytes: number }[] = [];
  let waitingBytes = 0;
  let missed = 0;
  let shown = '';
  let cancelGather: (() => void) | undefined;
  let cancelLook = () => {};

  const send = (event: InspectorEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const showState = () => {
    const state = look();
    const text = JSON.stringify(state);
    if (text === shown) return;
    shown = text;
    send({ state });
  };
  const flush = () => {
    cancelGather = undefined;
    if (response.writableLength > MOST_UNREAD_BYTES) {
      missed += waiting.length;
      waiting = [];
      waitingBytes = 0;
      return;
    }
    const entries = waiting.map(({ line }) => line);
    if (entries.length > 0) send({ entries, ...(missed > 0 && { missed }) });
    waiting = [];
    waitingBytes = 0;
    missed = 0;
    showState();
  };
  const watch = () => {
    if (response.writableLength <= MOST_UNREAD_BYTES) showState();
    cancelLook = timers.after(LOOK_MS, watch);
  };

  changes.add(showState);
  response.write('retry: 1000\n\n');
  showState();
  send({ entries: feed.recent() });
  const unobserve = feed.observe((entry, number, bytes) => {
    waiting.push({ line: [number, entry], bytes });
    waitingBytes += bytes;
    // One line stays, whatever it weighs: a frame has its own limit.
    while (waiting.length > MOST_LINES || (waitingBytes > MOST_UNREAD_BYTES && waiting.length > 1)) {
      waitingBytes -= waiting.shift()!.bytes;
      missed++;
    }
    cancelGather ??= timers.after(GATHER_MS, flush);
  });
  cancelLook = timers.after(LOOK_MS, watch);
  response.on('close', () => {
    unobserve();
    changes.delete(showState);
    cancelGather?.();
    cancelLook();
  });
}
