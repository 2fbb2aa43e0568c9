import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { galleryTest as test } from '../../support/demo-page.js';

/** Every way through the window, by keyboard alone. */

/** What has the focus: its name or its words, inside the window or on the page. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outside = document.activeElement!;
    const element = outside.shadowRoot?.activeElement ?? outside;
    if (element === document.body) return 'page';
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.localName} ${name.trim().slice(0, 40)}`.trim();
  });

/** Presses until this has the focus. */
async function reach(page: Page, wanted: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < 25; press++) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
    if (seen.at(-1) === wanted) return;
  }
  throw new Error(`${wanted} is not in reach; there are: ${seen.join(' | ')}`);
}

const bubbles = (page: Page) => page.locator('xo-chat .group.user .bubble').allInnerTexts();

test('opens, writes, reads back, closes, and is back where it began', async ({ page, show }) => {
  await show('launcher');
  await reach(page, 'button Open chat');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('textarea Write a message');
  await page.keyboard.type('Hello');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('there');
  await page.keyboard.press('Enter');
  await expect.poll(() => bubbles(page)).toEqual(['Hello\nthere']);
  await expect.poll(() => focused(page)).toBe('textarea Write a message');
  await reach(page, 'section Conversation', 'Shift+Tab');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('button Open chat');
});

test('begins with a quick start', async ({ page, show }) => {
  await show('welcome');
  await reach(page, 'button Return an item');
  await page.keyboard.press('Enter');
  await expect.poll(() => bubbles(page)).toEqual(['Return an item']);
});

test('sends again what was not sent, and discards it', async ({ page, show }) => {
  for (const [action, status] of [
    ['Retry', 0],
    ['Discard', 0],
  ] as const) {
    await show('delivery');
    await expect.poll(() => page.locator('xo-chat .problem').count()).toBe(1);
    await reach(page, `button ${action}`);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('xo-chat .problem').count()).toBe(status);
  }
});

test('tries to connect at once', async ({ page, show }) => {
  await show('waiting');
  await reach(page, 'button Try now');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('xo-chat .banner').count()).toBe(0);
});

test('chooses', async ({ page, show }) => {
  await show('choices');
  await reach(page, 'button At a pick-up point');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await bubbles(page)).at(-1)).toBe('At a pick-up point');
});

test('scrolls, and comes back to what is new', async ({ page, show }) => {
  const fromEnd = () =>
    page.locator('xo-chat .scroller').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
  await show('new-messages');
  await reach(page, 'section Conversation');
  await page.keyboard.press('PageDown');
  await expect.poll(fromEnd).toBeGreaterThan(0);
  await reach(page, 'button 2 new messages');
  await page.keyboard.press('Enter');
  await expect.poll(fromEnd).toBeLessThan(2);
});

test('asks for older messages', async ({ page, show }) => {
  await show('history-failed');
  await reach(page, 'button Earlier messages could not be loaded. Tr');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toContain('button Earlier messages');

  // With the last of them the button goes. The focus stays in the window.
  await show('choices');
  await reach(page, 'button Load earlier messages');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('section Conversation');
});

test('stays in a window that covers the page, and leaves it with Escape', async ({ page, show }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = '#';
    link.textContent = 'outside';
    document.body.prepend(link);
  });
  await show('launcher');
  await reach(page, 'button Open chat');
  await page.keyboard.press('Enter');
  await page.locator('xo-chat .window[aria-modal=true]').waitFor();
  const seen = new Set<string>();
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    seen.add(await focused(page));
  }
  expect([...seen]).toContain('button Close chat');
  expect([...seen].join()).not.toContain('outside');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('button Open chat');
  await reach(page, 'a outside', 'Shift+Tab');
});

test('shows where the focus is, on everything that can have it', async ({ page, show }) => {
  await show('delivery');
  await page.locator('xo-chat textarea').focus();
  const ringless: string[] = [];
  for (let press = 0; press < 10; press++) {
    await page.keyboard.press('Shift+Tab');
    const isShown = await page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement;
      // The frame around the field is its ring.
      if (!element || element.localName === 'textarea') return true;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    if (!isShown) ringless.push(await focused(page));
  }
  expect(ringless).toEqual([]);
  await page.locator('xo-chat textarea').focus();
  const frame = page.locator('xo-chat .box');
  await expect.poll(() => frame.evaluate((box) => getComputedStyle(box).boxShadow)).not.toBe('none');
});
