import { text as streamText } from 'node:stream/consumers';
import { expect } from 'vitest';
import { demoBot } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, {
  csp: (emulator) => strictCsp(`img-src ${emulator.url}`)(emulator),
  emulator: { script: demoBot, delayFactor: 0.1 },
});

test('an agent joins, exchanges messages, and leaves', async ({ page, emulator }) => {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  await chat.loadComposer();
  await chat.send('agent');
  await root.getByText('You are talking with Demo Agent').waitFor();
  await root.getByRole('heading', { name: 'Demo Agent' }).waitFor();
  await chat.conversation.getByText('Demo Agent has joined the conversation.').waitFor();
  await chat.conversation.getByText('Hello, you are talking with an agent now.').waitFor();

  const sent = (event: string) =>
    emulator.received.filter(({ frame }) => (frame as { event?: string } | undefined)?.event === event).length;
  await expect.poll(() => [sent('message_delivered'), sent('message_read')]).toEqual([1, 1]);
  await chat.send('my plant is sad');
  // Slow typing pauses in between, so there may be several.
  await expect.poll(() => sent('typing')).toBeGreaterThan(0);
  await expect.poll(() => sent('stop_typing')).toBe(sent('typing'));
  await expect.poll(() => chat.delivery()).toBe('Read');
  await chat.conversation.getByText('I will look into it.').waitFor();

  // By keyboard: saves the conversation in both formats, then ends it.
  const save = root.getByRole('button', { name: 'Save conversation' });
  await save.press('Enter');
  const download = async (name: string) => {
    const saved = page.waitForEvent('download');
    await root.getByRole('button', { name }).press('Enter');
    const file = await saved;
    return { name: file.suggestedFilename(), text: await streamText(await file.createReadStream()) };
  };
  const text = await download('As text');
  expect(text.name).toMatch(/^chat-\d{4}-\d\d-\d\d\.txt$/);
  expect(text.text).toContain('You\nmy plant is sad\n');
  const json = await download('As JSON');
  expect(JSON.parse(json.text)).toContainEqual(expect.objectContaining({ from: 'agent', author: 'Demo Agent' }));

  await root.getByRole('button', { name: 'End chat' }).press('Enter');
  await chat.conversation.getByText('Demo Agent has left the conversation.').waitFor();
  await expect.poll(() => sent('close_agent_chat')).toBe(1);
  await root.getByRole('heading', { name: emulator.bot.name }).waitFor();
  await root.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect.poll(() => save.count()).toBe(0);
});

test('notices for the user are shown between the messages', async ({ page }) => {
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  await chat.loadComposer();
  await chat.send('crash');
  await chat.conversation.getByText('The service cannot answer at the moment.').waitFor();
  await chat.send('notices');
  await expect
    .poll(async () => (await chat.transcript()).slice(-2).join('\n'))
    .toContain('The conversation has ended. Write a message to begin a new one.');
  const transcript = await chat.transcript();
  expect(transcript[0]).toBe('user: crash');
  expect(transcript.at(-2)).toBe('system: The form could not be submitted. Please try again.');
  // Screen readers announce the newest one.
  await expect
    .poll(() => root.locator('.said').innerText())
    .toBe('The conversation has ended. Write a message to begin a new one.');
});
