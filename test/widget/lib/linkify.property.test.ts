import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkify } from '../../../src/widget/lib/linkify.js';

/** Words, and pieces of addresses and attacks, in any order. */
const text = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.constantFrom(
        'https://',
        'www.',
        'javascript:',
        'tel:',
        'mailto:',
        '(',
        ')',
        '.',
        ' ',
        '\n',
        '"',
        '<',
        '@',
        'a',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('linkify', () => {
  it('returns the whole text', () => {
    fc.assert(
      fc.property(text, (given) => {
        const parts = linkify(given).map((part) => (typeof part === 'string' ? part : part.text));
        expect(parts.join('')).toBe(given);
      }),
    );
  });

  it('only links to the four safe protocols', () => {
    fc.assert(
      fc.property(text, (given) => {
        for (const part of linkify(given)) {
          if (typeof part !== 'string') expect(part.href).toMatch(/^(?:https?|mailto|tel):/);
        }
      }),
    );
  });
});
