import { expect, test } from 'vitest';
import { traceLine } from '../../src/cli/trace-line.js';
import type { TraceEntry } from '../../src/emulator/index.js';

const at = Date.UTC(2025, 0, 1, 12, 30, 5, 7);

test.each<[TraceEntry, string]>([
  [{ at, direction: 'http', method: 'POST', path: '/jwt', status: 200 }, '12:30:05.007 http POST /jwt → 200'],
  [
    { at, direction: 'http', user: 'ann', method: 'GET', path: '/x', status: 'none' },
    '12:30:05.007 http ann GET /x → no answer',
  ],
  [{ at, direction: 'socket', user: 'ann', socket: 2, event: 'opened' }, '12:30:05.007 sock ann #2 opened'],
  [
    { at, direction: 'socket', user: 'ann', socket: 2, event: 'closed', code: 1006 },
    '12:30:05.007 sock ann #2 closed (1006)',
  ],
  [{ at, direction: 'in', user: 'ann', socket: 2, frame: { id: 7 } }, '12:30:05.007  ─▶  ann #2 {"id":7}'],
  [{ at, direction: 'out', user: 'ann', socket: 2, frame: '{' }, '12:30:05.007  ◀─  ann #2 "{"'],
  [
    { at, direction: 'fault', user: 'ann', rule: 'eater', action: 'drop', place: 'in' },
    '12:30:05.007 FAULT ann eater: drop at in',
  ],
])('%j', (entry, line) => {
  expect(traceLine(entry)).toBe(line);
});

test('text of strangers cannot control the terminal, or make a second line', () => {
  const hostile = '\u001b]52;c;eA\u0007\u001b[2J\r\nx\u009b31m\u0085\u2028\u202e';
  const who = { at, user: hostile, socket: 1 };
  const lines = [
    traceLine({ at, user: hostile, direction: 'http', method: hostile, path: `/${hostile}`, status: 200 }),
    traceLine({ ...who, direction: 'socket', event: 'opened' }),
    traceLine({ ...who, direction: 'in', frame: { [hostile]: hostile } }),
    traceLine({ ...who, direction: 'out', frame: hostile }),
    traceLine({ at, user: hostile, direction: 'fault', rule: hostile, action: 'drop', place: 'in' }),
  ];
  for (const line of lines) {
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(line).toContain(']52;c;eA');
  }
});

test('a long frame is cut', () => {
  const line = traceLine({ at, direction: 'in', user: 'ann', socket: 1, frame: { text: 'x'.repeat(5000) } });
  expect(line.length).toBeLessThan(450);
  expect(line.endsWith('…')).toBe(true);
});
