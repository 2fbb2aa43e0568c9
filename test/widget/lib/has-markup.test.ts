import { describe, expect, it } from 'vitest';
import { hasMarkup } from '../../../src/widget/lib/has-markup.js';

describe('hasMarkup', () => {
  it.each([
    'Hello! How can I help you today?',
    'One line\nand another, with 3 < 4 and a (bracket) - and a dash.',
    'See https://a.example/x?y=1 or call +49 12.',
    'R&D at 5 % #1',
    'こんにちは、世界。',
    '',
  ])('returns false for %j', (text) => {
    expect(hasMarkup(text)).toBe(false);
  });

  it.each([
    ...[
      '*bold*',
      '_italic_',
      '~italic~',
      '`code`',
      '```\ncode',
      '# Title',
      '#h1 Title',
      'a\n- b',
      '1. a',
      '> said',
      '>> in',
    ],
    ...[
      'a\n___',
      'a\n---',
      'a\n-|',
      'a|b\n-|-',
      '|a|b|',
      '[a](https://a.example)',
      '[a]: https://a.example',
      '<b>x</b>',
      '</p>',
      '<!--',
      '&amp;',
    ],
    ...['&#65;', '\\d(2026-11-20)', '\\#(1)', '\\$(1)', '5 \\* 3', 'mail a@b.example', '    code'],
  ])('returns true for %j', (text) => {
    expect(hasMarkup(text)).toBe(true);
  });
});
