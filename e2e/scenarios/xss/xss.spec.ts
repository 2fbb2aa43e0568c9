import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { readCorpus } from './corpus.js';
import { hostileItems, hostileTemplates } from './hostile-items.js';
import { installWatch } from './install-watch.js';
import './page-globals.js';

/** Strict: what gets through the window would be told as a violation. None: what gets through would run. */
const STRICT = strictCsp('img-src http: https:');

const { name, payloads } = readCorpus();
/** So many payloads are one conversation: the list stays short, and its history is a few pages. */
const PER_USER = 150;
/** Tall enough that a windowed list draws many messages at once. */
const VIEWPORT = { width: 800, height: 12_000 };
/** The whole takes half an hour, the sample seconds: one that stands still is not waited for. */
const TIMEOUT_MS = process.env.XSS ? 3_600_000 : 120_000;

const NO_HARM = { executions: [], eventAttributes: [], scriptUrls: [], frames: [] };

async function watchHarm(page: Page): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
  // Pictures of elsewhere: asked for, as they should be, and never there.
  await page.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.fulfill({ status: 204 }));
  await page.addInitScript(installWatch);
  await page.setViewportSize(VIEWPORT);
}

const openAs = async (page: Page, origin: string, user: string) => {
  // By way of an empty page: a change of the hash alone loads nothing.
  await page.goto('about:blank');
  await page.goto(`${origin}/#${user}`);
  await expect.poll(() => page.evaluate(() => chat.client.state.status)).toBe('ready');
};

/** Scrolls from the newest message to the oldest until every message was drawn. */
async function drawAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const scroller = document.querySelector('xo-chat')!.shadowRoot!.querySelector('.scroller')!;
    scroller.scrollTop = scroller.scrollHeight;
    const allDrawn = () => chat.client.messages.every(({ id }) => harmWatch.drawn.has(id));
    for (let step = 0; step < 400 && !allDrawn(); step++) {
      await frame();
      await frame();
      scroller.scrollTop =
        scroller.scrollTop > 0 ? scroller.scrollTop - scroller.clientHeight * 0.7 : scroller.scrollHeight;
    }
    await frame();
  });
}

const harmOn = (page: Page) =>
  page.evaluate(() => {
    const { executions, eventAttributes, scriptUrls, frames, elements, forms, drawn } = harmWatch;
    const isDrawn = ({ id }: { id: string }) => drawn.has(id);
    const { messages } = chat.client;
    return {
      harm: { executions, eventAttributes, scriptUrls, frames },
      elements,
      forms,
      messages: messages.length,
      notDrawn: messages.filter((message) => !isDrawn(message)).length,
    };
  });

console.log(`hostile words: ${payloads.length} payloads, ${name}`);

describe.each([
  ['under a strict policy', { csp: STRICT }],
  ['without a policy', {}],
])('hostile words %s (vendor defect 36)', (policy, options) => {
  const test = scenarioTest(import.meta.url, { ...options, emulator: { script: () => {} } });

  test('do nothing, live and from the history', { timeout: TIMEOUT_MS }, async ({ page, site, emulator, watch }) => {
    await watchHarm(page);
    // Pictures that payloads point to are asked for elsewhere, or fail; that is what addresses of pictures do.
    watch.forgive(/^foreign request/, /^failed request/, /Failed to load resource/);
    let elements = 0;
    let forms = 0;
    for (let first = 0; first < payloads.length; first += PER_USER) {
      const part = payloads.slice(first, first + PER_USER);
      const user = `user${first}`;

      await openAs(page, site.origin, user);
      for (const [index, payload] of part.entries()) {
        const author = { firstName: payload, lastName: payload, profImage: payload };
        const items = [...hostileItems(payload), ...hostileTemplates(payload, first + index)];
        emulator.say(items, { to: user, as: 'agent', author });
      }
      // And as the user's own words.
      await page.evaluate((words) => Promise.all(words.map((each) => chat.client.send(each))), part);
      const total = part.length * 2;
      await expect.poll(() => page.evaluate(() => chat.client.messages.length), { timeout: 60_000 }).toBe(total);
      await drawAll(page);
      const live = await harmOn(page);
      expect(live.harm).toEqual(NO_HARM);
      expect(live.notDrawn).toBe(0);

      await openAs(page, site.origin, user);
      await page.evaluate(async () => {
        while ((await chat.client.loadHistory({ limit: 20 })).hasMore);
      });
      await expect.poll(() => page.evaluate(() => chat.client.messages.length), { timeout: 60_000 }).toBe(total);
      await drawAll(page);
      const old = await harmOn(page);
      expect(old.harm).toEqual(NO_HARM);
      expect(old.notDrawn).toBe(0);
      elements += live.elements + old.elements;
      forms += live.forms + old.forms;
    }
    console.log(
      `${policy}: ${payloads.length} payloads live and from the history, ${elements} elements, ${forms} forms in frames, no harm`,
    );
  });
});

const test = scenarioTest(import.meta.url, { emulator: { script: () => {} } });

test('the watch would have seen harm', async ({ page, site, watch }) => {
  await watchHarm(page);
  // Harm is what this page is for.
  watch.forgive(/./);
  await openAs(page, site.origin, 'control');
  await page.evaluate((hostile) => {
    const root = document.querySelector('xo-chat')!.shadowRoot!;
    for (const each of hostile) root.append(document.createRange().createContextualFragment(each));
  }, payloads.slice(-60));
  await expect.poll(async () => (await harmOn(page)).harm.executions.length).toBeGreaterThan(0);
  const { harm } = await harmOn(page);
  expect(harm.eventAttributes.length).toBeGreaterThan(0);
  expect(harm.scriptUrls.length).toBeGreaterThan(0);
  expect(harm.frames.length).toBeGreaterThan(0);
});
