import { expect } from 'vitest';
import { scenarioTest } from '../../support/scenario.js';

/** Service workers cannot use `import()`, so `xo-rtm/worker` has all parts in one file. */
const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(message.text.toUpperCase())) },
});

const call = (command: string) => `callWorker(${JSON.stringify(command)})`;

test('connects, uses the storage, and reads the history', async ({ page }) => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => {})');
  await page.evaluate(call('connect'));
  await page.evaluate(call('send'));
  await expect
    .poll(() => page.evaluate<{ messages: string[] }>(call('state')).then(({ messages }) => messages))
    .toEqual(['user: from a worker (delivered)', 'bot: FROM A WORKER (delivered)']);
  const { status, errors, stored } = await page.evaluate<{ status: string; errors: unknown[]; stored: string[] }>(
    call('history'),
  );
  expect([status, errors]).toEqual(['ready', []]);
  expect(stored.join()).toContain(':mark');
});
