import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Content } from 'xo-rtm/emulator';
import {
  fixtureFiles,
  type TemplateFixture,
  templateFixture,
  templateFixtures,
} from '../../../test/fixtures/templates/template-fixtures.js';
import { axeViolations } from '../../support/axe.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { press } from './keyboard.js';
import { USES } from './uses.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp('img-src http:', 'media-src http:', 'frame-src http:'),
  emulator: { script: () => {} },
});

/** So tall that every message of a test is drawn. */
const VIEWPORT = { width: 400, height: 30_000 };

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

/** All samples of the conversation, the one that is not only in the conversation last. */
function allSamples(url: string): readonly TemplateFixture[] {
  // A sign to wait is no message.
  const files = fixtureFiles().filter((file) => file !== 'wait_for_response');
  const named = files.flatMap((file) => Object.entries(templateFixtures(file, url)));
  const last = ([name]: [string, unknown]) => Number(name === 'quick_replies above');
  return named.toSorted((one, other) => last(one) - last(other)).map(([, sample]) => sample);
}

/** Loads the page again, and all of the conversation. */
async function reload(page: Page, messages: number): Promise<ChatWindow> {
  await page.reload();
  const chat = await online(page);
  const earlier = chat.conversation.getByRole('button', { name: 'Load earlier messages' });
  await expect
    .poll(async () => {
      if (await earlier.isVisible()) await earlier.click();
      return chat.conversation.locator('.message').count();
    })
    .toBe(messages);
  await settled(chat, messages);
  return chat;
}

describe('each template', () => {
  test('is used by keyboard, and sends what the platform’s own client sends; a reload shows the same', async ({
    page,
    context,
    emulator,
    watch,
  }) => {
    // Pages of elsewhere are opened, and are not there.
    watch.forgive(/^foreign request: https:\/\/example\.com\//);
    await context.route('https://example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: 'A page' }),
    );
    await page.setViewportSize(VIEWPORT);
    const chat = await online(page);
    let messages = 0;
    for (const { sample, act, sends, opens } of USES) {
      const [file, name = file] = sample;
      const before = emulator.received.length;
      emulator.say(templateFixture(file, name, emulator.url) as Content);
      await settled(chat, ++messages);
      const [tab] = await Promise.all([opens && context.waitForEvent('page'), act(page)]);
      if (tab) {
        await expect.poll(() => tab.url(), { message: name }).toBe(opens?.replace('{{url}}', emulator.url));
        await tab.close();
        await page.bringToFront();
      }
      const sent = () => emulator.received.slice(before).flatMap(({ frame }) => frame?.message ?? []);
      if (sends) {
        await expect.poll(() => sent().length, { message: name }).toBe(1);
        await settled(chat, ++messages);
      }
      // Of those that send nothing, the next one tells: it would have been sent before.
      expect(JSON.stringify(sent()), name).toBe(JSON.stringify(sends ? [sends] : []));
    }

    await chat.say('That was all.');
    await settled(chat, ++messages);
    await expect.poll(() => chat.delivery()).toBe('Delivered');
    const sent = emulator.received.flatMap(({ frame }) => frame?.message ?? []);
    expect(sent).toHaveLength(USES.filter(({ sends }) => sends).length + 1);
    await foldAll(page);
    const before = await seen(chat);
    expect(await seen(await reload(page, messages))).toBe(before);
  }, 120_000);

  test('that nobody has used yet is the same after a reload', async ({ page, emulator }) => {
    await page.setViewportSize(VIEWPORT);
    const chat = await online(page);
    const samples = allSamples(emulator.url);
    for (const sample of samples) emulator.say(sample as Content);
    await settled(chat, samples.length);
    const above = () => page.locator('xo-chat .above-composer').ariaSnapshot();
    const before = [await seen(chat), await above()];
    expect(before[1]).toContain('Up to € 30');
    const again = await reload(page, samples.length);
    expect([await seen(again), await above()]).toEqual(before);
  }, 60_000);
});

test('the example of the guide works as it stands, beside the script tag', async ({ page, emulator }) => {
  const guide = await readFile(new URL('../../../docs/templates.md', import.meta.url), 'utf8');
  const [, example = ''] = /^```js\n(.*?)^```$/ms.exec(guide) ?? [];
  const code = example.replace(/^import .*$/m, 'const { registerTemplate } = XoChat;');
  expect(code).not.toBe(example);
  const chat = await online(page);
  const logged: string[] = [];
  page.on('console', (message) => void logged.push(message.text()));
  await page.evaluate(`{${code}}`);

  emulator.say({ template_type: 'weather', degrees: 21 });
  await press(page, '21 °C');
  await expect
    .poll(() => JSON.stringify(emulator.received.flatMap(({ frame }) => frame?.message ?? []).at(-1)))
    .toBe('{"body":"And tomorrow?"}');
  emulator.say({ template_type: 'map', place: '<b>Harbour</b>' });
  await expect.poll(() => chat.conversation.locator('figure').allInnerTexts()).toEqual(['<b>Harbour</b>']);
  emulator.say({ template_type: 'button', text: 'ACME is open.', buttons: [{ title: 'Good' }] });
  await chat.conversation.getByText('Acme is open.').waitFor();
  await expect.poll(() => logged.at(-1)).toMatch(/^\S+ Acme is open\.Good$/);
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
  await expect.poll(groups).toBe(before);
  expect(await chat.conversation.locator('.message:visible').count()).toBe(4);
});

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test('every sample can be read by everybody, in both directions and on small screens', async ({ page, emulator }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ ...VIEWPORT, width: 320 });
    const chat = await online(page);
    const samples = allSamples(emulator.url);
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
