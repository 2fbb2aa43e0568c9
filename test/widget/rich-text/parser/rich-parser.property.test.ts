import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RichNode } from '../../../../src/widget/rich-text/parser/rich-node.js';
import { RichParser } from '../../../../src/widget/rich-text/parser/rich-parser.js';

/** Words and fragments of markup and attacks. */
const PIECES = [
  ...['word', 'two words ', ' ', '\n', '\n\n', '\n\n\n', '  ', '    ', '\t', '1', '.', ':'],
  ...[
    '*',
    '**',
    '***',
    '_',
    '~',
    '~~',
    '`',
    '```',
    '```js\n',
    '#',
    '# ',
    '#h1 ',
    '- ',
    '* ',
    '1. ',
    '> ',
    '>> ',
    '---',
    '___',
  ],
  ...[
    '|',
    '|-|',
    '|a|b|\n|-|-|\n',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](https://a.example)',
    '](javascript:alert(1))',
    '[1]',
    '[1]: https://b.example\n',
  ],
  ...[
    '<b>',
    '</b>',
    '<div>',
    '</div>',
    '<div>\n\n',
    '<br>',
    '<p>',
    '</p>',
    '<pre>',
    '</pre>',
    '<a href="https://c.example">',
    '<a href=javascript:x>',
    '</a>',
  ],
  ...[
    '<script>',
    '</script>',
    '<img src=x onerror=alert(1)>',
    '<',
    '>',
    '"',
    '&',
    '&lt;',
    '&#106;',
    '\\',
    '\\d(',
    '\\#(12)',
    'https://d.example',
    'e@f.example',
    '<!--',
    '-->',
  ],
];
const text = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 4 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

const parse = (given: string) => new RichParser('en').parse(given);

function* elementsOf(nodes: readonly RichNode[]): Generator<Exclude<RichNode, string>> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    if ('children' in node) yield* elementsOf(node.children ?? []);
  }
}

describe('RichParser', () => {
  it('gives the same result for a growing text as for the whole text', () => {
    fc.assert(
      fc.property(text, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (given, cuts) => {
        const parser = new RichParser('en');
        for (const cut of cuts.sort()) parser.parse(given.slice(0, Math.floor(cut * given.length)));
        expect(parser.parse(given)).toEqual(parse(given));
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes only allowed elements and attributes', () => {
    const tags = new Set(
      (
        'a abbr bdi blockquote br caption cite code dd del details div dl dt em h3 hr img ins kbd li mark ol p pre q s samp ' +
        'small span strong sub summary sup table tbody td tfoot th thead tr u ul var code-block'
      ).split(' '),
    );
    const attributes = new Set('href title dir start colSpan rowSpan open class'.split(' '));
    fc.assert(
      fc.property(text, (given) => {
        for (const element of elementsOf(parse(given))) {
          expect(tags).toContain(element.tag);
          if (!('attributes' in element)) continue;
          for (const name of Object.keys(element.attributes ?? {})) expect(attributes).toContain(name);
          if (element.attributes?.href) expect(element.attributes.href).toMatch(/^(?:https?|mailto|tel):/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
