import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Emulator } from 'xo-rtm/emulator';
import type { ChatFeatures } from '../../../src/widget/store/chat-features.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** Tokens, parts, slots and the platform's branding, under a policy without inline styles. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
});

/** The accent colour of the emulator's theme, and the default one of the window. */
const BRAND = 'rgb(11, 110, 105)';
const OWN = 'rgb(47, 84, 235)';

const style = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(`xo-chat ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const launcherColour = (page: Page) => style(page, '.launcher', 'background-color');

/** Opens a chat and waits for a message of the bot, because the window only requests the branding after the first message. */
const open = async (page: Page, emulator: Emulator, features: ChatFeatures = {}, theme = 'light') => {
  await page.evaluate(`openChat(${JSON.stringify(features)}, ${JSON.stringify(theme)})`);
  await page.locator('xo-chat .connection.good').waitFor();
  emulator.say('Hello!');
  await page.locator('xo-chat .group.bot .bubble').first().waitFor();
};

test('a page can set tokens and style parts', async ({ page, emulator }) => {
  await open(page, emulator);
  await page.locator('xo-chat .connection.good').waitFor();
  await page.locator('xo-chat').evaluate((chat) => chat.classList.add('dressed'));
  await expect.poll(() => launcherColour(page)).toBe('rgb(122, 31, 162)');
  await expect.poll(() => style(page, '.window', 'border-top-left-radius')).toBe('4px');
  await page.getByRole('textbox').fill('Hello');
  await page.keyboard.press('Enter');
  await page.locator('xo-chat .bubble').first().waitFor();
  await expect.poll(() => style(page, '.bubble', 'border-top-left-radius')).toBe('2px');
});

test('the branding of the platform overrides the defaults, and tokens of the page override the branding', async ({
  page,
  emulator,
}) => {
  for (const theme of ['light', 'dark']) {
    await open(page, emulator, {}, theme);
    await expect.poll(() => launcherColour(page)).toBe(BRAND);
    await page.locator('xo-chat').evaluate((chat) => chat.classList.add('dressed'));
    await expect.poll(() => launcherColour(page)).toBe('rgb(122, 31, 162)');
    await page.evaluate('chat.destroy()');
  }
});

test('a platform whose theme cannot be loaded causes a warning, and the defaults apply', async ({
  page,
  emulator,
  watch,
}) => {
  emulator.faults.add({ match: { at: 'http', endpoint: 'activetheme' }, action: { type: 'status', status: 500 } });
  await open(page, emulator);
  const seen: string[] = [];
  await expect
    .poll(() => seen.push(...watch.takeFindings().map(({ text }) => text)) && seen.join())
    .toContain('unable to load the theme of the platform');
  // The browser itself also logs the 500, possibly later.
  watch.ignore(/\b500\b/);
  await page.getByRole('textbox').fill('Hello');
  await page.keyboard.press('Enter');
  await page.locator('xo-chat .group.bot .bubble').first().waitFor();
  await expect.poll(() => launcherColour(page)).toBe(OWN);
  expect(seen.filter((text) => text.includes('theme of the platform'))).toHaveLength(1);
});

test('a page can disable the branding, and show its own quick starts', async ({ page, emulator }) => {
  const paths: string[] = [];
  emulator.observe((entry) => 'path' in entry && paths.push(String(entry.path)));
  await open(page, emulator, {
    branding: false,
    welcome: { title: 'How can we help?', quickStarts: ['Where is my order?'] },
  });
  await page.getByRole('heading', { name: 'How can we help?' }).waitFor();
  await page.getByRole('button', { name: 'Where is my order?' }).click();
  await expect.poll(() => page.locator('xo-chat .group.user .bubble').innerText()).toBe('Where is my order?');
  await expect.poll(() => page.getByRole('heading', { name: 'How can we help?' }).count()).toBe(0);
  expect(paths.join()).not.toContain('activetheme');
  await expect.poll(() => launcherColour(page)).toBe(OWN);
});

test('header and launcher have slots for elements of the page', async ({ page, emulator }) => {
  await open(page, emulator);
  await page.locator('xo-chat').evaluate((chat) => {
    const title = document.createElement('strong');
    title.slot = 'header';
    title.textContent = 'Ask the harbour';
    const sign = document.createElement('span');
    sign.slot = 'launcher';
    sign.textContent = '?';
    chat.append(title, sign);
  });
  const title = page.getByText('Ask the harbour');
  await expect.poll(() => title.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
  const header = (await page.locator('xo-chat .header').boundingBox())!;
  const close = (await page.getByRole('button', { name: 'Close chat' }).first().boundingBox())!;
  expect((await title.boundingBox())!.x - header.x).toBeLessThan(30);
  expect(header.x + header.width - (close.x + close.width)).toBeLessThan(20);
  await expect.poll(() => page.locator('xo-chat .name').isVisible()).toBe(false);
  await expect.poll(() => page.getByText('?', { exact: true }).isVisible()).toBe(true);
});
