import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { HOSTILE_KINDS } from '../../../test/support/hostile-texts.js';
import { sample } from '../../../test/support/sample.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const LENGTH = 50_000;
const PER_PAGE = 12;

/** In milliseconds. About ten times the usual values, so that a frozen page fails the test and a busy machine does not. */
const LONGEST_TASK = 1_000;
const LONGEST_GAP = 2_000;

/** The script tag under the strictest policy. */
const test = scenarioTest(import.meta.url, { csp: strictCsp() });

interface Slowness {
  longestTask: number;
  /** Longest time between two frames. */
  longestGap: number;
}

/** Measures from the beginning how long the page is busy without a pause. */
async function watchSlowness(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const slowness: Slowness = { longestTask: 0, longestGap: 0 };
    Object.assign(globalThis, { slowness });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) slowness.longestTask = Math.max(slowness.longestTask, duration);
    }).observe({ type: 'longtask', buffered: true });
    let before = performance.now();
    const frame = (now: number) => {
      slowness.longestGap = Math.max(slowness.longestGap, now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.reload();
}

async function expectResponsive(page: Page): Promise<void> {
  const { longestTask, longestGap } = await page.evaluate(
    () => (globalThis as unknown as { slowness: Slowness }).slowness,
  );
  expect(longestTask).toBeLessThan(LONGEST_TASK);
  expect(longestGap).toBeLessThan(LONGEST_GAP);
}

const online = (page: Page) => new ChatWindow(page).waitUntilOnline();

/** Waits until the beginnings of so many long messages are rendered: then the button that shows the rest is enabled. */
const waitUntilRendered = (chat: ChatWindow, count: number) =>
  expect.poll(() => chat.conversation.locator('.rest:enabled').count(), { timeout: 30_000 }).toBe(count);

/** A sample of all kinds. There are hundreds of similar kinds of emphasis: of these each twentieth, and all of them in one text. */
const isEmphasis = (name: string) => name.startsWith('emphasis');
const kinds = sample(
  HOSTILE_KINDS.filter(({ name }, at) => at % (isEmphasis(name) ? 20 : 1) === 0),
  12,
);
const emphasis = HOSTILE_KINDS.filter(({ name }) => isEmphasis(name));
const allEmphasis = emphasis.map(({ make }) => make(Math.ceil(LENGTH / emphasis.length))).join('\n\n');

const batches = Array.from({ length: Math.ceil(kinds.length / PER_PAGE) }, (_, at) =>
  kinds.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
)
  .map((batch) => ({
    name: `${batch[0]!.name} to ${batch.at(-1)!.name}`,
    texts: batch.map(({ make }) => make(LENGTH)).filter((text) => text.trim()),
  }))
  .concat({ name: 'all of emphasis', texts: [allEmphasis] });

describe('the page stays responsive while 50,000 characters of each kind are rendered', { timeout: 120_000 }, () => {
  test.for(batches.map(({ name, texts }) => [name, texts] as const))(
    '%s',
    async ([, texts], { page, emulator, watch }) => {
      // The policy blocks the pictures of the texts.
      watch.ignore(/a\.b/, /img-src/);
      await watchSlowness(page);
      let chat = await online(page);
      for (const text of texts) emulator.say(text);
      await chat.input.pressSequentially('Still here');
      await waitUntilRendered(chat, texts.length);
      expect(await chat.input.inputValue()).toBe('Still here');
      await expectResponsive(page);

      await page.reload();
      chat = await online(page);
      await chat.input.pressSequentially(' and after');
      await waitUntilRendered(chat, texts.length);
      expect(await chat.input.inputValue()).toMatch(/ and after$/);
      await expectResponsive(page);
    },
  );
});

/** Numbers the lines, so that a missing line is detected. */
const numbered = (line: (number: number) => string) => {
  const lines: string[] = [];
  for (let size = 0; size < LENGTH; size += lines.at(-1)!.length + 1) lines.push(line(lines.length));
  return lines.join('\n');
};

const LONG: readonly (readonly [name: string, text: string])[] = [
  ['plain', numbered((number) => `line ${number} of words`)],
  ['with links', numbered((number) => `line ${number} https://a.b/`)],
  ['with markup', numbered((number) => `- line ${number} **of** _words_`)],
];

describe('"Show all" of a very long text', { timeout: 120_000 }, () => {
  test.for(LONG)(
    'shows the whole text by keyboard, and does not move the line being read: %s',
    async ([, text], { page, emulator }) => {
      await watchSlowness(page);
      const chat = await online(page);
      emulator.say(text);
      await waitUntilRendered(chat, 1);
      const message = chat.conversation.locator('.message').first();
      const words = async () => (await message.innerText()).match(/line \d+/g) ?? [];
      const shown = await words();
      const all = text.match(/line \d+/g)!;
      expect(shown.length).toBeLessThan(all.length);

      const button = message.getByRole('button', { name: 'Show all' });
      await button.focus();
      /** Returns the lower edge of the last line before the cut. */
      const bottom = () =>
        message.evaluate((element, wanted) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = new RegExp(`${wanted}\\b`).exec((node as Text).data)?.index;
            if (at === undefined) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + wanted.length);
            return range.getBoundingClientRect().bottom;
          }
          return Number.NaN;
        }, shown.at(-1)!);
      const before = await bottom();
      expect(before).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await expect.poll(words, { timeout: 60_000 }).toEqual(all);
      expect(Math.abs((await bottom()) - before)).toBeLessThanOrEqual(2);
      expect(await message.getByRole('button', { name: 'Show less' }).evaluate((it) => it.matches(':focus'))).toBe(
        true,
      );
      await expectResponsive(page);
    },
  );
});
