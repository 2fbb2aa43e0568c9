import { describe, expect, it } from 'vitest';
import { limitCombiningMarks } from '../../../src/lib/limit-combining-marks.js';
import { toPlainText, withoutMarks } from '../../../src/widget/a11y/plain-text.js';
import { SentenceChunker } from '../../../src/widget/a11y/sentence-chunker.js';
import { hasMarkup } from '../../../src/widget/lib/has-markup.js';
import { linkify } from '../../../src/widget/lib/linkify.js';
import { cutText, ONE_STEP, shownAtFirst, weigh } from '../../../src/widget/lib/text-steps.js';
import type { RichNode } from '../../../src/widget/rich-text/parser/rich-node.js';
import { RichParser } from '../../../src/widget/rich-text/parser/rich-parser.js';
import { countWork } from '../../support/counted-work.js';
import { HOSTILE_KINDS, longAnswer } from '../../support/hostile-texts.js';
import { sample } from '../../support/sample.js';

/** Parses the whole text in steps, as it is drawn after a press on "Show all". Returns the cost of each step. */
function readInSteps(text: string): number[] {
  const parser = new RichParser('en');
  const costs: number[] = [];
  for (let end = 0; end < text.length; ) {
    end = cutText(text, end, ONE_STEP);
    costs.push(countWork(() => parser.parse(limitCombiningMarks(text.slice(0, end)))));
  }
  return costs;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** One of every five neighbours: hundreds of the kinds are combinations of emphasis marks. */
const KINDS = sample(HOSTILE_KINDS, 5);

/** n log n, and a little for the fixed cost of each call. */
const GROWTH = (10 * Math.log(50_000)) / Math.log(5_000) + 1;

const ALGORITHMS: readonly [name: string, run: (text: string) => void][] = [
  ['linkify', linkify],
  ['hasMarkup', hasMarkup],
  ['limitCombiningMarks', limitCombiningMarks],
  ['withoutMarks', withoutMarks],
  [
    'sentences of a text that comes in parts',
    (text) => {
      const sentences = new SentenceChunker();
      for (let end = 100; end < text.length; end += 100) sentences.take('m', text.slice(0, end), true);
    },
  ],
];

/** Work is counted, not timed; counting it takes long on a busy machine. */
const SLOW = { timeout: 120_000 };

describe.each(ALGORITHMS)('%s', SLOW, (_, run) => {
  it('costs at most n log n from 5,000 to 50,000 characters, whatever the text', () => {
    for (const { name, make } of KINDS) {
      const [small, large] = [5_000, 50_000].map((length) => countWork(() => run(make(length)))) as [number, number];
      expect(large, name).toBeLessThanOrEqual(small * GROWTH + 50_000);
    }
  });
});

describe('RichParser', SLOW, () => {
  it('costs at most n log n from 5,000 to 50,000 characters, whatever the text', () => {
    const read = (text: string) => void new RichParser('en').parse(text);
    for (const { name, make } of KINDS) {
      const [small, large] = [5_000, 50_000].map((length) => countWork(() => read(make(length)))) as [number, number];
      expect(large, name).toBeLessThanOrEqual(small * GROWTH + 500_000);
    }
  });

  it('keeps the cost of each step bounded, up to the end of what is shown at first', () => {
    for (const { name, make } of KINDS) {
      expect(Math.max(...readInSteps(shownAtFirst(make(50_000)))), name).toBeLessThan(10_000_000);
    }
  });

  it('gives the same result for a long text in steps as for the whole text', () => {
    for (const { name, make } of [...KINDS, { name: 'a long answer', make: longAnswer }]) {
      const text = make(12_000);
      const parser = new RichParser('en');
      for (let end = 0; end < text.length; ) {
        end = cutText(text, end, ONE_STEP);
        parser.parse(text.slice(0, end));
      }
      expect(parser.parse(text), name).toEqual(new RichParser('en').parse(text));
    }
  });

  it('parses a streamed text at a cost per part that does not grow with the text before it', () => {
    const text = longAnswer(12_000);
    const parser = new RichParser('en');
    const costs: number[] = [];
    for (let end = 0; end < text.length; end += 40) costs.push(countWork(() => parser.parse(text.slice(0, end))));
    const quarter = Math.floor(costs.length / 4);
    expect(sum(costs.slice(-quarter))).toBeLessThan(2 * sum(costs.slice(0, quarter)));
  });

  it('loses no word of texts that exceed its limits', () => {
    const words = (nodes: readonly RichNode[]): string =>
      nodes
        .map((node) =>
          typeof node === 'string'
            ? node
            : node.tag === 'code-block'
              ? node.text
              : node.tag === 'img'
                ? node.alt
                : words(node.children ?? []),
        )
        .join('');
    for (const { name, make } of KINDS.filter(
      (kind) =>
        /^(?:emphasis|nested emphasis "\*|long words|lists and quotes)/.test(kind.name) && !kind.name.includes('~~~'),
    )) {
      const text = make(6_000);
      const letters = (given: string) => given.replace(/[^a-z]/g, '').length;
      expect(letters(words(new RichParser('en').parse(text))), name).toBe(letters(text));
    }
  });

  it('formats a long answer from its first to its last chapter', () => {
    const nodes = new RichParser('en').parse(longAnswer(60_000));
    const tags = nodes.map((node) => (typeof node === 'string' ? 'text' : node.tag));
    for (const tag of ['h3', 'p', 'ul', 'table', 'code-block', 'blockquote']) {
      expect(tags.slice(0, 10)).toContain(tag);
      expect(tags.slice(-12)).toContain(tag);
    }
    expect(nodes.filter((node) => typeof node === 'object' && node.tag === 'div')).toEqual([]);
  });

  it('keeps fenced code as code, however long it is', () => {
    const code = 'let a = 1;\n'.repeat(3_000);
    expect(new RichParser('en').parse(`Here:\n\`\`\`js\n${code}\`\`\`\nThat is *all*.`)).toMatchObject([
      { tag: 'p', children: ['Here:'] },
      { tag: 'code-block', language: 'js', text: code.trimEnd() },
      { tag: 'p' },
    ]);
  });

  it('parses a long list in parts with continuous numbers', () => {
    const text = Array.from(
      { length: 200 },
      (_, at) => `${at + 1}. This is item number ${at + 1}, with *some* words\n`,
    ).join('');
    const nodes = new RichParser('en').parse(text);
    let next = 1;
    for (const node of nodes) {
      if (typeof node === 'string' || node.tag !== 'ol') throw new Error('unexpected node next to the list');
      expect(node.attributes?.start ?? 1).toBe(next);
      next += node.children?.length ?? 0;
    }
    expect(next).toBe(201);
    // At most as many parts as drawing steps.
    expect(nodes.length).toBeLessThanOrEqual(Math.ceil(weigh(text) / ONE_STEP.weight));
  });
});

describe('the text for screen readers', () => {
  it('is as long as the text that is shown at first', () => {
    const text = 'A word, and **another**. '.repeat(4_000);
    expect(toPlainText(text, 'en').length).toBeLessThanOrEqual(shownAtFirst(text).length);
    expect(toPlainText(text, 'en').length).toBeGreaterThan(10_000);
  });
});
