import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';
import { watchConnections } from '../../support/watch-connections.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
});

/** Measures nodes, listeners, timers and memory of a page after a garbage collection. */
async function measure(page: Page, session: CDPSession) {
  // Several turns, because an object may only become unreachable once others are collected.
  for (let turn = 0; turn < 3; turn++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    await session.send('HeapProfiler.collectGarbage');
  }
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const timers: unknown = await page.evaluate('embedding.timers()');
  return { nodes, listeners: jsEventListeners, bytes: usedSize, timers };
}

test('vendor defect 34: a hundred chats that are mounted and destroyed leak nothing', async ({
  page,
  emulator,
  watch,
}) => {
  // The browser logs that a chat was destroyed while its socket was opening.
  watch.ignore(/closed before the connection is established/);
  const connections = watchConnections(page, emulator);
  const session = await page.context().newCDPSession(page);
  await page.waitForFunction('globalThis.embedding');
  // The first rounds compile code and fill caches.
  await page.evaluate('embedding.rounds(20)');
  const before = await measure(page, session);
  await page.evaluate('embedding.rounds(100)');
  await expect.poll(() => connections.open).toBe(0);
  await expect.poll(() => connections.sockets).toBeGreaterThanOrEqual(12);
  // Polled, because the engine does not release everything at once.
  const leaked = async () => {
    const { nodes, listeners, timers, bytes } = await measure(page, session);
    return {
      nodes: Math.max(0, nodes - before.nodes),
      listeners: Math.max(0, listeners - before.listeners),
      timers,
      // A leaked window would be a hundred times about 50 kB.
      bytes: bytes - before.bytes > 300_000 ? bytes - before.bytes : 0,
    };
  };
  await expect.poll(leaked, { timeout: 10_000 }).toEqual({ nodes: 0, listeners: 0, timers: 0, bytes: 0 });
});

test('two chats on one page are independent of each other', async ({ page, emulator }) => {
  const connections = watchConnections(page, emulator);
  await page.waitForFunction('globalThis.embedding');
  await page.evaluate("embedding.mount('ada'); embedding.mount('bob')");
  const ada = new ChatWindow(page, '#ada xo-chat');
  const bob = new ChatWindow(page, '#bob xo-chat');
  await ada.send('I am Ada');
  await bob.send('I am Bob');
  await expect.poll(() => ada.transcript()).toEqual(['user: I am Ada', 'bot: You said: I am Ada']);
  await expect.poll(() => bob.transcript()).toEqual(['user: I am Bob', 'bot: You said: I am Bob']);
  await expect.poll(() => connections).toMatchObject({ jwts: 2, sockets: 2, open: 2 });

  await page.evaluate('chats.ada.destroy()');
  await expect.poll(() => connections.open).toBe(1);
  await expect.poll(() => page.locator('#ada').evaluate((place) => place.childNodes.length)).toBe(0);
  await bob.send('Still here');
  await expect.poll(() => bob.transcript()).toHaveLength(4);
});
