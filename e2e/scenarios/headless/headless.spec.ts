import { expect } from 'vitest';
import { scenarioTest } from '../../support/scenario.js';

/** The headless client in a page with its own user interface. */
const test = scenarioTest(import.meta.url, {
  csp: ({ url }) => `default-src 'none'; script-src 'self'; connect-src ${url} ${url.replace('http', 'ws')}`,
  emulator: { script: async (message, say) => void (await say(message.text.toUpperCase())) },
});

test('connects, sends a message and receives an answer', async ({ page }) => {
  await page.evaluate('client.connect()');
  await expect.poll(() => page.textContent('#state')).toBe('ready');

  await page.fill('[name=text]', 'quietly');
  await page.press('[name=text]', 'Enter');
  await expect
    .poll(() => page.locator('#messages li').allInnerTexts())
    .toEqual(['user: quietly (delivered)', expect.stringMatching(/^bot: QUIETLY /)]);
});

test('a message that was sent before connect() is delivered once connected', async ({ page, emulator }) => {
  await page.evaluate("void client.send('early')");
  await expect.poll(() => page.locator('#messages li').allInnerTexts()).toEqual(['user: early (queued)']);
  await page.evaluate('client.connect()');
  await expect.poll(() => page.locator('#messages li').first().innerText()).toBe('user: early (delivered)');
  expect(emulator.received.filter(({ raw }) => raw.includes('early'))).toHaveLength(1);
});

test('disconnect() closes the socket, and connect() opens a new one', async ({ page, emulator }) => {
  await page.evaluate('client.connect()');
  await expect.poll(() => emulator.users[0]?.sockets).toBe(1);
  await page.evaluate('client.disconnect()');
  await expect.poll(() => emulator.users[0]?.sockets).toBe(0);
  await expect.poll(() => page.textContent('#state')).toBe('closed');
  await page.evaluate('client.connect()');
  await expect.poll(() => emulator.users[0]?.sockets).toBe(1);
});

test('going offline and online again changes the state at once', async ({ page, context, watch }) => {
  // The browser logs requests that fail when the network is lost.
  watch.ignore(/ERR_INTERNET_DISCONNECTED/);
  await page.evaluate('client.connect()');
  await context.setOffline(true);
  await expect.poll(() => page.textContent('#state')).toBe('offline');
  await context.setOffline(false);
  await expect.poll(() => page.textContent('#state')).toBe('ready');
});
