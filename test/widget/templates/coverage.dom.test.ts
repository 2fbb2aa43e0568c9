import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { USES as FORM_USES } from '../../../e2e/scenarios/forms/uses.js';
import { USES } from '../../../e2e/scenarios/templates/uses.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { coreTemplates } from '../../../src/widget/templates/core.js';
import type { TemplateChunk } from '../../../src/widget/templates/draw-template.js';
import { componentChunk, templateChunk } from '../../../src/widget/templates/template-table.js';
import { fixtureFiles, templateFixtures } from '../../fixtures/templates/template-fixtures.js';
import { COMPONENTS } from '../../protocol/templates/components.js';
import { PARSERS } from '../../protocol/templates/parsers.js';
import { drawn } from '../../support/chat-page.js';
import { drawPart, loadChunk, partOf } from '../../support/draw-part.js';

/** Checks that every template is tested with a sample, with a thousand invalid payloads, and by keyboard in a real browser. */

/** Templates and components that share the samples of another one. */
const AS: Readonly<Record<string, string>> = {
  start_timer: 'wait_for_response',
  session_end: 'wait_for_response',
  conversation_end: 'wait_for_response',
  hidden_dialog: 'wait_for_response',
  file: 'document',
  // Files that users attach are tested in e2e/scenarios/attachments.
  attachment: 'document',
  form: 'digital-form',
};

/** Samples with a page in a frame are tested in e2e/scenarios/digital-form, because the window does not see what they send. */
const IN_FRAMES = ['digital form', 'inline form', 'iframe'];

const SAMPLES = fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file)));
const USED = new Set([
  ...USES.map(({ sample: [file, name = file] }) => name),
  ...FORM_USES.map(({ file, name = file }) => name),
  ...IN_FRAMES,
]);

const chunks: TemplateChunk[] = [];

beforeAll(async () => {
  const lazy = await Promise.all([
    import('../../../src/widget/templates/answers/answers.js'),
    import('../../../src/widget/templates/cards/cards.js'),
    import('../../../src/widget/templates/charts/charts.js'),
    import('../../../src/widget/templates/forms/forms.js'),
    import('../../../src/widget/templates/embeds/frames.js'),
    import('../../../src/widget/templates/lists/lists.js'),
    import('../../../src/widget/templates/media/media.js'),
    import('../../../src/widget/templates/tables/tables.js'),
  ]);
  chunks.push(coreTemplates, ...lazy.map(({ chunk }) => chunk));
  await richText.load();
});
afterEach(() => document.body.replaceChildren());

const drawnTypes = () => chunks.flatMap(({ templates }) => Object.keys(templates)).sort();

describe('each template that is drawn', () => {
  it('has an entry in the template table', () => {
    expect(drawnTypes().filter((type) => !templateChunk(type) && !componentChunk(type))).toEqual([]);
  });

  it('has samples, which the browser tests and the gallery use as well', () => {
    const files = new Set(fixtureFiles());
    expect(drawnTypes().filter((type) => !files.has(AS[type] ?? type))).toEqual([]);
  });

  it('has a parser that is tested with invalid payloads', () => {
    const tried = new Set([...Object.keys(PARSERS), ...COMPONENTS]);
    expect(drawnTypes().filter((type) => !tried.has(AS[type] ?? type))).toEqual([]);
    expect(fixtureFiles().filter((file) => !tried.has(file))).toEqual([]);
  });
});

describe('each sample', () => {
  it.each(SAMPLES)(
    '%s is used by keyboard in the browser, if there is anything in it to be used',
    async (name, sample) => {
      const part = partOf(sample);
      await loadChunk(part);
      const { box } = drawPart(part);
      await drawn();
      const controls = box.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex], audio, video',
      );
      const isUsed = USED.has(name);
      expect(isUsed, `${controls.length} controls; a row in uses.ts`).toBe(
        controls.length > 0 || IN_FRAMES.includes(name),
      );
    },
  );

  it('that the browser tests name exists', () => {
    const names = new Set(SAMPLES.map(([name]) => name));
    expect([...USED].filter((name) => !names.has(name))).toEqual([]);
  });
});
