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

test('nothing is made while nobody looks', () => {
  const make = vi.fn(() => fault('a'));
  const idle = traceOf(0);
  idle.record(make);
  const kept = traceOf(5);
  kept.record(make);
  expect(make).not.toHaveBeenCalled();
  kept.recent();
  kept.recent();
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
  const kept = traceOf(3);
  for (const rule of ['a', 'b', 'c', 'd', 'e']) kept.record(() => fault(rule));
  expect(kept.recent().map(([number]) => number)).toEqual([3, 4, 5]);
  expect(rules(kept.recent().map(([, entry]) => entry))).toEqual(['c', 'd', 'e']);
  kept.clear();
  expect(kept.recent()).toEqual([]);
});

test('the newest lines stay, in bytes', () => {
  const kept = traceOf(100, undefined, 3000);
  for (const rule of ['a', 'b', 'c', 'd']) kept.record(() => fault(rule), 1000);
  expect(rules(kept.recent().map(([, entry]) => entry))).toEqual(['c', 'd']);
  kept.record(() => fault('large'), 5000);
  expect(kept.recent()).toEqual([]);
  kept.record(() => fault('e'), 1000);
  expect(kept.recent().map(([number]) => number)).toEqual([6]);
  kept.clear();
  for (const rule of ['f', 'g']) kept.record(() => fault(rule), 1000);
  expect(kept.recent()).toHaveLength(2);
});

test('a listener that throws is logged, and hurts no other', () => {
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
