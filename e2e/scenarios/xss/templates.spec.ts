import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { WireMessage } from '../../../src/protocol/inbound.js';
import {
  fixtureFiles,
  type TemplateFixture,
  templateFixtures,
} from '../../../test/fixtures/templates/template-fixtures.js';
import { withKinds, withTexts } from '../../../test/support/with-texts.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { readCorpus } from './corpus.js';
import { installWatch } from './install-watch.js';
import './page-globals.js';

/** Frames and media are allowed, so that the watch sees what a payload loads before the policy would block it. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp('img-src http: https:', 'media-src http: https:', 'frame-src *'),
  emulator: { script: () => {} },
});

/** Size of the sample. Each payload is put into every field of every template, so a few are enough. */
const SAMPLE = 24;
const { name, payloads: all } = readCorpus();
const payloads = process.env.XSS ? all : all.slice(0, SAMPLE);
/** Number of payloads in one conversation. */
const PER_USER = 12;
/** All payloads take more than an hour, the sample takes seconds. */
const TIMEOUT_MS = process.env.XSS ? 7_200_000 : 120_000;

const stringsIn = (value: unknown): number =>
  typeof value === 'string'
    ? 1
    : typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, each) => sum + stringsIn(each), 0)
      : 0;

/** Returns a sample as a part of a message. */
function toPart(sample: TemplateFixture): WireMessage {
  const component = sample.template_type === undefined ? sample : { type: 'template', payload: sample };
  return { type: 'text', component, cInfo: { body: JSON.stringify(component) } };
}

/** All samples except the sign that the bot is still working, which is not a message. */
const FILES = fixtureFiles().filter((file) => file !== 'wait_for_response');
const samplesAt = (url: string) => FILES.flatMap((file) => Object.values(templateFixtures(file, url)));

/** Opens everything that can be expanded. */
const expandAll = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('xo-chat')!.shadowRoot!;
    for (const more of root.querySelectorAll<HTMLElement>('.part :is([aria-expanded=false],[aria-haspopup=dialog])'))
      more.click();
  });

test('XSS payloads in every field of every template are shown as text', { timeout: TIMEOUT_MS }, async ({
  page,
  site,
  emulator,
  watch,
}) => {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  watch.ignore(/^foreign request/, /^failed request/, /Failed to load resource/);
  // Pictures of other hosts are requested, and do not exist here.
  await page.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.fulfill({ status: 204 }));
  await page.addInitScript(installWatch);
  await page.setViewportSize({ width: 800, height: 12_000 });
  const samples = samplesAt(emulator.url);
  let elements = 0;
  for (let first = 0; first < payloads.length; first += PER_USER) {
    const part = payloads.slice(first, first + PER_USER);
    await page.goto('about:blank');
    await page.goto(`${site.origin}/#templates${first}`);
    await expect.poll(() => page.evaluate(() => chat.client.state.status)).toBe('ready');
    // The theme loads after the first message. A page that draws thousands of payloads is too busy for its time limit.
    const theme = page.waitForResponse(/activetheme/);
    emulator.say('Hello', { to: `templates${first}` });
    await theme;
    for (const payload of part) {
      const texts = samples.map((sample) => withTexts(sample, payload));
      const kinds = samples.map((sample) => withKinds(sample, payload));
      for (const hostile of [texts, kinds]) {
        emulator.say(
          hostile.map((each) => toPart(each as TemplateFixture)),
          { to: `templates${first}` },
        );
      }
    }
    const drawn = () => page.evaluate(() => harmWatch.drawn.size);
    await expect.poll(drawn, { timeout: 60_000 }).toBe(1 + part.length * 2);
    const isBusy = () => page.locator('xo-chat').locator('[aria-busy=true]').count();
    await expect.poll(isBusy, { timeout: 60_000 }).toBe(0);
    await expandAll(page);
    const seen = await page.evaluate(() => {
      const { executions, eventAttributes, scriptUrls, frames, elements: count, forms } = harmWatch;
      return { harm: { executions, eventAttributes, scriptUrls, frames }, count, forms };
    });
    expect(seen.harm).toEqual({ executions: [], eventAttributes: [], scriptUrls: [], frames: [] });
    // Three samples contain a page, and need an iframe even with other type names.
    expect(seen.forms).toBe(part.length * 3);
    elements += seen.count;
  }
  const fields = samples.reduce((sum, sample) => sum + stringsIn(sample), 0);
  console.log(
    `${payloads.length} payloads (${name}) in ${fields} fields of ${samples.length} templates, ${elements} elements, no harm`,
  );
});
