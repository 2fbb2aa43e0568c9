import { expect, test } from 'vitest';
import { sanitizeForTerminal, sanitizeLinesForTerminal } from '../../src/lib/sanitize-for-terminal.js';

test.each([
  ['an escape sequence', '\u001b]0;title\u0007', '\uFFFD]0;title\uFFFD'],
  ['C0 and DEL', 'a\u0000b\bc\td\u007fe', 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
  ['C1', '\u009b2J\u009d', '\uFFFD2J\uFFFD'],
  ['line ends', 'a\r\nb\u0085c\u2028d\u2029e', 'a\uFFFD\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
  ['bidi controls', '\u202eabc\u2066\u200f\u061c', '\uFFFDabc\uFFFD\uFFFD\uFFFD'],
  ['tags', 'a\u{e0041}b', 'a\uFFFDb'],
])('replaces %s', (_, text, expected) => {
  expect(sanitizeForTerminal(text)).toBe(expected);
});

test('keeps words of every language and emoji', () => {
  const text = 'Grüße, مرحبا, नमस्ते, می\u200cخواهم, 👩\u200d🌾 ─▶ “x”';
  expect(sanitizeForTerminal(text)).toBe(text);
});

test('sanitizeLinesForTerminal keeps line breaks', () => {
  expect(sanitizeLinesForTerminal('a\u001b\nb')).toBe('a\uFFFD\nb');
});
