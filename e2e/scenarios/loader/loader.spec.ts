import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { gzippedSize, LIMITS } from '../../../tools/support/sizes.mjs';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { watchConnections } from '../../support/watch-connections.js';

/** The script tag that only contains the launcher, under the strictest policy. */
const test = scenarioTest(import.meta.url, { csp: strictCsp() });

const isDefined = (page: Page) => page.evaluate("customElements.get('xo-chat') !== undefined");

test('loads only the launcher, and the chat on the first interaction', async ({ page, emulator, watch }) => {
  const connections = watchConnections(page, emulator);
  const chat = new ChatWindow(page);
  const box = () => chat.launcher.boundingBox();
  await chat.launcher.waitFor();
  const before = await box();
  const bodies = await Promise.all(watch.scripts.map((script) => script.read()));
  const bytes = bodies.map(gzippedSize);
  console.log(`script of the launcher: ${bytes} bytes, gzip -9`);
  expect(bytes).toHaveLength(1);
  expect(bytes[0]).toBeLessThanOrEqual(LIMITS.launcher);
  expect(await isDefined(page)).toBe(false);
  expect(await page.evaluate('Object.keys(XoChat).sort()')).toEqual([
    'allow',
    'base',
    'forget',
    'load',
    'use',
    'version',
  ]);

  await chat.launcher.click();
  await expect.poll(() => chat.input.evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await page.evaluate('typeof XoChat.mountChat')).toBe('function');
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  await expect.poll(() => connections).toMatchObject({ jwts: 1, sockets: 1 });

  await page.keyboard.press('Escape');
  await chat.launcher.waitFor();
  expect(await chat.launcher.count()).toBe(1);
  // The launcher grows under the pointer.
  await page.mouse.move(0, 0);
  await expect.poll(box).toEqual(before);
});

test('works by keyboard, and keeps the focus', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.launcher.waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(() => chat.launcher.evaluate((launcher) => launcher.matches(':focus'))).toBe(true);
  // The chat is loaded while the launcher has the focus. Its own launcher takes over the focus.
  await page.evaluate('XoChat.load()');
  await expect.poll(() => chat.launcher.evaluate((launcher) => launcher.matches(':focus'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => chat.input.evaluate((field) => field.matches(':focus'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => chat.launcher.evaluate((launcher) => launcher.matches(':focus'))).toBe(true);
});

test('can be configured and opened by the page', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.launcher.waitFor();
  await page.evaluate(`
    XoChat.use(({ registerCatalogue }) => registerCatalogue({ language: 'en', writeMessage: 'Ask away' }));
    document.querySelector('xo-chat').open = true;
  `);
  await page.locator('xo-chat').getByRole('textbox', { name: 'Ask away' }).waitFor();
  await expect.poll(() => isDefined(page)).toBe(true);
});
