import { expect, test } from 'vitest';
import { harmless, harmlessLines } from '../../src/lib/harmless.js';

test.each([
  ['an escape sequence', '\u001b]0;title\u0007', '\uFFFD]0;title\uFFFD'],
  ['C0 and DEL', 'a\u0000b\bc\td\u007fe', 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
  ['C1', '\u009b2J\u009d', '\uFFFD2J\uFFFD'],
  ['line ends', 'a\r\nb\u0085c\u2028d\u2029e', 'a\uFFFD\uFFFDb\uFFFDc\uFFFDd\uFFFDe'],
  ['bidi controls', '\u202eabc\u2066\u200f\u061c', '\uFFFDabc\uFFFD\uFFFD\uFFFD'],
  ['tags', 'a\u{e0041}b', 'a\uFFFDb'],
])('%s become a sign', (_, text, harmlessText) => {
  expect(harmless(text)).toBe(harmlessText);
});

test('words of every language and emoji stay', () => {
  const text = 'Grüße, مرحبا, नमस्ते, می\u200cخواهم, 👩\u200d🌾 ─▶ “x”';
  expect(harmless(text)).toBe(text);
});

test('lines stay apart where several are meant', () => {
  expect(harmlessLines('a\u001b\nb')).toBe('a\uFFFD\nb');
});
