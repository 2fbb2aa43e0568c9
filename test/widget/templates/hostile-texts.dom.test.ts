import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageComponent } from '../../../src/protocol/component.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { fixtureFiles, type TemplateFixture, templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { countWork } from '../../support/counted-work.js';
import { drawPart, loadChunk, partOf } from '../../support/draw-part.js';
import { HOSTILE_KINDS } from '../../support/hostile-texts.js';
import { sample as sampleOf } from '../../support/sample.js';
import { withTexts } from '../../support/with-texts.js';

const LENGTH = 20_000;

/** The most expensive kind of each group, in work or in elements. */
const MOST_EXPENSIVE = [
  'links "https://a.b/ "',
  'links "see https://a.b/" ")"',
  'emphasis "_*a"',
  'brackets "["',
  'lists and quotes "- a\\n"',
  'tables "" "|a"',
  'html "<b>a"',
  'entities "&amp;"',
  'marks "a" "\u0301"',
  'line ends "a\\n"',
  'long words "a"',
  'all of Unicode',
].map((wanted) => {
  const kind = HOSTILE_KINDS.find(({ name }) => name === wanted);
  if (!kind) throw new Error(`unable to find the hostile text ${wanted}; the generator makes none of that name`);
  return kind;
});

const SAMPLES = fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file)));

/** Limits for all texts of a template together, in the task that draws it. */
const MAX_WORK = 1_000_000;
const MAX_ELEMENTS = 400;

const warn = vi.spyOn(console, 'warn');

beforeAll(() => richText.load());
beforeEach(() => {
  warn.mockReset();
});
afterEach(() => {
  expect(warn).not.toHaveBeenCalled();
  document.body.replaceChildren();
});

/** Draws a part, counts the work and the elements until the task ends, and removes it. */
function cost(part: MessageComponent): { work: number; elements: number } {
  let drawn: ReturnType<typeof drawPart> | undefined;
  const work = countWork(() => {
    drawn = drawPart(part);
  });
  const elements = drawn!.box.querySelectorAll('*').length;
  drawn!.remove();
  return { work, elements };
}

/** Copies of the part, each with another one of its texts replaced. */
function withEachText(part: MessageComponent, text: string): MessageComponent[] {
  const marker = '\ufffc';
  const count = JSON.stringify(withTexts(part, marker)).split(marker).length - 1;
  return Array.from({ length: count }, (_, wanted) => {
    let at = 0;
    const original = texts(part);
    return JSON.parse(JSON.stringify(withTexts(part, marker)), (_key, value) =>
      value === marker ? (at++ === wanted ? text : original[at - 1]) : value,
    ) as MessageComponent;
  });
}

/** The texts that withTexts() replaces, in their order. */
function texts(part: MessageComponent): string[] {
  const marker = '\ufffc';
  const found: string[] = [];
  const walk = (value: unknown, replaced: unknown) => {
    if (replaced === marker) found.push(value as string);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) walk(each, (replaced as Record<string, unknown>)[key]);
    }
  };
  walk(part, withTexts(part, marker));
  return found;
}

describe.each(SAMPLES.map(([name, sample], index) => [name, sample, index] as const))(
  '%s',
  { timeout: 30_000 },
  (_, sample: TemplateFixture, index) => {
    const part = partOf(sample);

    beforeAll(() => loadChunk(part));

    it('is drawn at a bounded cost with hostile texts in all of its fields', () => {
      for (const { name, make } of sampleOf(MOST_EXPENSIVE, 3, index)) {
        const { work, elements } = cost(withTexts(part, make(LENGTH)) as MessageComponent);
        expect(work, name).toBeLessThan(MAX_WORK);
        expect(elements, name).toBeLessThan(MAX_ELEMENTS);
      }
    });

    it('is drawn at a bounded cost with a hostile text in any one of its fields', () => {
      const parts = MOST_EXPENSIVE.slice(0, 1).flatMap(({ make }) => withEachText(part, make(LENGTH)));
      const before = cost(part).elements;
      for (const each of parts) {
        const { work, elements } = cost(each);
        expect(work).toBeLessThan(MAX_WORK);
        expect(elements).toBeLessThan(before + MAX_ELEMENTS);
      }
    });
  },
);

/** Draws the kinds and samples with most elements completely, in as many tasks as necessary. */
describe.each(SAMPLES.filter(([name]) => /^(?:table|list|listView|carousel|advanced_multi_select)$/.test(name)))(
  '%s, drawn completely',
  { timeout: 60_000 },
  (_, sample) => {
    const part = partOf(sample);
    beforeAll(() => loadChunk(part));

    it('has a bounded number of elements and characters', async () => {
      for (const { make } of MOST_EXPENSIVE.filter(({ name }) => /^(?:links "https|lists)/.test(name))) {
        const { box, remove } = drawPart(withTexts(part, make(LENGTH)) as MessageComponent);
        const busy = () => box.querySelectorAll('.rest[disabled]').length;
        let before = -1;
        await expect
          .poll(
            () => {
              const now = box.getElementsByTagName('*').length;
              const isSame = now === before && busy() === 0;
              before = now;
              return isSame;
            },
            { timeout: 25_000, interval: 300 },
          )
          .toBe(true);
        expect(before).toBeLessThan(10_000);
        expect(box.textContent.length).toBeLessThan(110_000);
        remove();
      }
    });
  },
);
