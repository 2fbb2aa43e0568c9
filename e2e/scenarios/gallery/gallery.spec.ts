import { describe, expect } from 'vitest';
import { axeViolations } from '../../support/axe.js';
import { galleryTest as test } from '../../support/demo-page.js';
import { findMisfits } from './misfits.js';

/** Checks accessibility and layout of every state of the window that `npm run gallery` renders. */

const SMALL = { width: 320, height: 640 };

describe.each([
  ['light', 'en'],
  ['light', 'ar'],
  ['dark', 'en'],
  ['dark', 'ar'],
])('%s, %s, 320 px', (theme, locale) => {
  test('each state is accessible and fits the screen', { timeout: 120_000 }, async ({ page, show }) => {
    await page.setViewportSize(SMALL);
    const problems: Record<string, string[]> = {};
    for (const state of await page.evaluate<string[]>('gallery.states')) {
      await show(state, { theme, locale });
      const found = [...(await axeViolations(page)), ...(await page.evaluate(findMisfits))];
      if (found.length > 0) problems[state] = found;
    }
    expect(problems).toEqual({});
  });
});

test('each state fits a wide screen, and a screen at 400 % zoom', { timeout: 120_000 }, async ({ page, show }) => {
  const problems: Record<string, string[]> = {};
  // A screen of 1280 × 1024 has 320 × 256 CSS pixels at 400 %.
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(viewport);
    for (const state of await page.evaluate<string[]>('gallery.states')) {
      await show(state);
      const found = await page.evaluate(findMisfits);
      if (found.length > 0) problems[`${state} ${viewport.width}`] = found;
    }
  }
  expect(problems).toEqual({});
});

test('at 400 % zoom, messages and field are both visible', async ({ page, show }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const state of ['conversation', 'waiting']) {
    await show(state);
    const height = (selector: string) =>
      page.locator(`xo-chat ${selector}`).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return Math.min(bottom, innerHeight) - Math.max(top, 0);
      });
    await expect.poll(() => height('.scroller'), { message: state }).toBeGreaterThan(60);
    await expect.poll(() => height('.field'), { message: state }).toBeGreaterThan(24);
  }
});

test('sides follow the writing direction of the language', async ({ page, show }) => {
  await page.setViewportSize(SMALL);
  const sides = () =>
    page.evaluate(() => {
      const { left, right } = document
        .querySelector('xo-chat')!
        .shadowRoot!.querySelector('.content')!
        .getBoundingClientRect();
      const side = (selector: string) => {
        const found = document.querySelector('xo-chat')!.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
        return found.left - left < right - found.right ? 'left' : 'right';
      };
      return [side('.group.user .bubble'), side('.group.bot .message + .message .bubble'), side('.group.bot .avatar')];
    });
  await show('conversation');
  await expect.poll(sides).toEqual(['right', 'left', 'left']);
  await show('conversation', { locale: 'ar' });
  await expect.poll(sides).toEqual(['left', 'right', 'right']);
});

test('nothing is animated with reduced motion', async ({ page, show }) => {
  const moving = () =>
    page.evaluate(() => {
      const root = document.querySelector('xo-chat')!.shadowRoot!;
      return root.getAnimations().length;
    });
  await show('typing');
  await expect.poll(moving).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await show('typing');
  await expect.poll(moving).toBeGreaterThan(0);
});

test('with forced colours, shapes have borders', async ({ page, show }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const borders = (selector: string) =>
    page
      .locator(`xo-chat ${selector}`)
      .first()
      .evaluate((element) => {
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
        return borderTopWidth !== '0px' && borderTopColor !== backgroundColor;
      });
  await show('conversation');
  for (const shape of ['.bubble', '.avatar', '.box', '.window']) expect(await borders(shape), shape).toBe(true);
  await show('unread');
  for (const shape of ['.launcher', '.badge']) expect(await borders(shape), shape).toBe(true);
});
