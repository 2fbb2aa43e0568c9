import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** Tokens, parts, slots and the platform's branding, under a policy without inline styles. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
});

const BRAND = { activeTheme: true, v3: { general: { colors: { primary: '#0b6e69' } } } };

const style = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(`xo-chat ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const launcherColour = (page: Page) => style(page, '.launcher', 'background-color');

const opened = (page: Page, theme?: unknown, look?: string) =>
  page.evaluate(`openChat(${JSON.stringify(theme ?? null)}, ${JSON.stringify(look ?? 'light')})`);

test('a page sets tokens and dresses parts', async ({ page }) => {
  await opened(page);
  await page.locator('xo-chat .connection.good').waitFor();
  await page.locator('xo-chat').evaluate((chat) => chat.classList.add('dressed'));
  expect(await launcherColour(page)).toBe('rgb(122, 31, 162)');
  expect(await style(page, '.window', 'border-top-left-radius')).toBe('4px');
  await page.getByRole('textbox').fill('Hello');
  await page.keyboard.press('Enter');
  await page.locator('xo-chat .bubble').first().waitFor();
  expect(await style(page, '.bubble', 'border-top-left-radius')).toBe('2px');
});

test('the branding of the platform comes between the page’s tokens and the defaults', async ({ page }) => {
  for (const look of ['light', 'dark']) {
    await opened(page, BRAND, look);
    await expect.poll(() => launcherColour(page)).toBe('rgb(11, 110, 105)');
    await page.locator('xo-chat').evaluate((chat) => chat.classList.add('dressed'));
    expect(await launcherColour(page)).toBe('rgb(122, 31, 162)');
    await page.evaluate('chat.destroy()');
  }
});

test('header and launcher take what the page puts into them', async ({ page }) => {
  await opened(page);
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
  expect(await title.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
  const header = (await page.locator('xo-chat .header').boundingBox())!;
  const close = (await page.getByRole('button', { name: 'Close chat' }).first().boundingBox())!;
  expect((await title.boundingBox())!.x - header.x).toBeLessThan(30);
  expect(header.x + header.width - (close.x + close.width)).toBeLessThan(20);
  expect(await page.locator('xo-chat .name').isVisible()).toBe(false);
  expect(await page.getByText('?', { exact: true }).isVisible()).toBe(true);
});
