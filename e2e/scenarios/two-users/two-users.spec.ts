import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Emulator } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, { csp: strictCsp(), emulator: { script: () => {} } });

/** Globals of page.js. */
interface App {
  app: { user: string; mount(user: string): void; chat: { destroy(): void } };
  XoChat: { forget(): void };
}

/** Opens a page for this user in the same tab, and waits until the chat is online. */
async function visit(page: Page, origin: string, user: string): Promise<ChatWindow> {
  await page.goto(`${origin}/?user=${user}`);
  return ready(page);
}

async function ready(page: Page): Promise<ChatWindow> {
  const chat = new ChatWindow(page);
  await chat.waitUntilOnline();
  await chat.loadComposer();
  return chat;
}

/** Logs the user out and another one in without a reload. */
const switchTo = (page: Page, user: string) =>
  page.evaluate((user) => {
    const { app } = globalThis as unknown as App;
    app.chat.destroy();
    app.mount(user);
  }, user);

const stored = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

/** Returns the texts that the platform has recorded of this user. */
const textsOf = (emulator: Emulator, user: string) =>
  emulator
    .messages(user)
    .filter(({ type }) => type === 'incoming')
    .map(({ components }) => components[0]?.data?.text);

test('D11: a draft belongs to the user who wrote it, and other users of the tab do not see it', async ({
  page,
  site,
}) => {
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

test('D11: a queued message is sent by pages of its user, and is not shown to other users', async ({
  page,
  site,
  context,
  emulator,
  watch,
}) => {
  watch.ignore(/ERR_INTERNET_DISCONNECTED|unable to get a JWT/);
  const anna = await visit(page, site.origin, 'anna');
  await context.setOffline(true);
  await anna.send('private words of anna');
  await expect.poll(() => stored(page)).toContain('private words of anna');
  await switchTo(page, 'berta');
  await context.setOffline(false);
  const berta = await ready(page);
  await berta.send('words of berta');
  await expect.poll(() => berta.delivery()).toBe('Delivered');
  expect(await berta.transcript()).toEqual(['user: words of berta']);
  const again = await visit(page, site.origin, 'anna');
  await expect.poll(() => textsOf(emulator, 'anna')).toEqual(['private words of anna']);
  await expect.poll(() => again.transcript()).toEqual(['user: private words of anna']);
  expect(textsOf(emulator, 'berta')).toEqual(['words of berta']);
});

test('D11: a message that was sent before the login becomes a draft of the same user, and is hidden from other users', async ({
  page,
  site,
  emulator,
}) => {
  await visit(page, site.origin, 'anna');
  await page.goto(`${site.origin}/?user=anna&away`);
  await new ChatWindow(page).send('early words');
  await expect.poll(() => stored(page)).toContain('early words');
  const again = await visit(page, site.origin, 'anna');
  await expect.poll(() => again.input.inputValue()).toBe('early words');
  expect(await again.transcript()).toEqual([]);
  await again.input.press('Enter');
  await expect.poll(() => again.delivery()).toBe('Delivered');
  expect(textsOf(emulator, 'anna')).toEqual(['early words']);

  await page.goto(`${site.origin}/?user=anna&away`);
  await new ChatWindow(page).send('only for anna');
  await expect.poll(() => stored(page)).toContain('only for anna');
  const berta = await visit(page, site.origin, 'berta');
  expect([await berta.input.inputValue(), await berta.transcript()]).toEqual(['', []]);
  expect(await stored(page)).not.toContain('only for anna');
  expect(textsOf(emulator, 'berta')).toEqual([]);
});

test('D11: a user who logs in while the window is open gets a separate conversation', async ({
  page,
  site,
  emulator,
  watch,
}) => {
  watch.ignore(/\b401\b/);
  const anna = await visit(page, site.origin, 'anna');
  await anna.send('private words of anna');
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
  await berta.send('words of berta');
  await expect.poll(() => berta.delivery()).toBe('Delivered');
  expect(await berta.transcript()).toEqual(['user: words of berta']);
  expect([textsOf(emulator, 'anna'), textsOf(emulator, 'berta')]).toEqual([
    ['private words of anna'],
    ['words of berta'],
  ]);
});

test('forget() erases everything, and a window that is still open stores nothing', async ({ page, site }) => {
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
