import { expect } from 'vitest';
import { scenarioTest } from '../../support/scenario.js';

/** `import()` is forbidden there: `xo-rtm/worker` has all parts in one file. */
const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(message.text.toUpperCase())) },
});

const ask = (what: string) => `ask(${JSON.stringify(what)})`;

test('connects, keeps messages, and reads the history', async ({ page }) => {
  await page.evaluate('navigator.serviceWorker.ready.then(() => {})');
  await page.evaluate(ask('connect'));
  await page.evaluate(ask('send'));
  await expect
    .poll(() => page.evaluate<{ messages: string[] }>(ask('state')).then(({ messages }) => messages))
    .toEqual(['user: from a worker (delivered)', 'bot: FROM A WORKER (delivered)']);
  const { status, errors, kept } = await page.evaluate<{ status: string; errors: unknown[]; kept: string[] }>(
    ask('history'),
  );
  expect([status, errors]).toEqual(['ready', []]);
  expect(kept.join()).toContain(':mark');
});
