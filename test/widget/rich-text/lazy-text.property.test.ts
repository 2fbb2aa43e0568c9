import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasMarkup } from '../../../src/widget/lib/has-markup.js';
import { mayHaveLinks } from '../../../src/widget/lib/linkify.js';
import { isSimple } from '../../../src/widget/rich-text/LazyText.js';

const PIECES = [
  ...[
    'a',
    'b1',
    ' ',
    '    ',
    '\n',
    '\r\n',
    '\t',
    '1.',
    '2) ',
    '- ',
    '+ ',
    '# ',
    '> ',
    '<b>',
    '|',
    '||',
    '(',
    ')',
    '[',
    ']',
    '!',
  ],
  ...[
    '&',
    '&amp;',
    '\\',
    '=',
    '---',
    ':',
    '::',
    '@',
    'a@b',
    '*',
    '_',
    '~',
    '`',
    '://',
    'https://a.example',
    'WWW.a.example',
  ],
  ...['mailto:a', 'tel:1', 'www.ä.example', 'ä'],
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 2 })), { maxLength: 14 })
  .map((parts) => parts.join(''));

it('isSimple is false for every text that may have links or markup', () => {
  fc.assert(
    fc.property(text, (text) => {
      if (hasMarkup(text) || mayHaveLinks(text)) expect(isSimple(text)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

it('isSimple is true for short plain texts', () => {
  for (const plain of ['', 'Hello, how can I help you today?', 'Ünï, 12:30.\nYes!']) {
    expect(isSimple(plain)).toBe(true);
  }
  expect(isSimple('a'.repeat(1_001))).toBe(false);
});
