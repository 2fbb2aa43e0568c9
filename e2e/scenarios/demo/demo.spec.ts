import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { lanAddress } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { browserTest } from '../../support/scenario.js';

const start = fileURLToPath(new URL('../../../demo/start.mjs', import.meta.url));

/** Returns the address that a running demo prints as its last line. */
async function addressOf(demo: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout! })) if (line.startsWith('http')) return line;
  throw new Error('the demo ended without an address');
}

/** Runs the demo as `npm start` does once the package is built. */
const test = browserTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('address', { scope: 'file' }, async ({}, { onCleanup }) => {
    const demo = spawn(process.execPath, [start], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onCleanup(async () => {
      if (demo.exitCode !== null) return;
      demo.kill('SIGTERM');
      await once(demo, 'exit');
    });
    return addressOf(demo);
  })
  .extend('page', async ({ address, context, watch }) => {
    watch.allowOrigin(address);
    const page = await context.newPage();
    await page.goto(address);
    return page;
  });

test('a message is answered, and the trace shows the frames', async ({ page }) => {
  const chat = new ChatWindow(page);
  await expect.poll(() => chat.transcript()).toEqual([expect.stringMatching(/^bot: Hello!/)]);
  await chat.send('help');
  await expect.poll(async () => (await chat.transcript()).length).toBeGreaterThan(2);
  expect((await chat.transcript())[1]).toBe('user: help');

  const readTrace = () => page.locator('#trace').innerText();
  await expect.poll(readTrace).toContain('/bot.message');
  await expect.poll(readTrace).toContain('bot_response');
  const trace = await readTrace();
  // A JWT, an access token or the sid of a socket would be a long sequence of letters and digits.
  expect(trace).not.toMatch(/eyJ[\w-]{20}|sid=\w{8}|bearer \w{8}/i);
});

test('a cut connection is replaced', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.waitUntilOnline();
  await page.getByRole('button', { name: 'Cut the connection' }).click();
  await expect.poll(() => page.locator('#outcome').innerText()).toContain('cut');
  await chat.send('still there?');
  await expect.poll(() => chat.delivery(), { timeout: 20_000 }).toBe('Delivered');
});

test('an expired token is replaced', async ({ page, watch }) => {
  // The demo causes a 401, which the browser logs.
  watch.ignore(/\b401\b/);
  const chat = new ChatWindow(page);
  await chat.waitUntilOnline();
  await page.getByRole('button', { name: 'Expire the token' }).click();
  await expect.poll(() => page.locator('#outcome').innerText()).toContain('expired');
  await chat.send('and now?');
  await expect.poll(() => chat.delivery(), { timeout: 20_000 }).toBe('Delivered');
});

test('messages of a second tab, and of the bot on its own, are shown', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.waitUntilOnline();
  await page.getByRole('button', { name: 'Say something from another tab' }).click();
  await expect.poll(() => chat.transcript()).toContain('user: Hello from another tab!');
  await page.getByRole('button', { name: 'Bot says hello' }).click();
  await expect.poll(() => chat.transcript()).toContain('bot: Hello! I speak without being asked, too.');
});

test('the script tag page chats', async ({ page }) => {
  await page.getByRole('link', { name: 'Script tag' }).click();
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.send('help');
  await expect.poll(() => chat.transcript()).toContain('user: help');
  await expect.poll(() => chat.delivery()).toBe('Delivered');
});

test('the headless page chats, and shows its source', async ({ page }) => {
  await page.getByRole('link', { name: 'Headless' }).click();
  // The form only works once its script has run.
  await page.waitForLoadState('load');
  await page.getByRole('textbox', { name: 'Message' }).fill('help');
  await page.getByRole('button', { name: 'Send' }).click();
  const lines = () => page.locator('#messages li').allInnerTexts();
  await expect.poll(lines).toContain('user: help');
  await expect.poll(async () => (await lines()).length).toBeGreaterThan(2);
  expect(await page.locator('pre').innerText()).toContain('createChatClient({');
});

// biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
const lanTest = browserTest.extend('demo', async ({}, { onCleanup }) => {
  const demo = spawn(process.execPath, [start, '--lan'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onCleanup(async () => {
    if (demo.exitCode !== null) return;
    demo.kill('SIGTERM');
    await once(demo, 'exit');
  });
  return demo;
});

lanTest(
  'with --lan the pages chat at an address of the local network, without TLS',
  async ({ demo, context, watch }) => {
    const host = lanAddress();
    if (host === undefined) {
      await once(demo, 'exit');
      expect(demo.exitCode).toBe(1);
      return;
    }
    const address = await addressOf(demo);
    expect(new URL(address).hostname).toBe(host);
    watch.allowOrigin(address);
    const page = await context.newPage();
    await page.goto(address);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    const chat = new ChatWindow(page);
    await chat.send('image');
    await expect.poll(() => chat.transcript()).toContain('user: image');
    const picture = chat.conversation.locator('img').first();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    expect(await picture.getAttribute('src')).toContain(`${address}assets/`);

    await page.goto(`${address}script-tag.html`);
    await chat.launcher.click();
    await chat.send('help');
    await expect.poll(() => chat.delivery()).toBe('Delivered');
    const events = (await page.locator('#events li').allInnerTexts()).join('\n');
    expect(events).toMatch(/ xo-state ready$/m);
    expect(events).toMatch(/ xo-message help$/m);

    await page.goto(`${address}headless.html`);
    await page.getByRole('textbox', { name: 'Message' }).fill('help');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => page.locator('#messages li').allInnerTexts()).toContain('user: help');
  },
);
