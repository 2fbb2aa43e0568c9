import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageComponent } from '../../../src/protocol/component.js';
import { richText } from '../../../src/widget/text/rich-text.js';
import { fixtureFiles, templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { countWork } from '../../support/counted-work.js';
import { drawPart, loadChunk, partOf } from '../../support/draw-part.js';
import { harmIn } from '../../support/harm-in.js';
import { HOSTILE_KINDS } from '../../support/hostile-texts.js';
import { withTexts } from '../../support/with-texts.js';

const LENGTH = 20_000;

const NASTIEST = ['links "https://a.b/ "', 'emphasis "_*a"', 'brackets "["', 'lists and quotes "- a\\n"', 'tables "" "|a"', 'marks "a" "\u0301"', 'line ends "\\n"', 'long words "a"', 'html "<b>a"', 'brackets ")"'];
const samples = fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file)));

beforeAll(() => richText.load());
afterEach(() => document.body.replaceChildren());
const stat: any[] = [];
describe.each(samples)('%s', (name, sample) => {
  const part = partOf(sample);
  beforeAll(() => loadChunk(part));
  it.each(NASTIEST)('x %s', async (kindName) => {
    const kind = HOSTILE_KINDS.find((k) => k.name === kindName);
    if (!kind) throw new Error(kindName);
    const t0 = performance.now();
    let drawn!: ReturnType<typeof drawPart>;
    const hostile = withTexts(part, kind.make(LENGTH)) as MessageComponent;
    const work = countWork(() => { drawn = drawPart(hostile); });
    const first = drawn.box.querySelectorAll('*').length;
    let last = -1; 
    for (let n = 0; n !== last; ) { last = n; await new Promise((r) => setTimeout(r, 50)); n = drawn.box.querySelectorAll('*').length + drawn.box.textContent!.length; }
    stat.push([name, kindName, work, first, drawn.box.querySelectorAll('*').length, drawn.box.textContent!.length, performance.now() - t0 | 0]);
    drawn.remove();
  });
});
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';
afterAll(() => writeFileSync('/tmp/hs/stat.json', JSON.stringify(stat)));
