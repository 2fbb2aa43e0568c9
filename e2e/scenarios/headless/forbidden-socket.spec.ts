import { expect } from 'vitest';
import { scenarioTest } from '../../support/scenario.js';

/** A policy that allows the REST calls of the platform, but not its socket. */
const test = scenarioTest(import.meta.url, {
  csp: ({ url }) => `default-src 'none'; script-src 'self'; connect-src ${url}`,
});

test('a policy that forbids the socket is reported at once', async ({ page, watch }) => {
  watch.ignore(/connect-src forbids/, /violates the following Content Security Policy/, /unable to open a socket/);
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text().trim()));
  const since = performance.now();
  await page.evaluate('void client.connect()');
  await expect.poll(() => page.textContent('#state')).toBe('waiting');
  // Chromium reports it only by an event. The socket itself would fail only after the timeout of 10 s.
  expect(performance.now() - since).toBeLessThan(8_000);
  await expect
    .poll(() => lines.filter((line) => line.startsWith('[xo-rtm]')))
    .toEqual([
      '[xo-rtm] unable to open a socket; the page may not. Check apiUrl, and that the connect-src directive of the CSP and every proxy on the way allow WebSocket connections.',
    ]);
});
