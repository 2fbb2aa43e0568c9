import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { LONG_ANSWER, SAMPLES } from './samples.js';

const PARTS = LONG_ANSWER.match(/\s*\S{1,6}/g)!;
const PARTS_PER_SECOND = 300;

/** The parts of the long answer as they are due, whatever the timers of this machine do. */
async function* paced(): AsyncGenerator<string> {
  const startedAt = performance.now();
  for (const [index, part] of PARTS.entries()) {
    const due = startedAt + (index * 1000) / PARTS_PER_SECOND;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    yield part;
  }
}

/** The script tag under the strictest policy there is. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (_message, say) => void (await say.stream(paced(), { pauseMs: 0 })) },
});

const online = async (page: Page) => {
  const chat = new ChatWindow(page);
  await expect.poll(() => chat.says('Online')).toBe(true);
  return chat;
};

test('what formats texts is loaded from beside the script, with the first text that needs it', async ({
  page,
  emulator,
  watch,
}) => {
  const chat = await online(page);
  /** What draws markup, or reads it. What says messages aloud comes with the first of them. */
  const rich = () => watch.scripts.map(({ url }) => new URL(url).pathname).filter((path) => /rich|plain/.test(path));
  emulator.say('Hello, how can I help you today?');
  await expect.poll(() => chat.transcript()).toHaveLength(1);
  expect(rich()).toEqual([]);

  emulator.say('This is *bold*');
  await expect.poll(() => chat.conversation.locator('.rich strong').innerText()).toBe('bold');
  expect(rich()).toContainEqual(expect.stringMatching(/^\/xo-rtm\/xo-chat\/rich-text-[\w-]+\.js$/));
});

test('a text that becomes formatted moves nothing the reader looks at', async ({ page, emulator }) => {
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

  // The reader has gone up, with some of the long texts still above.
  const scroller = chat.conversation;
  await scroller.hover();
  await page.mouse.wheel(0, -300);
  const line = chat.conversation.getByText('Plain words 4,');
  const topOf = async () => (await line.boundingBox())?.y ?? Number.NaN;
  await expect.poll(topOf).toBeGreaterThan(0);
  const before = await topOf();
  release();
  await expect.poll(() => chat.conversation.locator('.rich table').count()).toBe(3);
  expect(Math.abs((await topOf()) - before)).toBeLessThanOrEqual(1);
});

test('code is copied as it is', async ({ page, context, emulator, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
  const chat = await online(page);
  emulator.say('```js\nlet a = "<b>*1*</b>";\n```');
  await chat.conversation.getByRole('button', { name: 'Copy' }).click();
  await chat.conversation.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('let a = "<b>*1*</b>";');
});

test('a streamed answer costs no long task at 300 parts per second on a machine four times slower', {
  timeout: 60_000,
}, async ({ page, context, emulator }) => {
  const chat = await online(page);
  emulator.say('*warm*');
  await expect.poll(() => chat.conversation.locator('.rich').count()).toBe(1);

  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const tasks = await traceTasks(devtools, async () => {
    await chat.say('go');
    await expect.poll(() => chat.conversation.locator('.rich table').count(), { timeout: 30_000 }).toBe(8);
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });

  const long = tasks.filter((ms) => ms > 50);
  console.log(
    `streamed ${PARTS.length} parts, ${LONG_ANSWER.length} characters, CPU 4× slower: ${tasks.length} tasks, ` +
      `longest ${Math.max(...tasks).toFixed(0)} ms, ${long.length} above 50 ms`,
  );
  expect(tasks.length).toBeGreaterThan(PARTS.length / 2);
  expect(long).toEqual([]);
});

/** Milliseconds of processor time that each task of the page's main thread took: what other programs take does not count. */
async function traceTasks(devtools: CDPSession, deed: () => Promise<void>): Promise<number[]> {
  const events: { name: string; tdur?: number; pid: number; tid: number; args?: { name?: string } }[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as typeof events)));
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  const includedCategories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await deed();
  await devtools.send('Tracing.end');
  await complete;
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return events
    .filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid}/${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  describe.each([
    ['ltr', 400],
    ['ltr', 320],
    ['rtl', 400],
  ] as const)('%s, %i px', (dir, width) => {
    test('is readable by everybody', async ({ page, emulator }) => {
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
