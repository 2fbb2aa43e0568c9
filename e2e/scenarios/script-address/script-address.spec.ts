import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { sample } from '../../../test/support/sample.js';
import { ChatWindow } from '../../support/chat-window.js';
import { type PageServer, type PageServerOptions, startPageServer } from '../../support/page-server.js';
import { scenarioTest } from '../../support/scenario.js';
import { baitsFor } from './baits.js';
import { startForeignSite } from './foreign-site.js';

const dist = (name: string) => readFile(new URL(`../../../dist/${name}`, import.meta.url), 'utf8');
const NONCE = 'r4nd0m';
/** Allows only scripts with the nonce and what they load, and no HTML from strings. As on most pages, images and frames are not restricted. */
const STRICT = `script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Collects the console lines of this package. */
function watchLines(page: Page): string[] {
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('[xo-rtm]')) lines.push(message.text().trim());
  });
  return lines;
}

const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
})
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('evil', async ({}, { onCleanup }) => {
    const evil = await startForeignSite();
    onCleanup(() => evil.stop());
    return evil;
  })
  .extend('show', async ({ page, emulator, watch }, { onCleanup }) => {
    const { apiUrl, jwtUrl, bot } = emulator;
    const element = `<xo-chat api-url="${apiUrl}" bot-name="${bot.name}" bot-id="${bot.id}" jwt-url="${jwtUrl}"></xo-chat>`;
    const sites: PageServer[] = [];
    // The page is closed first, because its pending requests would fail and be reported.
    onCleanup(async () => {
      await page.close();
      for (const site of sites) await site.stop();
    });
    /** Opens a page with this HTML in its body, where `<chat>` is replaced by the element. */
    return async (html: string, options: Partial<PageServerOptions> = {}) => {
      const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><body>${html.replaceAll('<chat>', () => element)}`;
      const site = await startPageServer({
        folder: '',
        ...options,
        generated: { ...options.generated, '/page/index.html': text },
      });
      sites.push(site);
      watch.allowOrigin(site.origin);
      const lines = watchLines(page);
      await page.goto(`${site.origin}/page/index.html`);
      return { site, lines };
    };
  })
  .extend('cdn', async ({ watch }, { onCleanup }) => {
    return async (options: Partial<PageServerOptions> = {}) => {
      const cdn = await startPageServer({ folder: '', ...options });
      onCleanup(() => cdn.stop());
      watch.allowOrigin(cdn.origin);
      return cdn.origin;
    };
  });

/** Opens the chat, sends a message, and waits for the composer, which loads after the first message. */
async function expectWorkingChat(page: Page): Promise<void> {
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
  await chat.loadComposer();
}

const FILES = ['xo-chat.js', 'xo-chat-loader.js'] as const;
/** Each bait with one of the scripts, because both find their address in the same way. */
const CASES = Object.keys(baitsFor('')).map((bait) => [bait, bait.includes('XoChat') ? FILES[0] : FILES[1]] as const);

describe('markup that an attacker injects into the page', () => {
  test.for(sample(CASES, 3))(
    '%s does not change the address of %s, before or after the tag',
    async ([name, file], { page, evil, watch, show }) => {
      const bait = baitsFor(evil.origin)[name]!;
      watch.allowOrigin(evil.origin);
      const isBase = bait.startsWith('<base');
      // A base element before the tag changes its relative src. Only the page itself can prevent that.
      const tag = (src: string) => `<script nonce="${NONCE}" src="${src}" async></script>`;
      const { lines } = await show(
        isBase ? `${tag(`../xo-rtm/${file}`)}${bait}<chat>` : `${bait}${tag(`../xo-rtm/${file}`)}${bait}<chat>`,
        { csp: STRICT },
      );
      await expectWorkingChat(page);
      expect(await page.evaluate('globalThis.isTaken')).toBeUndefined();
      expect(evil.requests.filter((path) => /\/xo-chat(?:-loader)?\//.test(path))).toEqual([]);
      expect(lines).toEqual([]);
    },
  );

  test.for(FILES)('all of it together does not change the address of %s', async (file, { page, evil, watch, show }) => {
    watch.allowOrigin(evil.origin);
    const bait = Object.values(baitsFor(evil.origin)).join('');
    await show(`<script nonce="${NONCE}" src="/xo-rtm/${file}" async></script>${bait}<chat>`, { csp: STRICT });
    await expectWorkingChat(page);
    expect(await page.evaluate('globalThis.isTaken')).toBeUndefined();
    expect(evil.requests.filter((path) => /\/xo-chat(?:-loader)?\//.test(path))).toEqual([]);
  });

  test.for(FILES)('is not used as the address of an inlined %s', async (file, { page, evil, watch, show }) => {
    watch.ignore(/\[xo-rtm\] unable to draw the chat/);
    watch.allowOrigin(evil.origin);
    const bait = Object.values(baitsFor(evil.origin)).join('');
    const { lines } = await show(`${bait}<script nonce="${NONCE}">${await dist(file)}</script>${bait}<chat>`, {
      csp: STRICT,
    });
    expect(lines).toEqual([expect.stringContaining('Set window.XoChat = { base } before it')]);
    expect(await page.evaluate('globalThis.isTaken')).toBeUndefined();
    expect(evil.requests.filter((path) => /\/xo-chat(?:-loader)?\//.test(path))).toEqual([]);
  });

  test.for(FILES)('a base element of the page itself is respected by %s', async (file, { page, show }) => {
    await show(`<base href="/xo-rtm/"><script src="${file}"></script><chat>`);
    await expectWorkingChat(page);
  });
});

describe('inlined', () => {
  test('xo-chat.all.js works with a nonce, and loads no other file', async ({ page, watch, show }) => {
    const { lines } = await show(`<script nonce="${NONCE}">${await dist('xo-chat.all.js')}</script><chat>`, {
      csp: STRICT,
    });
    await expectWorkingChat(page);
    const bodies = watch.scripts.map(({ url }) => url);
    expect([bodies, lines]).toEqual([[], []]);
    expect(await page.evaluate('Object.keys(XoChat).sort().join()')).toBe(
      'allow,base,createChatClient,forget,mountChat,registerCatalogue,registerTemplate,version',
    );
  });

  test.for(FILES)(
    '%s reports what to set, renders nothing, and works once it is set',
    async (file, { page, watch, show }) => {
      watch.ignore(/\[xo-rtm\] unable to draw the chat/);
      const { lines } = await show(`<script nonce="${NONCE}">${await dist(file)}</script><chat>`, { csp: STRICT });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^\[xo-rtm\] unable to draw the chat; .*Set window\.XoChat = \{ base \} before it, or use xo-chat\.all\.js\./,
      );
      expect(await new ChatWindow(page).launcher.count()).toBe(0);
      await page.evaluate("XoChat.base = '/xo-rtm/'");
      await expectWorkingChat(page);
      expect(lines).toHaveLength(1);
    },
  );

  test.for(FILES)('%s works with data-base', async (file, { page, show }) => {
    const { lines } = await show(`<script data-base="/xo-rtm">${await dist(file)}</script><chat>`);
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });

  test.for(FILES)('%s works with a setting before it', async (file, { page, show }) => {
    const setting = "<script>window.XoChat = { base: '/xo-rtm/' };</script>";
    const { lines } = await show(`${setting}<script>${await dist(file)}</script><chat>`);
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });
});

describe('concatenated with another file', () => {
  const before = 'globalThis.other = 1 // without a semicolon\n';

  test('xo-chat.js reports once that its folder is missing, and what to do', async ({ page, watch, show }) => {
    watch.ignore(/unable to load|\b404\b/);
    const { lines } = await show('<script src="/cache/all.js"></script><chat>', {
      generated: { '/cache/all.js': before + (await dist('xo-chat.js')) },
    });
    const chat = new ChatWindow(page);
    await chat.launcher.click();
    await chat.send('**Hello**');
    await expect.poll(() => chat.transcript()).toHaveLength(2);
    await expect.poll(() => lines.length).toBe(1);
    await chat.send('again');
    await expect.poll(() => chat.transcript()).toHaveLength(4);
    expect(lines).toEqual([
      expect.stringMatching(/unable to load .*Serve xo-chat\/ beside xo-chat\.js, or where data-base says\./),
    ]);
  });

  test('xo-chat-loader.js reports it on the first interaction', async ({ page, watch, show }) => {
    watch.ignore(/unable to load|\b404\b/);
    const { lines } = await show('<script src="/cache/all.js"></script><chat>', {
      generated: { '/cache/all.js': before + (await dist('xo-chat-loader.js')) },
    });
    await new ChatWindow(page).launcher.click();
    await expect
      .poll(() => lines)
      .toEqual([
        expect.stringMatching(
          /unable to load the chat\. Serve xo-chat-loader\/ beside xo-chat-loader\.js, or where data-base says\./,
        ),
      ]);
  });

  test.for([...FILES, 'xo-chat.all.js'])('%s works if the tag names the folder', async (file, { page, show }) => {
    const { lines } = await show('<script src="/cache/all.js" data-base="/xo-rtm/"></script><chat>', {
      generated: { '/cache/all.js': before + (await dist(file)) },
    });
    await expectWorkingChat(page);
    expect(await page.evaluate('globalThis.other')).toBe(1);
    expect(lines).toEqual([]);
  });
});

describe('as a module', () => {
  test.for(FILES)('%s reports what to set', async (file, { watch, show }) => {
    watch.ignore(/\[xo-rtm\] unable to draw the chat/);
    const { lines } = await show(`<script type="module" src="/xo-rtm/${file}"></script><chat>`);
    await expect.poll(() => lines).toEqual([expect.stringContaining('Set window.XoChat = { base } before it')]);
  });

  test.for(FILES)('%s works with the setting', async (file, { page, show }) => {
    const setting = "<script>window.XoChat = { base: '/xo-rtm/' };</script>";
    const { lines } = await show(`${setting}<script type="module" src="/xo-rtm/${file}"></script><chat>`);
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });

  test.for(FILES)('%s works when it is loaded by import()', async (file, { page, show }) => {
    const { lines } = await show(
      `<script type="module">window.XoChat = { base: '/xo-rtm/' }; await import('/xo-rtm/${file}'); window.isVersion = XoChat.version</script><chat>`,
    );
    await expectWorkingChat(page);
    expect(await page.evaluate('isVersion')).toMatch(/^\d/);
    expect(lines).toEqual([]);
  });

  test.for(FILES)('%s works when it is evaluated in a callback', async (file, { page, show }) => {
    const { lines } = await show(
      `<script>window.XoChat = { base: '/xo-rtm/' }; fetch('/xo-rtm/${file}').then((a) => a.text()).then((text) => (0, eval)(text))</script><chat>`,
    );
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });
});

describe('from another origin', () => {
  test.for(FILES)('%s works if CORS allows to read its folder', async (file, { page, show, cdn }) => {
    const { lines } = await show(`<script src="${await cdn({ cors: true })}/xo-rtm/${file}"></script><chat>`);
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });

  test.for(FILES)('%s reports which header is missing', async (file, { page, watch, show, cdn }) => {
    watch.ignore(/unable to load|CORS|ERR_FAILED/);
    const origin = await cdn();
    const { lines, site } = await show(`<script src="${origin}/xo-rtm/${file}"></script><chat>`);
    const chat = new ChatWindow(page);
    await chat.launcher.click();
    if (file === 'xo-chat.js') {
      await chat.send('Hello');
      await expect.poll(() => chat.transcript()).toHaveLength(2);
    }
    const folder = `${origin}/xo-rtm/${file.replace('.js', '/')}`;
    const sentence = `Serve ${folder}, with the header Access-Control-Allow-Origin: ${site.origin}.`;
    await expect.poll(() => lines).toEqual([expect.stringContaining(sentence)]);
  });

  test('xo-chat.all.js needs no header', async ({ page, show, cdn }) => {
    const { lines } = await show(`<script src="${await cdn()}/xo-rtm/xo-chat.all.js"></script><chat>`);
    await expectWorkingChat(page);
    expect(lines).toEqual([]);
  });
});

describe('several scripts on a page', () => {
  const tag = (file: string) => `<script src="/xo-rtm/${file}"></script>`;

  test.for([
    ['xo-chat.js', 'xo-chat.js'],
    ['xo-chat.js', 'xo-chat.all.js'],
    ['xo-chat-loader.js', 'xo-chat-loader.js'],
    ['xo-chat-loader.js', 'xo-chat.js'],
    ['xo-chat.js', 'xo-chat-loader.js'],
  ] as const)(
    '%s, then %s: one launcher, one registry, one line',
    async ([first, second], { page, emulator, watch, show }) => {
      watch.ignore(/does nothing/);
      const { lines } = await show(`${tag(first)}<chat>${tag(second)}`);
      const chat = new ChatWindow(page);
      await chat.launcher.waitFor();
      expect(await chat.launcher.count()).toBe(1);
      const isLoader = first === 'xo-chat-loader.js' && second === first;
      if (isLoader) await page.evaluate('XoChat.load()');
      // Registrations through the global apply to all chats of the page.
      await page.evaluate(
        ([apiUrl, jwtUrl, name, id]) => {
          const { XoChat } = globalThis as unknown as { XoChat: typeof import('xo-rtm/widget') };
          XoChat.registerCatalogue({ language: 'en', writeMessage: 'Ask away' });
          const target = document.body.appendChild(document.createElement('section'));
          XoChat.mountChat({ target, apiUrl: apiUrl!, jwtUrl: jwtUrl!, bot: { name: name!, id: id! } });
        },
        [emulator.apiUrl, emulator.jwtUrl, emulator.bot.name, emulator.bot.id],
      );
      await page.locator('section xo-chat').getByRole('textbox', { name: 'Ask away' }).waitFor();
      expect(
        await page.evaluate("customElements.get('xo-chat') === document.querySelector('section xo-chat').constructor"),
      ).toBe(true);
      expect(lines).toEqual([
        `[xo-rtm] ${second} ${await version()} does nothing; ${first} ${await version()} draws the chats of this page. Load one, once.`,
      ]);
    },
  );

  test('the loader together with a module of the page: one launcher', async ({ page, show }) => {
    await show(
      `${tag('xo-chat-loader.js')}<chat><script type="module">import { defineXoChat } from '/xo-rtm/widget/index.js'; defineXoChat();</script>`,
    );
    const chat = new ChatWindow(page);
    await page.waitForFunction("customElements.get('xo-chat')");
    await expect.poll(() => chat.launcher.count()).toBe(1);
    await expectWorkingChat(page);
  });

  const version = async () =>
    JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')).version;
});
