import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Content } from 'xo-rtm/emulator';
import { fixtureFiles, templateFixture, templateFixtures } from '../../../test/fixtures/templates/template-fixtures.js';
import { withTexts } from '../../../test/support/with-texts.js';
import { axeViolations } from '../../support/axe.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { type Harm, type HarmWatch, installWatch } from '../xss/install-watch.js';
import { USES } from './uses.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp('img-src http:', 'media-src http:', 'frame-src http:'),
  emulator: { script: () => {} },
});

/** So tall that every message of a test is drawn. */
const VIEWPORT = { width: 400, height: 16_000 };

async function online(page: Page): Promise<ChatWindow> {
  const chat = new ChatWindow(page);
  await expect.poll(() => chat.says('Online')).toBe(true);
  return chat;
}

/** All that was said is on screen in its final form. */
async function settled(chat: ChatWindow, count: number): Promise<void> {
  await expect.poll(() => chat.conversation.locator('.message').count()).toBe(count);
  await expect.poll(() => chat.conversation.locator('[aria-busy=true]').count()).toBe(0);
}

/** Puts back what a reader has opened, sought or folded: that is theirs, and no part of the conversation. */
async function foldAll(page: Page): Promise<void> {
  const chat = page.locator('xo-chat');
  for (const field of await chat.getByRole('searchbox').all()) await field.fill('');
  // From the last one: each click takes one away from those that are counted.
  for (const more of (await chat.getByRole('button', { expanded: true }).all()).reverse()) await more.click();
  for (const fold of (await chat.locator('details[open] > summary').all()).reverse()) await fold.click();
  for (const strip of await chat.locator('.strip').all()) {
    await strip.evaluate((element) => element.scrollTo({ left: 0, behavior: 'instant' }));
  }
  await expect.poll(() => chat.getByRole('button', { name: 'Previous', disabled: false }).count()).toBe(0);
}

/** Texts and roles of the conversation. How long ago it was may change while one looks. */
async function seen(chat: ChatWindow): Promise<string> {
  const snapshot = await chat.conversation.locator('ol').first().ariaSnapshot();
  return snapshot.replaceAll(/^\s*- time: .*\n/gm, '');
}

describe('each template', () => {
  test('is used by keyboard, and sends what the platform’s own client sends; a reload shows the same', async ({
    page,
    emulator,
  }) => {
    await page.setViewportSize(VIEWPORT);
    const chat = await online(page);
    let messages = 0;
    for (const { sample, act, sends } of USES) {
      const [file, name = file] = sample;
      const before = emulator.received.length;
      emulator.say(templateFixture(file, name, emulator.url) as Content);
      await settled(chat, ++messages);
      await act(page);
      const sent = () => emulator.received.slice(before).flatMap(({ frame }) => frame?.message ?? []);
      await expect.poll(() => sent().length, { message: name }).toBe(1);
      expect(JSON.stringify(sent()[0]), name).toBe(JSON.stringify(sends));
      await settled(chat, ++messages);
    }

    await expect.poll(() => chat.delivery()).toBe('Delivered');
    await foldAll(page);
    const before = await seen(chat);
    await page.reload();
    await online(page);
    const earlier = chat.conversation.getByRole('button', { name: 'Load earlier messages' });
    await expect
      .poll(async () => {
        if (await earlier.isVisible()) await earlier.click();
        return chat.conversation.locator('.message').count();
      })
      .toBe(messages);
    await settled(chat, messages);
    await expect.poll(() => seen(chat)).toBe(before);
  }, 120_000);
});

test('only what is on screen is loaded, each part once', async ({ page, emulator, watch }) => {
  const chat = await online(page);
  const loaded = () => watch.scripts.map(({ url }) => /xo-chat\/(.+)-[\w-]{8}\.js$/.exec(url)?.[1] ?? '');
  emulator.say('Just words.');
  await settled(chat, 1);
  expect(loaded()).not.toContain('parts');
  emulator.say(templateFixture('button', 'button', emulator.url) as Content);
  await settled(chat, 2);
  expect(loaded()).toContain('parts');
  expect(loaded()).not.toContain('cards');
  for (let time = 0; time < 2; time++) emulator.say(templateFixture('carousel', 'carousel', emulator.url) as Content);
  await settled(chat, 4);
  expect(loaded().filter((name) => name === 'cards')).toEqual(['cards']);
  expect(loaded()).not.toContain('lists');
  expect(loaded()).not.toContain('charts');

  // A sign is nothing to see, and has no time of its own.
  const groups = () => chat.conversation.locator('.group:visible').count();
  const before = await groups();
  emulator.say({ template_type: 'hidden_dialog' });
  await expect.poll(() => chat.conversation.locator('.silent').count()).toBe(1);
  expect(await groups()).toBe(before);
  expect(await chat.conversation.locator('.message:visible').count()).toBe(4);
});

/** Words that want to be markup, an address, and what ends an attribute. */
const HOSTILE = [
  `<img src=x onerror=alert(1)><svg onload=alert(1)><iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  'javascript:alert(1)',
  `"><script>alert(1)</script>' onfocus=alert(1) autofocus x="`,
];

test('hostile words in every field of every template are words', async ({ page, emulator }) => {
  await page.addInitScript(installWatch);
  await page.setViewportSize({ ...VIEWPORT, height: 30_000 });
  await page.reload();
  const chat = await online(page);
  const files = fixtureFiles().filter((file) => file !== 'wait_for_response');
  const samples = files.flatMap((file) => Object.values(templateFixtures(file, emulator.url)));
  const drawn = () => page.evaluate(() => (globalThis as unknown as { harmWatch: HarmWatch }).harmWatch.drawn.size);
  for (const words of HOSTILE) {
    const before = await drawn();
    for (const sample of samples) emulator.say(withTexts(sample, words) as Content);
    // Of a long conversation only the end is in the page.
    await expect.poll(drawn).toBe(before + samples.length);
    await expect.poll(() => chat.conversation.locator('[aria-busy=true]').count()).toBe(0);
    // What unfolds is drawn, too.
    for (const more of (await chat.conversation.getByRole('button', { expanded: false }).all()).reverse()) {
      await more.evaluate((button: HTMLElement) => button.click());
    }
  }
  const harm = await page.evaluate(() => {
    const { executions, eventAttributes, scriptUrls, frames } = (globalThis as unknown as { harmWatch: Harm })
      .harmWatch;
    return { executions, eventAttributes, scriptUrls, frames };
  });
  expect(harm).toEqual({ executions: [], eventAttributes: [], scriptUrls: [], frames: [] });
}, 60_000);

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test('every sample can be read by everybody, in both directions and on small screens', async ({ page, emulator }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ ...VIEWPORT, width: 320 });
    const chat = await online(page);
    // A sign to wait is no message.
    const files = fixtureFiles().filter((file) => file !== 'wait_for_response');
    const samples = files.flatMap((file) => Object.values(templateFixtures(file, emulator.url)));
    for (const sample of samples) emulator.say(sample as Content);
    await settled(chat, samples.length);
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((direction) => {
        document.documentElement.dir = direction;
      }, dir);
      const overflow = await chat.conversation.evaluate((list) => list.scrollWidth - list.clientWidth);
      expect(overflow, dir).toBe(0);
      expect(await axeViolations(page), dir).toEqual([]);
    }
  }, 60_000);
});
