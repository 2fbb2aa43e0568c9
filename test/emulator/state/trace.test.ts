import { expect, test, vi } from 'vitest';
import { Trace, type TraceEntry } from '../../../src/emulator/state/trace.js';

const traceOf = (entries: number, log = (_line: string) => {}, bytes = 1_000_000) =>
  new Trace(
    () => 1000,
    (value) => ({ ...(value as object), clean: true }),
    log,
    { entries, bytes },
  );
const fault = (rule: string) => ({ direction: 'fault', rule, action: 'drop', place: 'in' }) as const;
const rules = (entries: readonly TraceEntry[]) => entries.map((entry) => entry.direction === 'fault' && entry.rule);

test('entries are not built before they are read', () => {
  const make = vi.fn(() => fault('a'));
  const idle = traceOf(0);
  idle.record(make);
  const trace = traceOf(5);
  trace.record(make);
  expect(make).not.toHaveBeenCalled();
  trace.recent();
  trace.recent();
  expect(make).toHaveBeenCalledTimes(1);
});

test('listeners get each entry, redacted, numbered from 1', () => {
  const received: [number, TraceEntry][] = [];
  const live = traceOf(0);
  const end = live.observe((entry, number) => received.push([number, entry]));
  live.record(() => fault('a'));
  live.record(() => fault('b'));
  end();
  live.record(() => fault('c'));
  expect(received).toEqual([
    [1, { at: 1000, ...fault('a'), clean: true }],
    [2, { at: 1000, ...fault('b'), clean: true }],
  ]);
});

test('the newest lines stay, with their numbers', () => {
  const trace = traceOf(3);
  for (const rule of ['a', 'b', 'c', 'd', 'e']) trace.record(() => fault(rule));
  expect(trace.recent().map(([number]) => number)).toEqual([3, 4, 5]);
  expect(rules(trace.recent().map(([, entry]) => entry))).toEqual(['c', 'd', 'e']);
  trace.clear();
  expect(trace.recent()).toEqual([]);
});

test('the newest lines stay, in bytes', () => {
  const trace = traceOf(100, undefined, 3000);
  for (const rule of ['a', 'b', 'c', 'd']) trace.record(() => fault(rule), 1000);
  expect(rules(trace.recent().map(([, entry]) => entry))).toEqual(['c', 'd']);
  trace.record(() => fault('large'), 5000);
  expect(trace.recent()).toEqual([]);
  trace.record(() => fault('e'), 1000);
  expect(trace.recent().map(([number]) => number)).toEqual([6]);
  trace.clear();
  for (const rule of ['f', 'g']) trace.record(() => fault(rule), 1000);
  expect(trace.recent()).toHaveLength(2);
});

test('a listener that throws is logged, and the others are still called', () => {
  const logged: string[] = [];
  const received: TraceEntry[] = [];
  const live = traceOf(0, (line) => logged.push(line));
  live.observe(() => {
    throw new Error('broken');
  });
  live.observe((entry) => received.push(entry));
  live.record(() => fault('a'));
  expect(logged).toEqual(['a listener of the trace failed: broken']);
  expect(received).toHaveLength(1);
});
