import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { watchConnections } from '../../support/watch-connections.js';

/** The element in an app with Vue 3, which sets properties and listens to events as templates do. */
const test = scenarioTest(import.meta.url, {
  // Vue creates a Trusted Types policy for the HTML of its own templates.
  csp: (emulator) => strictCsp()(emulator).replace("trusted-types 'none'", 'trusted-types vue'),
  app: 'app.ts',
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
});

test('the element works in Vue', async ({ page, emulator }) => {
  const connections = watchConnections(page, emulator);
  const chat = new ChatWindow(page);
  await page.getByText('Ask us').click();
  await chat.send('Hello');
  await expect.poll(() => page.locator('output').innerText()).toBe('open: You said: Hello');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('output').innerText()).toBe('closed: You said: Hello');
  await expect.poll(() => connections).toMatchObject({ jwts: 1, sockets: 1, open: 1 });
  await page.getByText('Show or hide').click();
  await expect.poll(() => connections.open).toBe(0);
  await page.getByText('Show or hide').click();
  await chat.launcher.click();
  await expect.poll(() => connections).toMatchObject({ jwts: 2, sockets: 2, open: 1 });
});
