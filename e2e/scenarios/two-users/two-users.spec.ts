import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Emulator } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, { csp: strictCsp(), emulator: { script: () => {} } });

/** What page.js offers. */
interface App {
  app: { user: string; mount(user: string): void; chat: { destroy(): void } };
  XoChat: { forget(): void };
}

/** Opens a page for this user in the same tab, and waits until it can be written in. */
async function visit(page: Page, origin: string, user: string): Promise<ChatWindow> {
  await page.goto(`${origin}/?user=${user}`);
  return ready(page);
}

async function ready(page: Page): Promise<ChatWindow> {
  const chat = new ChatWindow(page);
  await expect.poll(() => chat.says('Online')).toBe(true);
  await chat.loadComposer();
  return chat;
}

/** A logout and a login without a reload. */
const switchTo = (page: Page, user: string) =>
  page.evaluate((user) => {
    const { app } = globalThis as unknown as App;
    app.chat.destroy();
    app.mount(user);
  }, user);

const stored = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

/** What the platform has recorded of this user's own words. */
const textsOf = (emulator: Emulator, user: string) =>
  emulator
    .messages(user)
    .filter(({ type }) => type === 'incoming')
    .map(({ components }) => components[0]?.data?.text);

test('a draft is of the user who wrote it: another one of the tab never sees it', async ({ page, site }) => {
  const anna = await visit(page, site.origin, 'anna');
  await anna.input.pressSequentially('my IBAN is DE00 1234');
  await expect.poll(() => stored(page)).toContain('DE00');
  await switchTo(page, 'berta');
  const berta = await ready(page);
  expect(await berta.input.inputValue()).toBe('');
  expect(await (await visit(page, site.origin, 'berta')).input.inputValue()).toBe('');
  const again = await visit(page, site.origin, 'anna');
  await expect.poll(() => again.input.inputValue()).toBe('my IBAN is DE00 1234');
});

test('a message that waits is sent by pages of its user, and shown to nobody else', async ({
  page,
  site,
  context,
  emulator,
  watch,
}) => {
  watch.forgive(/ERR_INTERNET_DISCONNECTED|unable to get a JWT/);
  const anna = await visit(page, site.origin, 'anna');
  await context.setOffline(true);
  await anna.say('private words of anna');
  await expect.poll(() => stored(page)).toContain('private words of anna');
  await switchTo(page, 'berta');
  await context.setOffline(false);
  const berta = await ready(page);
  await berta.say('words of berta');
  await expect.poll(() => berta.delivery()).toBe('Delivered');
  expect(await berta.transcript()).toEqual(['user: words of berta']);
  const again = await visit(page, site.origin, 'anna');
  await expect.poll(() => textsOf(emulator, 'anna')).toEqual(['private words of anna']);
  await expect.poll(() => again.transcript()).toEqual(['user: private words of anna']);
  expect(textsOf(emulator, 'berta')).toEqual(['words of berta']);
});

test('what was sent before the login comes back as a draft of the tab, and is nothing to another user', async ({
  page,
  site,
  emulator,
}) => {
  await visit(page, site.origin, 'anna');
  await page.goto(`${site.origin}/?user=anna&away`);
  await new ChatWindow(page).say('early words');
  await expect.poll(() => stored(page)).toContain('early words');
  const again = await visit(page, site.origin, 'anna');
  await expect.poll(() => again.input.inputValue()).toBe('early words');
  expect(await again.transcript()).toEqual([]);
  await again.input.press('Enter');
  await expect.poll(() => again.delivery()).toBe('Delivered');
  expect(textsOf(emulator, 'anna')).toEqual(['early words']);

  await page.goto(`${site.origin}/?user=anna&away`);
  await new ChatWindow(page).say('only for anna');
  await expect.poll(() => stored(page)).toContain('only for anna');
  const berta = await visit(page, site.origin, 'berta');
  expect([await berta.input.inputValue(), await berta.transcript()]).toEqual(['', []]);
  expect(await stored(page)).not.toContain('only for anna');
  expect(textsOf(emulator, 'berta')).toEqual([]);
});

test('somebody who logs in behind a window that is open gets a conversation of their own', async ({
  page,
  site,
  emulator,
  watch,
}) => {
  watch.forgive(/\b401\b/);
  const anna = await visit(page, site.origin, 'anna');
  await anna.say('private words of anna');
  await expect.poll(() => anna.delivery()).toBe('Delivered');
  await anna.input.pressSequentially('and a draft of anna');
  await page.evaluate(() => {
    (globalThis as unknown as App).app.user = 'berta';
  });
  emulator.expireTokens();
  emulator.disconnect();
  const berta = new ChatWindow(page);
  await expect.poll(() => berta.transcript(), { timeout: 25_000 }).toEqual([]);
  await ready(page);
  expect(await berta.input.inputValue()).toBe('');
  await berta.say('words of berta');
  await expect.poll(() => berta.delivery()).toBe('Delivered');
  expect(await berta.transcript()).toEqual(['user: words of berta']);
  expect([textsOf(emulator, 'anna'), textsOf(emulator, 'berta')]).toEqual([
    ['private words of anna'],
    ['words of berta'],
  ]);
});

test('forget() leaves nothing, and a window that is still there puts nothing back', async ({ page, site }) => {
  const chat = await visit(page, site.origin, 'anna');
  await chat.input.pressSequentially('a draft');
  await expect.poll(() => stored(page)).toContain('a draft');
  await page.evaluate(() => {
    localStorage.setItem('of the page', 'stays');
    (globalThis as unknown as App).XoChat.forget();
  });
  await chat.input.pressSequentially(', and more');
  await chat.input.press('Enter');
  await expect.poll(() => chat.delivery()).toBe('Delivered');
  expect(await stored(page)).toBe('[{"of the page":"stays"},{}]');
});
