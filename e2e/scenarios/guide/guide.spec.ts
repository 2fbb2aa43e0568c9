import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { startPageServer } from '../../support/page-server.js';
import { scenarioTest } from '../../support/scenario.js';

/** The examples of docs/embedding.md, copied and pasted. */
const guide = await readFile(new URL('../../../docs/embedding.md', import.meta.url), 'utf8');
const example = (name: string) => {
  const found = new RegExp(`^\`\`\`\\w+ ${name}\\n(.*?)^\`\`\`$`, 'ms').exec(guide)?.[1];
  if (!found) throw new Error(`unable to find the example ${name}; docs/embedding.md has none of that name`);
  return found;
};

const test = scenarioTest(import.meta.url, {
  emulator: { script: async (message, say) => void (await say(`You said: ${message.text}`)) },
}).extend('paste', async ({ page, emulator, watch }, { onCleanup }) => {
  const here = (text: string) =>
    new TextEncoder().encode(
      text
        .replaceAll('https://platform.kore.ai', new URL(emulator.apiUrl).origin)
        .replaceAll('st-…', emulator.bot.id)
        .replaceAll('/token', emulator.jwtUrl),
    );
  /** Opens a page with this in its body. */
  return async (html: string, scripts: Record<string, string> = {}) => {
    const made = Object.fromEntries(Object.entries(scripts).map(([path, text]) => [path, here(text)]));
    made['/example.html'] = here(`<!doctype html><meta charset="utf-8"><title>Example</title>${html}`);
    const site = await startPageServer({ folder: '', made });
    onCleanup(() => site.stop());
    watch.allowOrigin(site.origin);
    await page.goto(`${site.origin}/example.html`);
  };
});

test.for([
  ['the loader', 'loader', []],
  ['the script tag', 'script-tag', ['help.js']],
] as const)('%s', async ([, html, scripts], { page, paste }) => {
  await paste(example(html), Object.fromEntries(scripts.map((name) => [`/${name}`, example(name)])));
  const chat = new ChatWindow(page);
  await chat.launcher.click();
  await chat.say('Hello');
  await expect.poll(() => chat.transcript()).toEqual(['user: Hello', 'bot: You said: Hello']);
});

test('the loader, with words of the page', async ({ page, paste }) => {
  await paste(example('loader-with-script'), { '/own-words.js': example('own-words.js') });
  await new ChatWindow(page).launcher.click();
  await page.locator('xo-chat').getByRole('textbox', { name: 'Ask away' }).waitFor();
});
