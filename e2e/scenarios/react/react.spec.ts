import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { watchConnections } from '../../support/watch-connections.js';

/** An app in React's StrictMode with its development build, where every effect runs twice. */
const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  app: 'app.tsx',
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
});

test('useChat opens one connection, and closes it with the component', async ({ page, emulator }) => {
  const connections = watchConnections(page, emulator);
  for (const round of [1, 2]) {
    await page.getByText('Go to conversation').click();
    await expect.poll(() => page.locator('output').innerText()).toBe('ready');
    await page.getByText('Say hello').click();
    await expect.poll(() => page.locator('li').allInnerTexts()).toEqual(['user: Hello', 'bot: You said: Hello']);
    await expect.poll(() => connections).toMatchObject({ jwts: round, sockets: round, open: 1 });
    await page.getByText('Go to nowhere').click();
    await expect.poll(() => connections.open).toBe(0);
  }
});

test('<XoChat> opens one connection when it is first opened, and leaves nothing behind', async ({ page, emulator }) => {
  const connections = watchConnections(page, emulator);
  const chat = new ChatWindow(page);
  await page.getByText('Go to window').click();
  await chat.launcher.waitFor();
  expect(connections).toMatchObject({ jwts: 0, sockets: 0 });
  await chat.launcher.click();
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
  await expect.poll(() => page.locator('output').innerText()).toBe('open, 1 received');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('output').innerText()).toBe('closed, 1 received');
  await page.getByText('Ask us').click();
  await expect.poll(() => chat.input.isVisible()).toBe(true);
  await expect.poll(() => connections).toMatchObject({ jwts: 1, sockets: 1, open: 1 });
  await page.getByText('Go to nowhere').click();
  await expect.poll(() => connections.open).toBe(0);
  await expect.poll(() => page.locator('xo-chat').count()).toBe(0);
});
