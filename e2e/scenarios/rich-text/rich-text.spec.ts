import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { LONG_ANSWER, SAMPLES } from './samples.js';

/** Small parts, so that the text grows about three hundred times. */
const PARTS = LONG_ANSWER.match(/\s*\S{1,12}/g)!;

async function* parts(): AsyncGenerator<string> {
  yield* PARTS;
}

/** The script tag under the strictest policy. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (_message, say) => void (await say.stream(parts(), { pauseMs: 2 })) },
});

const online = (page: Page) => new ChatWindow(page).waitUntilOnline();

test('the markup renderer is loaded from the folder of the script, with the first text that needs it', async ({
  page,
  emulator,
  watch,
}) => {
  const chat = await online(page);
  /** Scripts that parse or render markup. */
  const richTextScripts = () =>
    watch.scripts.map(({ url }) => new URL(url).pathname).filter((path) => /rich|plain/.test(path));
  emulator.say('Hello, how can I help you today?');
  await expect.poll(() => chat.transcript()).toHaveLength(1);
  expect(richTextScripts()).toEqual([]);

  emulator.say('This is *bold*');
  await expect.poll(() => chat.conversation.locator('.rich strong').innerText()).toBe('bold');
  expect(richTextScripts()).toContainEqual(expect.stringMatching(/^\/xo-rtm\/xo-chat\/rich-text-[\w-]+\.js$/));
});

test('a text that is rendered later does not move the line being read', async ({ page, emulator }) => {
  const chat = await online(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/rich-text-/, async (route) => {
    await released;
    await route.continue();
  });
  for (let count = 0; count < 3; count++) emulator.say(SAMPLES.markdown!);
  await expect.poll(() => chat.transcript()).toHaveLength(3);
  for (let count = 0; count < 12; count++)
    emulator.say(`Plain words ${count}, enough of them for more than one line of the window.`);
  await expect.poll(() => chat.transcript()).toHaveLength(15);

  // The reader has scrolled up, and some of the long texts are still above.
  const scroller = chat.conversation;
  await scroller.hover();
  await page.mouse.wheel(0, -300);
  const line = chat.conversation.getByText('Plain words 4,');
  const topOf = async () => (await line.boundingBox())?.y ?? Number.NaN;
  // Scrolling by the wheel may take several frames.
  const isAtRest = async () => {
    const now = await topOf();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    return now > 0 && now === (await topOf());
  };
  await expect.poll(isAtRest).toBe(true);
  const before = await topOf();
  release();
  await expect.poll(() => chat.conversation.locator('.rich table').count()).toBe(3);
  await expect.poll(isAtRest).toBe(true);
  expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(1);
});

test('code is copied unchanged', async ({ page, context, emulator, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
  const chat = await online(page);
  emulator.say('```js\nlet a = "<b>*1*</b>";\n```');
  await chat.conversation.getByRole('button', { name: 'Copy' }).click();
  await chat.conversation.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('let a = "<b>*1*</b>";');
});

/*
 * Counts renderings instead of measuring time, so that the test does not depend on the machine. bench/widget measures times.
 */
test('a streamed answer is only rendered at its end, and at most once per frame', async ({ page, emulator }) => {
  const chat = await online(page);
  emulator.say('*warm*');
  await expect.poll(() => chat.conversation.locator('.rich').count()).toBe(1);

  await page.evaluate(() => {
    const conversation = document.querySelector('xo-chat')!.shadowRoot!.querySelector('.scroller')!;
    const counts = { frames: 0, renderings: 0, inFinishedBlocks: [] as string[] };
    let blocksBefore = 0;
    const countFrame = () => {
      counts.frames++;
      requestAnimationFrame(countFrame);
    };
    requestAnimationFrame(countFrame);
    new MutationObserver((changes) => {
      const inText = changes.filter(({ target }) => (target.parentElement ?? (target as Element)).closest('.rich'));
      if (inText.length === 0) return;
      counts.renderings++;
      for (const { target } of inText) {
        let block = target as Node;
        while (block.parentElement && !block.parentElement.matches('.rich')) block = block.parentElement;
        const index = block.parentElement ? [...block.parentElement.children].indexOf(block as Element) : -1;
        // The last block may still grow, and the one before it may only be finished together with it.
        if (index >= 0 && index < blocksBefore - 2)
          counts.inFinishedBlocks.push((block as Element).outerHTML.slice(0, 80));
      }
      blocksBefore = [...conversation.querySelectorAll('.rich')].at(-1)!.children.length;
    }).observe(conversation, { childList: true, characterData: true, subtree: true });
    Object.assign(globalThis, { counts });
  });
  await chat.send('go');
  await expect.poll(() => chat.conversation.locator('.rich table').count(), { timeout: 30_000 }).toBe(8);
  const counts = (await page.evaluate('counts')) as { frames: number; renderings: number; inFinishedBlocks: string[] };
  console.log(`streamed ${PARTS.length} parts: ${counts.renderings} renderings in ${counts.frames} frames`);
  expect(counts.inFinishedBlocks).toEqual([]);
  expect(counts.renderings).toBeGreaterThan(1);
  // The first and the last part do not wait for a frame.
  expect(counts.renderings).toBeLessThanOrEqual(counts.frames + 2);
});

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  describe.each([
    ['ltr', 400],
    ['ltr', 320],
    ['rtl', 400],
  ] as const)('%s, %i px', (dir, width) => {
    test('every sample is accessible and does not overflow', async ({ page, emulator }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 2600 });
      await page.evaluate((direction) => {
        document.documentElement.dir = direction;
      }, dir);
      const chat = await online(page);
      for (const sample of Object.values(SAMPLES)) emulator.say(sample);
      await expect.poll(() => chat.conversation.locator('.rich').count()).toBe(Object.keys(SAMPLES).length);
      await expect.poll(() => chat.conversation.locator('.rich table').count()).toBe(1);
      await page.screenshot({ path: `test-results/rich-text-${theme}-${dir}-${width}.png` });
      const overflow = await chat.conversation.evaluate((list) => list.scrollWidth - list.clientWidth);
      expect(overflow).toBe(0);

      await page.evaluate(await readFile(axe, 'utf8'));
      const violations = await page.evaluate(`axe.run('xo-chat').then(({ violations }) =>
        violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`);
      expect(violations).toEqual([]);
    });
  });
});
