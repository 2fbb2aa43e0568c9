import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { galleryTest as test } from '../../support/demo-page.js';

/** The window can be used by keyboard alone. */

/** Returns element and label of the focus, inside the window or on the page. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outside = document.activeElement!;
    const element = outside.shadowRoot?.activeElement ?? outside;
    if (element === document.body) return 'page';
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.localName} ${name.trim().slice(0, 40)}`.trim();
  });

/** Presses a key until this element has the focus. */
async function reach(page: Page, wanted: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < 25; press++) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
    if (seen.at(-1) === wanted) return;
  }
  throw new Error(`unable to reach ${wanted} by keyboard; the focus was on: ${seen.join(' | ')}`);
}

const bubbles = (page: Page) => page.locator('xo-chat .group.user .bubble').allInnerTexts();

test('opens the window, sends a message, and closes the window, which returns the focus to the launcher', async ({
  page,
  show,
}) => {
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

test('presses a quick start', async ({ page, show }) => {
  await show('welcome');
  await reach(page, 'button Return an item');
  await page.keyboard.press('Enter');
  await expect.poll(() => bubbles(page)).toEqual(['Return an item']);
});

test('retries and discards a failed message', async ({ page, show }) => {
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

test('presses “Try now” to connect at once', async ({ page, show }) => {
  await show('waiting');
  await reach(page, 'button Try now');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('xo-chat .banner').count()).toBe(0);
});

test('presses a quick reply', async ({ page, show }) => {
  await show('choices');
  await reach(page, 'button At a pick-up point');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await bubbles(page)).at(-1)).toBe('At a pick-up point');
});

test('scrolls the list, and returns to new messages', async ({ page, show }) => {
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

test('loads older messages', async ({ page, show }) => {
  await show('history-failed');
  await reach(page, 'button Earlier messages could not be loaded. Tr');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toContain('button Earlier messages');

  // The button is removed with the oldest page. The focus stays in the window.
  await show('choices');
  await reach(page, 'button Load earlier messages');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('section Conversation');
});

test('keeps the focus in a window that covers the page, until Escape closes it', async ({ page, show }) => {
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

test('shows a focus ring on every element that can have the focus', async ({ page, show }) => {
  await show('delivery');
  await page.locator('xo-chat textarea').focus();
  const ringless: string[] = [];
  for (let press = 0; press < 10; press++) {
    await page.keyboard.press('Shift+Tab');
    const isShown = await page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement;
      // The border around the field is its focus ring.
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
