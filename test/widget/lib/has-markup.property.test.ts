import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasMarkup } from '../../../src/widget/lib/has-markup.js';
import type { RichNode } from '../../../src/widget/rich-text/parser/rich-node.js';
import { RichParser } from '../../../src/widget/rich-text/parser/rich-parser.js';

/** Printable characters and line ends, many of them markup. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'b1',
        ' ',
        '\n',
        '\n\n',
        '1',
        '.',
        '-',
        '#',
        '>',
        '<',
        '|',
        '(',
        ')',
        '[',
        ']',
        '!',
        '&',
        '\\',
        '=',
      ),
      fc.string({ maxLength: 2 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const tagsOf = (nodes: readonly RichNode[]): string[] =>
  nodes.flatMap((node) =>
    typeof node === 'string' ? [] : [node.tag, ...('children' in node ? tagsOf(node.children ?? []) : [])],
  );

it('hasMarkup() returns false only for texts that the parser would not change', () => {
  fc.assert(
    fc.property(text, (given) => {
      fc.pre(!hasMarkup(given));
      const tags = new Set(tagsOf(new RichParser('en').parse(given)));
      for (const tag of tags) expect(['p', 'br', 'a']).toContain(tag);
    }),
    { numRuns: 3_000 },
  );
});
