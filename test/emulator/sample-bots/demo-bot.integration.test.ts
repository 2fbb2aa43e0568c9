import { afterEach, describe, expect, test } from 'vitest';
import { demoBot, echoBot, startEmulator } from '../../../src/emulator/index.js';
import { emulators, type Json, type Line, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

async function meet() {
  const emulator = await started.start({ script: demoBot, delayFactor: 0.02 });
  const user = await PlatformUser.of(emulator);
  return { emulator, user, line: await user.connect() };
}

let id = 1;
const sendTo = (line: Line, text: string, message: Json = {}) => line.sendMessage(text, id++, message);

/** The template of an answer. */
function templateOf({ message }: Json): Json {
  const [item] = message as [{ component: { payload: { payload: Json } } }];
  return item.component.payload.payload;
}

test('help names every word, and offers some', async () => {
  const { line } = await meet();
  sendTo(line, 'Help ');
  const choices = templateOf(await line.received('bot_response', 2));
  expect(choices.template_type).toBe('quick_replies');
  const words = 'templates stream agent bye slow long markdown error notices silence';
  for (const word of words.split(' ')) expect(line.answers[0]).toContain(word);
});

test('templates lists samples as buttons, and each button shows one', async () => {
  const { line } = await meet();
  sendTo(line, 'templates');
  await line.received('bot_response', 5);
  const names = line
    .of('bot_response')
    .flatMap((frame) => (templateOf(frame).buttons as Json[]).map(({ payload }) => payload));
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) sendTo(line, name as string, { renderMsg: name });
  await line.received('bot_response', 5 + names.length);
  const shown = line.answers.slice(5);
  expect(shown.filter((text) => text.startsWith('You '))).toEqual([]);
});

test('stream answers in parts', async () => {
  const { line } = await meet();
  sendTo(line, 'stream');
  await expect.poll(() => line.of('bot_response').at(-1)?.endChunk, { timeout: 10_000 }).toBe(true);
  const parts = line.of('bot_response');
  expect(parts.length).toBeGreaterThan(20);
  expect(parts.at(-1)?.completeResponse).toBe(line.answers.join(''));
});

test('long is long, markdown has signs, error is an error, slow thinks first', async () => {
  const { line } = await meet();
  sendTo(line, 'long');
  sendTo(line, 'markdown');
  sendTo(line, 'error');
  sendTo(line, 'slow');
  await line.received('bot_response', 4);
  expect(line.answers[0]?.length).toBeGreaterThan(2000);
  expect(line.answers[1]).toContain('[the guide](https://example.com/repotting)');
  expect(JSON.parse(line.answers[2] as string)).toMatchObject({ type: 'error' });
  expect(templateOf(line.of('bot_response')[3] as Json)).toMatchObject({ template_type: 'wait_for_response' });
});

test('silence lasts until speak', async () => {
  const { line } = await meet();
  for (const text of ['silence', 'hello?', 'help', 'speak', 'thanks']) sendTo(line, text);
  await expect.poll(() => line.answers.at(-1)).toBe('You said: thanks');
  expect(line.answers).toHaveLength(3);
});

test('silence ends with the session: its memory is gone', async () => {
  const { line } = await meet();
  sendTo(line, 'silence');
  await line.received('bot_response');
  line.send({ resourceid: '/bot.closeConversationSession', id: id++ });
  sendTo(line, 'hello?');
  await expect.poll(() => line.answers.at(-1)).toBe('You said: hello?');
});

test('crash is announced', async () => {
  const { line } = await meet();
  sendTo(line, 'crash');
  await line.received('botKitUnreachable');
});

test('other words are said back, choices and files are named', async () => {
  const { line } = await meet();
  sendTo(line, 'a plant');
  sendTo(line, 'deliver', { renderMsg: 'Deliver it' });
  sendTo(line, '', { attachments: [{ fileId: 'f', fileName: 'a.png', fileType: 'image' }] });
  sendTo(line, '__proto__');
  await line.answered(
    'You said: a plant',
    'You chose “Deliver it” (deliver).',
    'Received: a.png',
    'You said: __proto__',
  );
});

describe('agent', () => {
  const events = (line: Line) => line.of('events').map(({ message }) => (message as Json).type);

  test('connects, types, writes; receipts for what the user says; bye ends it', async () => {
    const { line } = await meet();
    sendTo(line, 'agent');
    await line.received('agent_session_start');
    const hello = await line.received('bot_response', 2);
    expect(hello).toMatchObject({ fromAgent: true, author: { type: 'AGENT' } });
    expect(templateOf(hello)).toMatchObject({ template_type: 'live_agent' });
    expect(events(line)).toEqual(['agent_connected', 'typing', 'stoptyping']);

    line.sendMessage('my plant', 4711);
    await line.received('bot_response', 3);
    expect(events(line).slice(3)).toEqual(['message_delivered', 'message_read', 'typing', 'stoptyping']);
    expect(line.of('events')[3]?.message).toMatchObject({ clientMessageId: 4711 });
    expect(line.of('events')[4]?.message).toMatchObject({ clientMessageId: 4711 });

    sendTo(line, 'bye');
    await line.received('agent_session_end');
    expect(events(line).at(-1)).toBe('agent_disconnected');
    sendTo(line, 'help');
    await line.received('bot_response', 5);
  });

  test('the user may end it, or the session does', async () => {
    const { line } = await meet();
    for (const end of [
      { event: 'close_agent_chat', resourceid: '/bot.message' },
      { resourceid: '/bot.closeConversationSession' },
    ]) {
      const before = line.of('agent_session_end').length;
      const spoken = line.of('bot_response').length;
      sendTo(line, 'agent');
      await line.received('bot_response', spoken + 2);
      line.send({ ...end, id: id++ });
      await line.received('agent_session_end', before + 1);
    }
  });

  test('Start_New ends it, Start_New_Resume_Agent keeps it', async () => {
    const { line, user } = await meet();
    sendTo(line, 'agent');
    await line.received('bot_response', 2);
    const open = await user.connect('&ConnectionMode=Start_New_Resume_Agent');
    sendTo(open, 'still there?');
    expect(await open.received('bot_response')).toMatchObject({ fromAgent: true });
    const fresh = await user.connect('&ConnectionMode=Start_New');
    await fresh.received('agent_session_end');
    sendTo(fresh, 'hello');
    await fresh.answered('You said: hello');
  });
});

test('the echo bot names files', async () => {
  const emulator = await started.start({ script: echoBot });
  const line = await (await PlatformUser.of(emulator)).connect();
  line.sendMessage('', 1, { attachments: [{ fileId: 'f', fileName: 'a.png', fileType: 'image' }] });
  await line.answered('a.png');
});
