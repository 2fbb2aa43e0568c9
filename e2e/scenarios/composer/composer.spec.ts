import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async ({ text }, say) => void (await say(`You said: ${text}`)) },
});

test('a draft survives a reload, and arrow keys recall sent messages', async ({ page }) => {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  const tools = root.getByRole('button', { name: 'Attach files' });
  await chat.loadComposer();
  await chat.send('first message');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  await chat.send('second message');
  await expect.poll(() => chat.transcript()).toHaveLength(4);

  const written = () => chat.input.inputValue();
  await chat.input.press('ArrowUp');
  await expect.poll(written).toBe('second message');
  await chat.input.press('ArrowUp');
  await expect.poll(written).toBe('first message');
  await chat.input.press('ArrowDown');
  await expect.poll(written).toBe('second message');
  await chat.input.press('ArrowDown');
  await expect.poll(written).toBe('');

  await chat.input.pressSequentially('not yet sent');
  await page.reload();
  await expect.poll(() => chat.input.inputValue()).toBe('not yet sent');
  await chat.input.press('Enter');
  await expect.poll(async () => (await chat.transcript()).at(-1)).toBe('bot: You said: not yet sent');
  await page.reload();
  await tools.waitFor();
  await expect.poll(() => chat.input.inputValue()).toBe('');
});

test('the field grows to six lines, and shows how many characters are left', async ({ page }) => {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  await chat.loadComposer();
  const height = async () => (await chat.input.boundingBox())!.height;
  const heights = [await height()];
  for (let line = 2; line <= 8; line++) {
    await chat.input.press('Shift+Enter');
    if (line <= 6) await expect.poll(height).toBeGreaterThan(heights.at(-1)! + 5);
    heights.push(await height());
  }
  const [one = 0, two = 0] = heights;
  expect(two).toBeGreaterThan(one);
  // The height of a line is not a whole number of pixels.
  expect(Math.abs(heights[5]! - one - 5 * (two - one))).toBeLessThan(3);
  expect(Math.abs(heights[7]! - heights[5]!)).toBeLessThan(1);

  // The limit is 40 characters. An emoji counts as one.
  await chat.input.fill(`${'x'.repeat(31)}🙂`);
  await root.getByText('8 characters left').waitFor();
  await chat.input.fill('x'.repeat(42));
  await root.getByText('2 characters too many').waitFor();
  const send = root.getByRole('button', { name: 'Send' });
  await expect.poll(() => send.isDisabled()).toBe(true);
  await chat.input.press('Enter');
  expect(await chat.transcript()).toEqual([]);
  await chat.input.press('Backspace');
  await chat.input.press('Backspace');
  await chat.input.press('Enter');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
});

test('an emoji can be found and inserted by keyboard', async ({ page }) => {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  await chat.loadComposer();
  await chat.input.fill('so  it is');
  for (let step = 0; step < 6; step++) await chat.input.press('ArrowLeft');
  const button = root.getByRole('button', { name: 'Emoji', exact: true });
  await button.press('Enter');
  const search = root.getByRole('searchbox', { name: 'Search emoji' });
  await root.getByRole('button', { name: 'grinning face', exact: true }).waitFor();

  // Escape in the grid returns to the field, and does not close the window.
  await search.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const bigEyes = root.getByRole('button', { name: 'grinning face with big eyes' });
  await expect.poll(() => bigEyes.evaluate((it) => it.matches(':focus'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => search.count()).toBe(0);
  await expect.poll(() => chat.input.evaluate((field) => field.matches(':focus'))).toBe(true);

  await button.press('Enter');
  await root.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
  await search.pressSequentially('sunflow');
  await root.getByRole('button', { name: 'sunflower', exact: true }).waitFor();
  await search.press('Enter');
  await expect.poll(() => chat.input.inputValue()).toBe('so 🌻 it is');
  await chat.input.press('Enter');
  await expect.poll(() => chat.transcript()).toHaveLength(2);
  expect((await chat.transcript())[0]).toBe('user: so 🌻 it is');
});
