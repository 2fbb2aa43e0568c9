import { expect, test, vi } from 'vitest';
import { Feed, type FeedEntry } from '../../../src/emulator/state/trace.js';

const feed = (lines: number, log = (_line: string) => {}, bytes = 1_000_000) =>
  new Feed(
    () => 1000,
    (value) => ({ ...(value as object), clean: true }),
    log,
    { lines, bytes },
  );
const fault = (rule: string) => ({ direction: 'fault', rule, action: 'drop', place: 'in' }) as const;
const rules = (entries: readonly FeedEntry[]) => entries.map((entry) => entry.direction === 'fault' && entry.rule);

test('nothing is made while nobody looks', () => {
  const make = vi.fn(() => fault('a'));
  const idle = feed(0);
  idle.tell(make);
  const kept = feed(5);
  kept.tell(make);
  expect(make).not.toHaveBeenCalled();
  kept.recent();
  kept.recent();
  expect(make).toHaveBeenCalledTimes(1);
});

test('listeners hear each line, redacted, numbered from 1', () => {
  const heard: [number, FeedEntry][] = [];
  const live = feed(0);
  const end = live.observe((entry, number) => heard.push([number, entry]));
  live.tell(() => fault('a'));
  live.tell(() => fault('b'));
  end();
  live.tell(() => fault('c'));
  expect(heard).toEqual([
    [1, { at: 1000, ...fault('a'), clean: true }],
    [2, { at: 1000, ...fault('b'), clean: true }],
  ]);
});

test('the newest lines stay, with their numbers', () => {
  const kept = feed(3);
  for (const rule of ['a', 'b', 'c', 'd', 'e']) kept.tell(() => fault(rule));
  expect(kept.recent().map(([number]) => number)).toEqual([3, 4, 5]);
  expect(rules(kept.recent().map(([, entry]) => entry))).toEqual(['c', 'd', 'e']);
  kept.clear();
  expect(kept.recent()).toEqual([]);
});

test('the newest lines stay, in bytes', () => {
  const kept = feed(100, undefined, 3000);
  for (const rule of ['a', 'b', 'c', 'd']) kept.tell(() => fault(rule), 1000);
  expect(rules(kept.recent().map(([, entry]) => entry))).toEqual(['c', 'd']);
  kept.tell(() => fault('large'), 5000);
  expect(kept.recent()).toEqual([]);
  kept.tell(() => fault('e'), 1000);
  expect(kept.recent().map(([number]) => number)).toEqual([6]);
  kept.clear();
  for (const rule of ['f', 'g']) kept.tell(() => fault(rule), 1000);
  expect(kept.recent()).toHaveLength(2);
});

test('a listener that throws is logged, and hurts no other', () => {
  const lines: string[] = [];
  const heard: FeedEntry[] = [];
  const live = feed(0, (line) => lines.push(line));
  live.observe(() => {
    throw new Error('broken');
  });
  live.observe((entry) => heard.push(entry));
  live.tell(() => fault('a'));
  expect(lines).toEqual(['a listener of the feed failed: broken']);
  expect(heard).toHaveLength(1);
});
