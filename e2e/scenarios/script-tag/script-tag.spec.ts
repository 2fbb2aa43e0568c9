import { expect } from 'vitest';
import { gzippedSize, LIMITS } from '../../../tools/support/sizes.mjs';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** A classic script under the strictest policy. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
});

test('a script tag and an element are enough for a chat', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  expect((await chat.transcript())[0]).toBe('user: Hello');
});

test('the script adds one global name', async ({ page, context, site }) => {
  const globals = () => Object.getOwnPropertyNames(globalThis);
  // A page of the same origin without the script has the same built-in names.
  const plain = await context.newPage();
  await plain.goto(`${site.origin}/page.css`);
  const known = new Set(await plain.evaluate(globals));
  expect((await page.evaluate(globals)).filter((name) => !known.has(name))).toEqual(['XoChat']);
  expect(await page.evaluate('Object.keys(XoChat).sort()')).toEqual([
    'allow',
    'base',
    'createChatClient',
    'forget',
    'mountChat',
    'registerCatalogue',
    'registerTemplate',
    'version',
  ]);
});

test('nothing is requested from the platform before the chat is opened', async ({ page, emulator }) => {
  const requests: string[] = [];
  emulator.observe(({ direction }) => requests.push(direction));
  const chat = new ChatWindow(page);
  await chat.launcher.waitFor();
  expect(requests).toEqual([]);
  await chat.launcher.click();
  await expect.poll(() => requests.length).toBeGreaterThan(2);
});

test('styles of the page do not affect the chat', async ({ page }) => {
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await expect.poll(() => chat.input.isVisible()).toBe(true);
  expect(await chat.input.evaluate((input) => getComputedStyle(input).color)).not.toBe('rgb(1, 2, 3)');
});

test(`all script until the first message is at most ${LIMITS.firstWords} bytes, gzip -9`, async ({
  page,
  emulator,
  watch,
}) => {
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.input.waitFor();
  // Observed in the page itself, so that exactly the requests before the first message count.
  const requested = page.evaluate(async () => {
    const root = document.querySelector('xo-chat')!.shadowRoot!;
    await new Promise<void>((shown) => {
      const checkMessage = () => root.querySelector('.group.bot .bubble') && shown();
      new MutationObserver(checkMessage).observe(root, { childList: true, subtree: true });
      checkMessage();
    });
    const shownAt = performance.now();
    const before = performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= shownAt);
    return before.map(({ name }) => name);
  });
  await chat.waitUntilOnline();
  emulator.say('Hello, how can I help you?');
  await expect.poll(() => chat.transcript()).toHaveLength(1);

  const urls = await requested;
  const bodies = await Promise.all(
    watch.scripts.filter(({ url }) => urls.includes(url)).map((script) => script.read()),
  );
  const bytes = bodies.reduce((sum, body) => sum + gzippedSize(body), 0);
  console.log(`script until the first message: ${bytes} bytes in ${bodies.length} files, gzip -9`);
  expect(bodies.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(LIMITS.firstWords);
});
