import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** ES modules from a static server, without a bundler, with the same user in every tab. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
});

test('a message is delivered and answered', async ({ page, emulator }) => {
  const chat = new ChatWindow(page);
  await chat.send('Hello there');

  await expect.poll(() => chat.transcript()).toEqual(['user: Hello there', 'bot: You said: Hello there']);
  await expect.poll(() => chat.delivery()).toBe('Delivered');
  await chat.waitUntilOnline();
  expect(emulator.messages('ada@example.com')).toHaveLength(2);
});

test('a reload shows the same conversation', async ({ page }) => {
  const chat = new ChatWindow(page);
  const conversation = ['user: one', 'bot: You said: one', 'user: two', 'bot: You said: two'];
  await chat.send('one');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  await chat.send('two');
  await expect.poll(() => chat.transcript()).toEqual(conversation);

  await page.reload();
  await expect.poll(() => chat.transcript()).toEqual(conversation);
});

test('a second tab of the same user shows all messages live', async ({ page, context, site }) => {
  const here = new ChatWindow(page);
  await here.waitUntilOnline();
  const otherPage = await context.newPage();
  await otherPage.goto(site.origin);
  const there = new ChatWindow(otherPage);
  await there.waitUntilOnline();

  await here.send('from here');
  await expect.poll(() => there.transcript()).toEqual(['user: from here', 'bot: You said: from here']);
  await expect.poll(() => here.transcript()).toEqual(await there.transcript());
});

test('a lost connection is restored', async ({ page, emulator }) => {
  const chat = new ChatWindow(page);
  await chat.send('before');
  await expect.poll(() => chat.transcript()).toHaveLength(2);

  emulator.disconnect({ how: 'terminate' });
  await chat.send('after');
  await expect
    .poll(() => chat.transcript(), { timeout: 20_000 })
    .toEqual(['user: before', 'bot: You said: before', 'user: after', 'bot: You said: after']);
});

test('a message that is sent while offline waits, and arrives once', async ({ page, context, emulator, watch }) => {
  // The browser logs failed requests. Nothing else is ignored.
  watch.ignore(/ERR_INTERNET_DISCONNECTED/);
  const chat = new ChatWindow(page);
  await chat.send('before');
  await expect.poll(() => chat.transcript()).toHaveLength(2);

  // Waits for lazy parts, which are not the subject of this test.
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  emulator.disconnect({ how: 'terminate' });
  await chat.send('meanwhile');
  await expect.poll(() => chat.delivery()).toBe('Waiting to be sent');
  await context.setOffline(false);

  await expect
    .poll(() => chat.transcript(), { timeout: 20_000 })
    .toEqual(['user: before', 'bot: You said: before', 'user: meanwhile', 'bot: You said: meanwhile']);
  expect(emulator.messages('ada@example.com').filter(({ type }) => type === 'incoming')).toHaveLength(2);
});

test('messages of the user are shown as plain text', async ({ page }) => {
  const chat = new ChatWindow(page);
  const hostile = '<img src=x onerror="document.title=1"> {"type":"template"}';
  await chat.send(hostile);
  await expect.poll(() => chat.transcript()).toEqual([`user: ${hostile}`, `bot: You said: ${hostile}`]);
  expect(await page.title()).toBe('First chat');
});
