import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { bundleText } from '../../support/bundle.js';
import { ChatWindow } from '../../support/chat-window.js';
import { startPageServer } from '../../support/page-server.js';
import { scenarioTest } from '../../support/scenario.js';

/** The examples of docs/embedding.md, in a page. */
const guide = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
const example = (name: string) => {
  const found = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(guide)?.[1];
  if (!found) throw new Error(`unable to find the example ${name}; docs/embedding.md does not have it`);
  return found;
};

const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
}).extend('paste', async ({ page, emulator, watch }, { onCleanup }) => {
  const withAddresses = (text: string) =>
    text
      .replaceAll('https://platform.kore.ai', new URL(emulator.apiUrl).origin)
      .replaceAll('st-…', emulator.bot.id)
      .replaceAll('/token', emulator.jwtUrl);
  const bytes = (text: string) => new TextEncoder().encode(text);
  /** Opens a page with this HTML in its body. */
  return async (html: string, scripts: Record<string, string> = {}) => {
    const generated: Record<string, Uint8Array> = {};
    for (const [path, text] of Object.entries(scripts)) {
      generated[path] = bytes(path === '/app.js' ? await bundleText(withAddresses(text)) : withAddresses(text));
    }
    generated['/example.html'] = bytes(
      `<!doctype html><meta charset="utf-8"><title>Example</title><body>${withAddresses(html)}`,
    );
    const site = await startPageServer({ folder: '', generated });
    // The page is closed first, because its pending requests would fail and be reported.
    onCleanup(async () => {
      await page.close();
      await site.stop();
    });
    watch.allowOrigin(site.origin);
    await page.goto(`${site.origin}/example.html`);
  };
});

test.for([
  ['the loader', 'loader', []],
  ['the loader on a pinned page', 'pinned', []],
  ['the script tag', 'script-tag', ['help.js']],
] as const)('%s', async ([, html, scripts], { page, paste }) => {
  await paste(example(html), Object.fromEntries(scripts.map((name) => [`/${name}`, example(name)])));
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
});

test('the loader, with strings of the page', async ({ page, paste }) => {
  await paste(example('loader-with-script'), { '/own-words.js': example('own-words.js') });
  await new ChatWindow(page).launcher.click();
  await page.locator('xo-chat').getByRole('textbox', { name: 'Ask away' }).waitFor();
});

test('the component for React', async ({ page, paste }) => {
  await paste('<script type="module" src="/app.js"></script>', { '/app.js': example('react.tsx') });
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.send('Hello');
  await expect.poll(() => chat.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
});

test('the hooks for React', async ({ page, paste }) => {
  await paste('<script type="module" src="/app.js"></script>', {
    '/app.js': example('own-window.tsx'),
  });
  await page.getByText('Say hello (ready)').click();
  await expect.poll(() => page.locator('li').allInnerTexts()).toEqual(['Hello', 'You said: Hello']);
});

test('the parts for a window of your own', async ({ page, paste }) => {
  const app = `
    import { createChatClient } from 'xo-rtm';
    const getJwt = async () => (await (await fetch('/token', { method: 'POST', body: '{}' })).json()).jwt;
    const client = createChatClient({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Travel', id: 'st-…' }, getJwt });
    attachFiles(client, document.querySelector('input'), document.querySelector('button'));
    await client.connect();
    Object.assign(globalThis, { client, buttonTitles });`;
  await paste(
    '<input type="file" multiple><button disabled>Send</button><script type="module" src="/app.js"></script>',
    { '/app.js': example('own-parts.ts') + app },
  );
  await page.waitForFunction('globalThis.client');
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('Hello') });
  await page.locator('input').setInputFiles([file('one.txt'), file('two.txt')]);
  await page.getByRole('button', { name: 'Send', disabled: false }).click();
  const attached = () =>
    page.evaluate(
      'client.messages.flatMap(({ components }) => components).map(({ fileName }) => fileName).filter(Boolean)',
    );
  await expect.poll(attached).toEqual(['one.txt', 'two.txt']);
  const payload = {
    template_type: 'button',
    text: 'Which?',
    buttons: [{ title: 'One', type: 'postback', payload: '1' }],
  };
  const part = { type: 'template', templateType: 'button', payload };
  expect(await page.evaluate(`buttonTitles(${JSON.stringify(part)})`)).toEqual(['One']);
});

test('a client without a window', async ({ page, paste }) => {
  const lines: string[] = [];
  page.on('console', (line) => lines.push(line.text()));
  await paste('<script type="module" src="/app.js"></script>', { '/app.js': example('own-window.ts') });
  await expect.poll(() => lines).toContain('bot: You said: Hello');
  expect(lines.filter((line) => line === 'user: Hello')).toHaveLength(1);
  expect(lines.filter((line) => / delivered/.test(line))).toHaveLength(1);
  await expect.poll(() => lines.filter((line) => /^ms-/.test(line))).toHaveLength(1);
});
