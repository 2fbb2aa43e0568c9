import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageComponent } from '../../../src/protocol/component.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { fixtureFiles, type TemplateFixture, templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { drawPart, loadChunk, partOf } from '../../support/draw-part.js';
import { harmIn } from '../../support/harm-in.js';
import { HOSTILE, mutated } from '../../support/mutated-payload.js';
import { withTexts } from '../../support/with-texts.js';

const SAMPLES = fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file)));
/** Samples of signals, which draw nothing. */
const SILENT = new Set(['wait_for_response']);
const RUNS = 30;

/** Whether the part may contain a frame. */
const mayFrame = (part: MessageComponent) => part.type === 'form' || JSON.stringify(part).includes('"iframe"');

const warn = vi.spyOn(console, 'warn');

beforeAll(() => richText.load());
beforeEach(() => {
  warn.mockReset();
});
afterEach(() => {
  document.body.replaceChildren();
});

describe.each(SAMPLES)('%s', (name, sample: TemplateFixture) => {
  const part = partOf(sample);

  beforeAll(() => loadChunk(part));

  it('is drawn with some content', () => {
    const { box } = drawPart(part);
    expect(box.querySelector('[aria-busy]')).toBeNull();
    const content = box.textContent || box.querySelector('img, audio, video, iframe');
    if (SILENT.has(name)) expect(box.textContent).toBe('');
    else expect(content).toBeTruthy();
    expect(warn).not.toHaveBeenCalled();
    expect(harmIn(box, { frames: mayFrame(part) })).toEqual([]);
  });

  it('is drawn without errors from invalid payloads', () => {
    if (part.type !== 'template') return;
    fc.assert(
      fc.property(mutated(part.payload), (payload) => {
        const { box, remove } = drawPart({ ...part, payload: payload as typeof part.payload });
        expect(harmIn(box, { frames: mayFrame(part) })).toEqual([]);
        remove();
        expect(warn).not.toHaveBeenCalled();
      }),
      { numRuns: RUNS },
    );
  });

  it('draws hostile texts as plain text', () => {
    for (const hostile of HOSTILE) {
      const { box, remove } = drawPart(withTexts(part, hostile) as MessageComponent);
      expect(harmIn(box), hostile).toEqual([]);
      remove();
    }
    expect(warn).not.toHaveBeenCalled();
  });
});
