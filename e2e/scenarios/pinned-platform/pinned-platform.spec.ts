import { expect } from 'vitest';
import { startEmulator } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { type PageServer, startPageServer } from '../../support/page-server.js';
import { scenarioTest } from '../../support/scenario.js';
import { watchConnections } from '../../support/watch-connections.js';

const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
})
  // Another platform, which would accept the visitor's JWT.
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('other', async ({}, { onCleanup }) => {
    const other = await startEmulator({ port: 0 });
    onCleanup(() => other.stop());
    return other;
  })
  .extend('show', async ({ page, emulator, other, watch }, { onCleanup }) => {
    const { jwtUrl, bot } = emulator;
    const element = (apiUrl: string, more: string) =>
      `<xo-chat api-url="${apiUrl}" bot-name="${bot.name}" bot-id="${bot.id}" jwt-url="${jwtUrl}" ${more}></xo-chat>`;
    const sites: PageServer[] = [];
    onCleanup(async () => {
      await page.close();
      for (const site of sites) await site.stop();
    });
    /** Opens a page with an injected chat, a script, and a chat of its own. Returns its console lines and connections. */
    return async (script: string) => {
      const injected = element(other.apiUrl, 'id="injected" open');
      const html = `<!doctype html><meta charset="utf-8"><title>Page</title><body>${injected}${script}${element(emulator.apiUrl, 'id="own"')}`;
      const site = await startPageServer({ folder: '', generated: { '/page.html': html } });
      sites.push(site);
      watch.allowOrigin(site.origin);
      // The watch does not allow the other platform, so each request to it fails the test.
      watch.ignore(/the page is pinned to other platforms/);
      const lines: string[] = [];
      page.on('console', (message) => void (message.text().startsWith('[xo-rtm]') && lines.push(message.text())));
      const connections = watchConnections(page, emulator);
      await page.goto(`${site.origin}/page.html`);
      return { lines, connections };
    };
  });

const PLATFORM = 'https://platform.kore.ai';

test.for([
  ['data-api-url on the tag', `<script src="/xo-rtm/xo-chat.js" data-api-url="${PLATFORM}"></script>`],
  [
    'data-api-url on the tag of the loader',
    `<script src="/xo-rtm/xo-chat-loader.js" data-api-url="${PLATFORM}"></script>`,
  ],
  [
    'a setting before the script',
    `<script>window.XoChat = { allow: ['${PLATFORM}'] };</script><script src="/xo-rtm/xo-chat.all.js"></script>`,
  ],
  [
    'defineXoChat() in a module',
    `<script type="module">import { defineXoChat } from '/xo-rtm/widget/index.js'; defineXoChat({ allow: ['${PLATFORM}'] });</script>`,
  ],
] as const)('pinned by %s: an injected chat makes no requests', async ([, script], { page, emulator, show }) => {
  const { lines, connections } = await show(script.replace(PLATFORM, emulator.url));
  await expect
    .poll(() => lines)
    .toEqual([expect.stringContaining('unable to set up the chat; the page is pinned to other platforms')]);
  expect(connections).toEqual({ jwts: 0, sockets: 0, open: 0 });

  const own = new ChatWindow(page, '#own');
  await own.launcher.click();
  await own.send('Hello');
  await expect.poll(() => own.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
  await expect.poll(() => connections).toMatchObject({ jwts: 1, sockets: 1 });
  // Neither the element itself nor another one can lift the restriction.
  await page.evaluate(() => {
    const injected = document.querySelector('#injected')!;
    injected.setAttribute('allow', injected.getAttribute('api-url')!);
    injected.setAttribute('data-api-url', injected.getAttribute('api-url')!);
    document.body.append(injected.cloneNode());
  });
  await expect.poll(() => lines.length).toBe(2);
  expect(connections).toMatchObject({ jwts: 1, sockets: 1 });
});

test('pinned: the platform itself cannot redirect the socket to another host', async ({
  page,
  emulator,
  other,
  show,
  watch,
}) => {
  watch.ignore(/it is not in allowedPlatforms/);
  const host = new URL(other.url).host;
  emulator.faults.add({
    match: { at: 'http', endpoint: 'rtm/start' },
    action: { type: 'socketUrl', host },
    count: 1,
  });
  const script = `<script src="/xo-rtm/xo-chat.js" data-api-url="${emulator.url}"></script>`;
  const { lines, connections } = await show(script);
  const own = new ChatWindow(page, '#own');
  await own.launcher.click();
  await expect
    .poll(() => lines)
    .toEqual(
      expect.arrayContaining([expect.stringContaining('unable to get a socket URL; it is not in allowedPlatforms')]),
    );
  expect(connections).toMatchObject({ jwts: 1, sockets: 0 });
  expect(emulator.faults.hits).toHaveLength(1);
});
