import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** ES modules from a static server, no bundler, the same user in every tab. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
});

test('a typed line is delivered and answered', async ({ page, emulator }) => {
  const chat = new ChatWindow(page);
  await chat.say('Hello there');

  await expect.poll(() => chat.transcript()).toEqual(['user: Hello there', 'bot: You said: Hello there']);
  await expect.poll(() => chat.delivery()).toBe('Delivered');
  await expect.poll(() => chat.says('Online')).toBe(true);
  expect(emulator.messages('ada@example.com')).toHaveLength(2);
});

test('a reload shows the same conversation', async ({ page }) => {
  const chat = new ChatWindow(page);
  const conversation = ['user: one', 'bot: You said: one', 'user: two', 'bot: You said: two'];
  await chat.say('one');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  await chat.say('two');
  await expect.poll(() => chat.transcript()).toEqual(conversation);

  await page.reload();
  await expect.poll(() => chat.transcript()).toEqual(conversation);
});

test('a second tab of the same user sees it all live', async ({ page, context, site }) => {
  const here = new ChatWindow(page);
  await expect.poll(() => here.says('Online')).toBe(true);
  const otherPage = await context.newPage();
  await otherPage.goto(site.origin);
  const there = new ChatWindow(otherPage);
  await expect.poll(() => there.says('Online')).toBe(true);

  await here.say('from here');
  await expect.poll(() => there.transcript()).toEqual(['user: from here', 'bot: You said: from here']);
  await expect.poll(() => here.transcript()).toEqual(await there.transcript());
});

test('a cut connection comes back by itself', async ({ page, emulator }) => {
  const chat = new ChatWindow(page);
  await chat.say('before');
  await expect.poll(() => chat.transcript()).toHaveLength(2);

  emulator.disconnect({ how: 'terminate' });
  await chat.say('after');
  await expect
    .poll(() => chat.transcript(), { timeout: 20_000 })
    .toEqual(['user: before', 'bot: You said: before', 'user: after', 'bot: You said: after']);
});

test('a line typed without a network waits, and arrives once', async ({ page, context, emulator, watch }) => {
  // The browser tells the console of what it could not load; nothing else is forgiven.
  watch.forgive(/ERR_INTERNET_DISCONNECTED/);
  const chat = new ChatWindow(page);
  await chat.say('before');
  await expect.poll(() => chat.transcript()).toHaveLength(2);

  // What loads after the first words is not what this is about.
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  emulator.disconnect({ how: 'terminate' });
  await chat.say('meanwhile');
  await expect.poll(() => chat.delivery()).toBe('Waiting to be sent');
  await context.setOffline(false);

  await expect
    .poll(() => chat.transcript(), { timeout: 20_000 })
    .toEqual(['user: before', 'bot: You said: before', 'user: meanwhile', 'bot: You said: meanwhile']);
  expect(emulator.messages('ada@example.com').filter(({ type }) => type === 'incoming')).toHaveLength(2);
});

test('what a user types is text, whatever it looks like', async ({ page }) => {
  const chat = new ChatWindow(page);
  const hostile = '<img src=x onerror="document.title=1"> {"type":"template"}';
  await chat.say(hostile);
  await expect.poll(() => chat.transcript()).toEqual([`user: ${hostile}`, `bot: You said: ${hostile}`]);
  expect(await page.title()).toBe('First chat');
});
