import { text as readAll } from 'node:stream/consumers';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import WebSocket from 'ws';
import { type ChatClient, createChatClient } from 'xo-rtm';
import { type Emulator, startEmulator } from 'xo-rtm/emulator';
import { browserTest } from '../../support/scenario.js';

/** The inspector as a developer uses it, while two users chat. */
const test = browserTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the dependencies of a fixture from the pattern, and this one has none
  .extend('emulator', async ({}, { onCleanup }) => {
    const emulator = await startEmulator({ bot: { name: 'Shop' } });
    onCleanup(() => emulator.stop());
    return emulator;
  })
  .extend('chat', async ({ emulator }, { onCleanup }) => {
    const clients: ChatClient[] = [];
    onCleanup(async () => void (await Promise.all(clients.map((client) => client.disconnect()))));
    return async (identity: string) => {
      const client = clientOf(emulator, identity);
      clients.push(client);
      await client.connect();
      return client;
    };
  })
  .extend('inspector', async ({ emulator, context, watch }) => {
    watch.allowOrigin(emulator.url);
    return async () => {
      const page = await context.newPage();
      await page.goto(`${emulator.url}/_inspect`);
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    };
  });

function clientOf({ apiUrl, jwtUrl, bot }: Emulator, identity: string): ChatClient {
  const getJwt = async () => {
    const response = await fetch(jwtUrl, { method: 'POST', body: JSON.stringify({ identity }) });
    return ((await response.json()) as { jwt: string }).jwt;
  };
  return createChatClient({ apiUrl, bot, getJwt, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket });
}

const texts = (client: ChatClient) => client.messages.map(({ from, text }) => `${from}: ${text}`);
const lines = (page: Page) => page.locator('.line');
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();
const outcome = (page: Page, text: string) => page.locator('.outcome', { hasText: text }).waitFor();

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('shows past and live trace entries, filters and searches them, and contains no secrets', async ({
  chat,
  inspector,
  emulator,
}) => {
  const ann = await chat('ann');
  await ann.send('before the page was open');
  const page = await inspector();
  const found = (text: string) => lines(page).filter({ hasText: text });
  // The user's own message, and the echo of the bot.
  await expect.poll(() => found('before the page was open').count()).toBe(2);
  const bob = await chat('bob');
  await bob.send('while it is open');
  await expect.poll(() => found('while it is open').count()).toBe(2);

  const search = page.getByRole('searchbox');
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.keyboard.type('OPEN while');
  await expect.poll(() => lines(page).count()).toBe(2);
  await page.getByRole('button', { name: 'To clients' }).click();
  await expect.poll(() => lines(page).allInnerTexts()).toEqual([expect.stringContaining('/bot.message')]);
  await search.fill('no such words');
  await page.getByText('No line is like that.').waitFor();
  await search.fill('');
  await page.getByRole('combobox', { name: 'User' }).selectOption('ann');
  await expect.poll(() => lines(page).filter({ hasText: 'bob' }).count()).toBe(0);
  await page.getByRole('combobox', { name: 'User' }).selectOption('Everybody');
  await page.getByRole('button', { name: 'To clients' }).click();

  // By keyboard: the list is one tab stop, arrow keys move inside it, Enter opens an entry.
  await lines(page).last().focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const open = page.locator('.line[aria-expanded="true"]');
  await expect.poll(() => open.count()).toBe(1);
  expect(JSON.parse(await page.locator('.lines pre').innerText())).toBeTypeOf('object');
  await expect.poll(() => page.locator('.line[tabindex="0"]').count()).toBe(1);
  // The list does not scroll while an entry is read, and counts newer ones.
  await bob.send('newer');
  await page.getByRole('button', { name: /\d+ newer, go on/ }).click();
  await found('newer').first().waitFor();

  await tab(page, 'Users');
  const card = page.getByRole('listitem', { name: 'bob' });
  await expect.poll(() => card.innerText()).toMatch(/Sockets\s*#2/);
  await card.getByRole('button', { name: 'Show only' }).click();
  await expect.poll(() => lines(page).filter({ hasText: 'ann' }).count()).toBe(0);

  const all = await page.locator('html').innerHTML();
  expect(all).not.toContain(emulator.clientSecret);
  expect(all).not.toMatch(/eyJ[\w-]{20}|sid=\w{8}|bearer \w{8}/i);

  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('No line is like that.').waitFor();
});

test('sends messages as the bot and as an agent, mutes the bot, and adds faults', async ({
  chat,
  inspector,
  emulator,
}) => {
  const [ann, bob] = [await chat('ann'), await chat('bob')];
  const page = await inspector();

  await page.getByRole('listitem', { name: 'ann' }).getByRole('button', { name: 'Say…' }).click();
  const field = page.getByRole('textbox', { name: /template as JSON/ });
  await field.fill('Are you still there?');
  await page.keyboard.press('Control+Enter');
  await outcome(page, 'Said to ann.');
  await page.getByLabel('an agent').check();
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('Everybody');
  await page.getByLabel('Begin with a sample').selectOption('Buttons');
  await page.getByRole('button', { name: 'Send' }).click();
  await outcome(page, 'Said to 2 users.');
  await expect.poll(() => texts(ann)).toEqual(['bot: Are you still there?', expect.stringMatching(/^agent: /)]);
  await expect.poll(() => bob.messages).toHaveLength(1);
  await field.fill('{ "template_type": ');
  await page.getByText('This is no JSON yet').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);

  await page.getByRole('switch', { name: 'Bot answers' }).click();
  await outcome(page, 'The bot is muted.');
  expect(emulator.muted).toBe(true);
  await page.getByRole('switch', { name: 'Bot answers' }).click();
  await outcome(page, 'The bot answers again.');

  await tab(page, 'Faults');
  const twice = page.getByRole('switch', { name: 'Answers come twice' });
  await twice.click();
  await page.locator('[role=switch][aria-checked=true]', { hasText: 'Answers come twice' }).waitFor();
  await ann.send('Hello');
  await page.getByRole('listitem', { name: 'twice' }).getByText('1×').waitFor();
  await twice.click();
  await page.getByText('Nothing goes wrong on purpose.').waitFor();
  expect(emulator.faults.rules).toEqual([]);
  const own = page.getByRole('textbox', { name: /rule of your own/ });
  await own.fill('{ "match": { "at": "out" }, "action": "explode" }');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await outcome(page, 'unable to add the fault rule');
});

test('expires tokens and cuts connections, and the client reconnects', async ({ chat, inspector }) => {
  const ann = await chat('ann');
  const page = await inspector();
  const card = page.getByRole('listitem', { name: 'ann' });
  await card.getByRole('button', { name: 'Expire tokens' }).click();
  await outcome(page, '1 token expired.');
  await card.getByRole('button', { name: 'Cut' }).click();
  await outcome(page, '1 connection cut.');
  await ann.send('back again');
  await expect.poll(async () => card.innerText(), { timeout: 20_000 }).toMatch(/Sockets\s*#2/);
  // The 401 that made the client request a new token.
  await lines(page).filter({ hasText: '401' }).first().waitFor();
});

test('exports the trace, and replays it to another user', async ({ chat, inspector, emulator, watch }) => {
  const ann = await chat('ann');
  await ann.send('Where is my order?');
  await expect.poll(() => ann.messages.length).toBe(2);
  const page = await inspector();
  await lines(page).filter({ hasText: 'Where is my order?' }).nth(1).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^trace-[\d-]+\.jsonl$/);
  const trace = await readAll(await download.createReadStream());
  const directions = trace
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { direction: string }).direction);
  expect(directions).toContain('in');

  const bob = await chat('bob');
  await tab(page, 'Replay');
  await page.getByLabel('Trace (JSON Lines)').setInputFiles({
    name: 'order.jsonl',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(trace),
  });
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('bob');
  await page.getByLabel('Speed').selectOption('Without pauses');
  await page.getByRole('button', { name: /^Play order.jsonl/ }).click();
  await outcome(page, 'The replay has begun.');
  await expect.poll(() => texts(bob)).toEqual(['user: Where is my order?', 'bot: Where is my order?']);
  expect(emulator.messages('bob')).toHaveLength(2);

  await page.getByLabel('Trace (JSON Lines)').setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Buy milk'),
  });
  await outcome(page, 'Line 1 is not a trace entry.');

  // The browser logs the lost stream, and each attempt to restore it.
  watch.ignore(/ERR_/);
  await emulator.stop();
  await page.getByText('The emulator is gone; trying again…').waitFor();
});

for (const [look, options] of Object.entries({
  'light, wide': { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  'dark, narrow': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
} as const)) {
  test(`is accessible and fits the screen: ${look}`, async ({ chat, inspector, emulator }) => {
    const ann = await chat('ann.with-a-long-name@customers.example.com');
    await ann.send('Hello');
    emulator.faults.add({ match: { at: 'in', text: 'never-sent' }, action: 'drop' });
    const page = await inspector();
    await page.setViewportSize(options.viewport);
    await page.emulateMedia({ colorScheme: options.colorScheme });
    await lines(page).last().click();
    for (const name of ['Users', 'Say', 'Faults', 'Replay']) {
      await tab(page, name);
      expect(await axeViolations(page), name).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, name).toBeLessThanOrEqual(options.viewport.width);
    }
    // Arrow keys move from the last tab to the first one.
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('tab', { selected: true }).innerText()).toContain('Users');
  });
}
