import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { HOSTILE_KINDS } from '../../../test/support/hostile-texts.js';
import { sample } from '../../../test/support/sample.js';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const LENGTH = 50_000;
const PER_PAGE = 12;

/** In milliseconds. Some ten times what the longest task takes, so that a busy machine is no failure and a frozen page is one. */
const LONGEST_TASK = 1_000;
const LONGEST_GAP = 2_000;

/** The script tag under the strictest policy there is. */
const test = scenarioTest(import.meta.url, { csp: strictCsp() });

interface Slowness {
  longestTask: number;
  /** Between two frames. */
  longestGap: number;
}

/** Watches from before the first script how long the page is busy without a pause. */
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

async function expectAnswering(page: Page): Promise<void> {
  const { longestTask, longestGap } = await page.evaluate(
    () => (globalThis as unknown as { slowness: Slowness }).slowness,
  );
  expect(longestTask).toBeLessThan(LONGEST_TASK);
  expect(longestGap).toBeLessThan(LONGEST_GAP);
}

async function online(page: Page): Promise<ChatWindow> {
  const chat = new ChatWindow(page);
  await expect.poll(() => chat.says('Online')).toBe(true);
  return chat;
}

/** Until so many long messages are drawn as far as they are drawn without being asked: then the rest of each may be asked for. */
const drawn = (chat: ChatWindow, count: number) =>
  expect.poll(() => chat.conversation.locator('.rest:enabled').count(), { timeout: 30_000 }).toBe(count);

/** Of those of emphasis, of which there are hundreds, alike, each twentieth, and all in one text. Of all others a sample. */
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

describe('the page answers while 50,000 characters of each kind are drawn', { timeout: 120_000 }, () => {
  test.for(batches.map(({ name, texts }) => [name, texts] as const))(
    '%s',
    async ([, texts], { page, emulator, watch }) => {
      // What pictures the texts ask for, the policy refuses.
      watch.forgive(/a\.b/, /img-src/);
      await watchSlowness(page);
      let chat = await online(page);
      for (const text of texts) emulator.say(text);
      await chat.input.pressSequentially('Still here');
      await drawn(chat, texts.length);
      expect(await chat.input.inputValue()).toBe('Still here');
      await expectAnswering(page);

      await page.reload();
      chat = await online(page);
      await chat.input.pressSequentially(' and after');
      await drawn(chat, texts.length);
      expect(await chat.input.inputValue()).toMatch(/ and after$/);
      await expectAnswering(page);
    },
  );
});

/** Each line another one, so that one that is missing is missed. */
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
    'shows all of it by keyboard, and leaves the line being read where it is: %s',
    async ([, text], { page, emulator }) => {
      await watchSlowness(page);
      const chat = await online(page);
      emulator.say(text);
      await drawn(chat, 1);
      const message = chat.conversation.locator('.message').first();
      const words = async () => (await message.innerText()).match(/line \d+/g) ?? [];
      const shown = await words();
      const all = text.match(/line \d+/g)!;
      expect(shown.length).toBeLessThan(all.length);

      const button = message.getByRole('button', { name: 'Show all' });
      await button.focus();
      /** Where the last line before the cut ends, whatever box it is in. */
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
      await expectAnswering(page);
    },
  );
});
