import { expect, test, vi } from 'vitest';
import type { NumberedEntry } from '../../src/emulator/state/trace.js';
import { LiveTrace } from '../../src/inspector/live-trace.js';

const entries = (...numbers: number[]) =>
  numbers.map(
    (number): NumberedEntry => [
      number,
      { at: number * 10, direction: 'fault', rule: 'a', action: 'drop', place: 'in' },
    ],
  );
const numbers = (trace: LiveTrace) => trace.snapshot.entries.map(([number]) => number);

/** Stands in for the browser's. */
class FakeSource {
  static current: FakeSource;
  onopen = () => {};
  onerror = () => {};
  onmessage = (_event: { data: string }) => {};
  isClosed = false;
  constructor() {
    FakeSource.current = this;
  }
  close() {
    this.isClosed = true;
  }
  send(event: object) {
    this.onmessage({ data: JSON.stringify(event) });
  }
}

function started() {
  vi.stubGlobal('EventSource', FakeSource);
  const trace = new LiveTrace();
  const stop = trace.start();
  vi.unstubAllGlobals();
  return { trace, stop, source: FakeSource.current };
}

test('lines come once each, also when the stream was lost and begins with those of before', () => {
  const { trace, source, stop } = started();
  source.onopen();
  source.send({ entries: entries(1, 2) });
  source.send({ entries: entries(3) });
  source.onerror();
  expect(trace.snapshot.connection).toBe('lost');
  source.onopen();
  source.send({ entries: entries(2, 3, 4) });
  expect(numbers(trace)).toEqual([1, 2, 3, 4]);
  expect(trace.snapshot.connection).toBe('live');
  stop();
  expect(source.isClosed).toBe(true);
});

test.each([
  ['with fewer lines', entries(1)],
  ['with as many', [[2, { ...entries(2)[0]![1], at: 99 }]] as NumberedEntry[]],
])('an emulator that was started again begins anew: %s', (_, again) => {
  const { trace, source } = started();
  source.onopen();
  source.send({ entries: entries(1, 2), missed: 3 });
  expect(trace.snapshot.missed).toBe(3);
  source.onopen();
  source.send({ entries: again });
  expect(trace.snapshot).toMatchObject({ entries: again, missed: 0 });
});

test('what was cleared does not come back', () => {
  const { trace, source } = started();
  source.onopen();
  source.send({ entries: entries(1, 2) });
  trace.clear();
  expect(numbers(trace)).toEqual([]);
  source.send({ entries: entries(3) });
  source.onopen();
  source.send({ entries: entries(1, 2, 3, 4) });
  expect(numbers(trace)).toEqual([3, 4]);
});

test('the oldest lines go when there are too many', () => {
  const { trace, source } = started();
  source.onopen();
  source.send({ entries: entries(...Array.from({ length: 6000 }, (_, i) => i + 1)) });
  expect(trace.snapshot.entries).toHaveLength(5000);
  expect(numbers(trace).at(-1)).toBe(6000);
});

test('listeners hear of each change until they end it', () => {
  const { trace, source } = started();
  const listener = vi.fn();
  const end = trace.subscribe(listener);
  source.onopen();
  end();
  source.onerror();
  expect(listener).toHaveBeenCalledTimes(1);
});

test('the newest lines stay, in number and in bytes, and the very newest whatever it weighs', () => {
  const trace = new LiveTrace({ entries: 4, bytes: 1000 });
  trace.take({ entries: entries(1, 2, 3, 4, 5, 6) });
  expect(numbers(trace)).toEqual([3, 4, 5, 6]);
  const long = (number: number, size: number): NumberedEntry => [
    number,
    { at: number * 10, direction: 'in', socket: 1, frame: 'x'.repeat(size) },
  ];
  for (const number of [11, 12, 13]) trace.take({ entries: [long(number, 400)] });
  expect(numbers(trace)).toEqual([12, 13]);
  trace.take({ entries: [long(14, 2000)] });
  expect(numbers(trace)).toEqual([14]);
});
