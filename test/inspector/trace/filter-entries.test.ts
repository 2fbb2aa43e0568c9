import { expect, test } from 'vitest';
import type { NumberedEntry, TraceEntry } from '../../../src/emulator/state/trace.js';
import { ALL_KINDS, type Filter, filterEntries, NO_FILTER } from '../../../src/inspector/trace/filter-entries.js';

const lines: TraceEntry[] = [
  { at: 1, user: 'ann', direction: 'in', socket: 1, frame: { message: { body: 'Where is my ORDER' } } },
  { at: 2, user: 'ann', direction: 'out', socket: 1, frame: { type: 'ack', replyto: 7 } },
  { at: 3, user: 'bob', direction: 'http', method: 'GET', path: '/api/botmessages/rtm', status: 401 },
  { at: 4, direction: 'http', method: 'POST', path: '/jwt', status: 200 },
];
const entries = lines.map((entry, index): NumberedEntry => [index + 1, entry]);
const found = (filter: Partial<Filter>) =>
  filterEntries(entries, { ...NO_FILTER, ...filter }).map(([number]) => number);

test.each<[string, Partial<Filter>, number[]]>([
  ['nothing is asked', {}, [1, 2, 3, 4]],
  ['words, whatever their case and order', { search: 'order where' }, [1]],
  ['all words', { search: 'order nowhere' }, []],
  ['a number', { search: '401' }, [3]],
  ['kinds', { kinds: ['http'] }, [3, 4]],
  ['no kind', { kinds: [] }, []],
  ['a user', { user: 'ann' }, [1, 2]],
  ['all at once', { user: 'ann', kinds: ['in', 'out'], search: 'ack' }, [2]],
])('%s', (_, filter, numbers) => {
  expect(found(filter)).toEqual(numbers);
});

test('without a filter it is the same list: nothing is copied', () => {
  expect(filterEntries(entries, { search: '  ', kinds: ALL_KINDS, user: undefined })).toBe(entries);
});
