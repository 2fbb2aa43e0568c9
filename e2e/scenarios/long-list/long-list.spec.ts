import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

/** Ten thousand messages, under a policy that allows no inline style. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
});

/** Runs in the page with the list at hand. */
function inList<Result>(
  page: Page,
  read: (list: { root: ShadowRoot; scroller: HTMLElement }) => Result,
): Promise<Result> {
  return page.evaluate(
    `(${read})((() => { const root = document.querySelector('xo-chat').shadowRoot; return { root, scroller: root.querySelector('.scroller') }; })())`,
  );
}

const elements = (page: Page) => inList(page, ({ root }) => root.querySelectorAll('*').length);

/** The first message wholly in sight, and where its upper edge is. */
const read = (page: Page) =>
  inList(page, ({ root, scroller }) => {
    const edge = scroller.getBoundingClientRect().top;
    const found = [...root.querySelectorAll<HTMLElement>('[data-id]')].find(
      (each) => each.getBoundingClientRect().top >= edge,
    );
    return { id: Number(found?.dataset.id?.slice(1)), top: found?.getBoundingClientRect().top ?? Number.NaN };
  });

const topOf = (page: Page, id: number): Promise<number> =>
  page.locator(`xo-chat [data-id="m${id}"]`).evaluate((element) => element.getBoundingClientRect().top);

/** After the next picture. */
const painted = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

/** As soon as three pictures in a row show the same line at the same place. */
async function settled(page: Page): Promise<void> {
  const seen: string[] = [];
  await expect
    .poll(async () => {
      await painted(page);
      seen.push(JSON.stringify(await read(page)));
      return new Set(seen.slice(-3)).size === 1 && seen.length > 2;
    })
    .toBe(true);
}

test('shows the end, in few elements, and stays there', async ({ page }) => {
  await expect.poll(() => page.getByText(/^9999: /).isVisible()).toBe(true);
  await expect.poll(() => elements(page)).toBeLessThanOrEqual(800);
  await page.evaluate(
    'client.receive({ ...client.messages.at(-1), id: "new", components: [{ type: "text", text: "news" }] })',
  );
  await painted(page);
  const gap = () => inList(page, ({ scroller }) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight);
  await expect.poll(gap).toBeLessThan(1);
  await expect.poll(() => page.getByText('news', { exact: true }).isVisible()).toBe(true);
});

test('always shows something while it is scrolled by wheel, from end to start', async ({ page }) => {
  await page.getByText(/^9999: /).waitFor();
  // While the end is still being measured, the list scrolls to it again, and a turn of the wheel would be lost.
  await settled(page);
  await page.mouse.move(200, 300);
  let before = (await read(page)).id;
  for (let turn = 0; turn < 20; turn++) {
    const from = await inList(page, ({ scroller }) => scroller.scrollTop);
    // A turn of the wheel is lost where the list scrolls at the same moment, so it is repeated until the list has moved.
    await expect
      .poll(async () => {
        if ((await inList(page, ({ scroller }) => scroller.scrollTop)) >= from) await page.mouse.wheel(0, -400);
        await painted(page);
        return inList(page, ({ scroller }) => scroller.scrollTop);
      })
      .toBeLessThan(from);
    // One turn of the wheel may be several pictures.
    await expect.poll(async () => (await read(page)).id).toBeLessThan(before);
    const now = (await read(page)).id;
    expect(now).toBeGreaterThan(before - 20);
    before = now;
  }
  await page.locator('xo-chat .scroller').press('Home');
  // Near the start, older messages come in by themselves.
  await expect.poll(async () => (await read(page)).id).toBeLessThanOrEqual(0);
  await expect.poll(() => elements(page)).toBeLessThanOrEqual(800);
});

test('does not move the line being read, whatever comes in above or below', async ({ page }) => {
  await page.getByText(/^9999: /).waitFor();
  await settled(page);
  await inList(page, ({ scroller }) => scroller.scrollTo({ top: scroller.scrollHeight / 2 }));
  await settled(page);
  const { id, top } = await read(page);
  expect(id).toBeGreaterThan(4000);
  expect(id).toBeLessThan(6000);
  await page.evaluate('client.loadHistory({ limit: 100 })');
  await settled(page);
  expect(Math.abs((await topOf(page, id)) - top)).toBeLessThanOrEqual(1);
  await page.evaluate('client.receive({ ...client.messages.at(-2), id: "new" })');
  await settled(page);
  expect(Math.abs((await topOf(page, id)) - top)).toBeLessThanOrEqual(1);
});

test('has every message in the page on request, by keyboard', async ({ page }) => {
  const button = page.getByRole('button', { name: 'Show the whole conversation' });
  await button.focus();
  expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('xo-chat .message').count()).toBe(10_000);
  await page.getByText(/^17: /).scrollIntoViewIfNeeded();
  await expect.poll(() => page.getByText(/^17: /).isVisible()).toBe(true);
});
