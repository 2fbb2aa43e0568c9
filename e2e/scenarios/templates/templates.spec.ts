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

/** High enough that every message of a test is rendered. */
const VIEWPORT = { width: 400, height: 30_000 };

const online = (page: Page) => new ChatWindow(page).waitUntilOnline();

/** Waits until all messages are completely rendered. */
async function settled(chat: ChatWindow, count: number): Promise<void> {
  await expect.poll(() => chat.conversation.locator('.message').count()).toBe(count);
  await expect.poll(() => chat.conversation.locator('[aria-busy=true]').count()).toBe(0);
}

/** Resets everything that a reader has opened, searched or scrolled, because a reload does not restore that. */
async function resetAll(page: Page): Promise<void> {
  const chat = page.locator('xo-chat');
  for (const field of await chat.getByRole('searchbox').all()) await field.fill('');
  // Begins with the last one, because each click removes an element from the list.
  for (const more of (await chat.getByRole('button', { expanded: true }).all()).reverse()) await more.click();
  for (const fold of (await chat.locator('details[open] > summary').all()).reverse()) await fold.click();
  for (const strip of await chat.locator('.strip').all()) {
    await strip.evaluate((element) => element.scrollTo({ left: 0, behavior: 'instant' }));
  }
  await expect.poll(() => chat.getByRole('button', { name: 'Previous', disabled: false }).count()).toBe(0);
}

/** Returns the accessibility tree of the messages, without the relative times, which change. */
async function accessibilityTree(chat: ChatWindow): Promise<string> {
  const snapshot = await chat.conversation.locator('ol').first().ariaSnapshot();
  return snapshot.replaceAll(/^\s*- time: .*\n/gm, '');
}

/** Returns all samples of messages. The one that is also shown above the composer is the last. */
function allSamples(url: string): readonly TemplateFixture[] {
  // This one is not a message, but a sign that the bot is still working.
  const files = fixtureFiles().filter((file) => file !== 'wait_for_response');
  const named = files.flatMap((file) => Object.entries(templateFixtures(file, url)));
  const last = ([name]: [string, unknown]) => Number(name === 'quick_replies above');
  return named.toSorted((one, other) => last(one) - last(other)).map(([, sample]) => sample);
}

/** Reloads the page, and loads the whole conversation. */
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
  test('can be used by keyboard, sends what the vendor’s client sends, and is the same after a reload', async ({
    page,
    context,
    emulator,
    watch,
  }) => {
    // Links open pages of other hosts, which do not exist here.
    watch.ignore(/^foreign request: https:\/\/example\.com\//);
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
      // A message that must not be sent would be found in the check of the next sample.
      expect(JSON.stringify(sent()), name).toBe(JSON.stringify(sends ? [sends] : []));
    }

    await chat.send('That was all.');
    await settled(chat, ++messages);
    await expect.poll(() => chat.delivery()).toBe('Delivered');
    const sent = emulator.received.flatMap(({ frame }) => frame?.message ?? []);
    expect(sent).toHaveLength(USES.filter(({ sends }) => sends).length + 1);
    await resetAll(page);
    const before = await accessibilityTree(chat);
    expect(await accessibilityTree(await reload(page, messages))).toBe(before);
  }, 120_000);

  test('is the same after a reload if it was not used', async ({ page, emulator }) => {
    await page.setViewportSize(VIEWPORT);
    const chat = await online(page);
    const samples = allSamples(emulator.url);
    for (const sample of samples) emulator.say(sample as Content);
    await settled(chat, samples.length);
    const above = () => page.locator('xo-chat .above-composer').ariaSnapshot();
    const before = [await accessibilityTree(chat), await above()];
    expect(before[1]).toContain('Up to € 30');
    const again = await reload(page, samples.length);
    expect([await accessibilityTree(again), await above()]).toEqual(before);
  }, 60_000);
});

test('the example of docs/templates.md works with the script tag', async ({ page, emulator }) => {
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

test('only the code of templates on screen is loaded, each chunk once', async ({ page, emulator, watch }) => {
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

  // This template renders nothing, so it must not begin a group with a time.
  const groups = () => chat.conversation.locator('.group:visible').count();
  const before = await groups();
  emulator.say({ template_type: 'hidden_dialog' });
  await expect.poll(() => chat.conversation.locator('.silent').count()).toBe(1);
  await expect.poll(groups).toBe(before);
  expect(await chat.conversation.locator('.message:visible').count()).toBe(4);
});

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test('every sample is accessible and does not overflow, in both writing directions on a small screen', async ({
    page,
    emulator,
  }) => {
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
