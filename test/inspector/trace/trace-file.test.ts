import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../../src/emulator/state/trace.js';
import { readTrace, stampOf, writeTrace } from '../../../src/inspector/trace/trace-file.js';

const entries: NumberedEntry[] = [
  [4, { at: 1, user: 'ann', direction: 'in', socket: 1, frame: { message: { body: 'two\nlines' } } }],
  [5, { at: Date.UTC(2026, 0, 31, 8, 15), direction: 'fault', rule: 'a', action: 'drop', place: 'in' }],
];

test('what was written is read again', () => {
  expect(readTrace(writeTrace(entries))).toEqual(entries.map(([, entry]) => entry));
  expect(writeTrace(entries).split('\n')).toHaveLength(3);
});

test.each([
  ['', 'The file is empty.'],
  ['\n\n', 'The file is empty.'],
  [`${writeTrace(entries)}\nBuy milk`, 'Line 4 is not a trace entry.'],
  ['{"hello":1}', 'Line 1 is not a trace entry.'],
  ['null', 'Line 1 is not a trace entry.'],
])('%j is refused', (text, why) => {
  expect(() => readTrace(text)).toThrow(why);
});

test('a file is named by its last line', () => {
  expect(stampOf(entries)).toBe('2026-01-31-08-15-00');
});
