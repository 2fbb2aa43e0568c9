import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator, type UserMessage } from '../../../src/emulator/index.js';
import { wireFixture, wireFixtures } from '../../fixtures/wire/wire-fixtures.js';
import { emulators, PlatformUser, shapeOf } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const start = async (options: object = {}) => PlatformUser.of(await started.start(options));

test('the ack has the documented fields, with the id of the frame', async () => {
  const line = await (await start()).connect();
  const { frame } = wireFixture('guide', 'user message');
  line.send(frame);
  expect(await line.received('ack')).toEqual(wireFixture('guide', 'ack').frame);
  expect(JSON.stringify(await line.received('ack'))).toBe(JSON.stringify(wireFixture('guide', 'ack').frame));
});

test.each([[1466692440896], ['a-text-of-ios'], [0]])('the ack of %j keeps its type', async (id) => {
  const line = await (await start()).connect();
  line.sendMessage('Hi', id);
  expect((await line.received('ack')).replyto).toBe(id);
});

test('a frame without an id is acknowledged without replyto', async () => {
  const line = await (await start()).connect();
  line.send({ resourceid: '/bot.message', message: { body: 'Hi' } });
  expect(await line.received('ack')).toEqual({ ok: true, message: 'delivered', type: 'ack' });
  await line.answered('Hi');
});

test('the answer has the documented fields, including the newer ones', async () => {
  const user = await start({ bot: { name: 'Demo', id: 'st-1', icon: 'https://files.example/bot.png' } });
  const line = await user.connect();
  line.sendMessage('Hi');
  const answer = await line.received('bot_response');
  const { message: _, ...sample } = wireFixture(
    'bot-response',
    'template in two boxes, with every documented field',
  ).frame;
  const { message, ...rest } = answer;
  expect(shapeOf(rest)).toEqual(shapeOf(sample));
  expect(message).toEqual([
    { type: 'text', component: { type: 'text', payload: { text: 'Hi' } }, cInfo: { body: 'Hi' } },
  ]);
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(Object.keys(wireFixture('guide', 'bot response').frame)));
});

test('the user’s other sessions get it as a documented user_message, and other users do not', async () => {
  const user = await start();
  const other = await PlatformUser.of(user.emulator, 'bob');
  const [mine, tab, stranger] = [await user.connect(), await user.connect(), await other.connect()];
  mine.sendMessage('how are you doing', 1466692871803);
  const echo = await tab.received('user_message');
  const { frame } = wireFixture('guide', 'message of another session');
  expect(shapeOf(echo)).toEqual(shapeOf(frame));
  expect(echo).toMatchObject({ from: 'self', id: 1466692871803, message: { body: 'how are you doing' } });
  await tab.answered('how are you doing');
  await mine.answered('how are you doing');
  expect(mine.of('user_message')).toEqual([]);
  expect(tab.of('ack')).toEqual([]);
  expect(stranger.of('user_message')).toEqual([]);
  expect(stranger.of('bot_response')).toEqual([]);
});

test('two sessions see each other’s messages, and a third reads the same story from the history', async () => {
  const user = await start({ script: () => {} });
  const [one, two] = [await user.connect(), await user.connect()];
  for (let i = 0; i < 5; i++) {
    one.sendMessage(`one ${i}`, 10 * i + 1);
    await two.received('user_message', i + 1);
    two.sendMessage(`two ${i}`, 10 * i + 2);
    await one.received('user_message', i + 1);
  }
  const third = new PlatformUser(user.emulator, 'ann');
  await third.grant();
  const { messages } = (await third.history('limit=100')).body as { messages: { userMsgId: number }[] };
  expect(messages.map(({ userMsgId }) => userMsgId)).toEqual([1, 2, 11, 12, 21, 22, 31, 32, 41, 42]);
});

test('record, ack, echo, answer: in this order', async () => {
  const user = await start();
  const order: string[] = [];
  user.emulator.observe((entry) => {
    if (entry.direction === 'out') order.push(`${entry.socket} ${(entry.frame as { type: string }).type}`);
  });
  const [mine, tab] = [await user.connect(), await user.connect()];
  order.length = 0;
  mine.sendMessage('Hi');
  await tab.answered('Hi');
  expect(order).toEqual(['1 ack', '2 user_message', '1 bot_response', '2 bot_response']);
});

describe('what the bot gets', () => {
  const handledMessage = async (message: object) => {
    const got: UserMessage[] = [];
    const user = await start({ script: (it: UserMessage) => void got.push(it) });
    const line = await user.connect();
    line.sendMessage('', 7, message as Record<string, unknown>);
    await expect.poll(() => got.length).toBe(1);
    return got[0] as UserMessage;
  };

  test('a text', async () => {
    const message = await handledMessage({ body: 'Hi' });
    expect(message).toMatchObject({ text: 'Hi', attachments: [], clientMessageId: 7, user: { identity: 'ann' } });
    expect(message).not.toHaveProperty('payload');
    expect(message.raw).toMatchObject({ resourceid: '/bot.message', id: 7 });
  });

  test('a choice, with what people saw', async () => {
    expect(await handledMessage({ body: 'book', renderMsg: 'Book it' })).toMatchObject({
      text: 'book',
      payload: 'book',
      renderMsg: 'Book it',
    });
  });

  test('a choice with an object', async () => {
    expect(await handledMessage({ body: '{"plant":1}', renderMsg: 'Take it' })).toMatchObject({
      payload: { plant: 1 },
    });
  });

  test('files', async () => {
    const file = { fileId: 'f-1', fileName: 'a.png', fileType: 'image' };
    expect(await handledMessage({ attachments: [file, { nothing: true }, null] })).toMatchObject({
      text: '',
      attachments: [file],
    });
  });
});

test('messages of one user are answered one after the other, those of others meanwhile', async () => {
  const gate: (() => void)[] = [];
  const script = async ({ text }: UserMessage, say: (text: string) => Promise<string>) => {
    if (text === 'wait') await new Promise<void>((resolve) => gate.push(resolve));
    await say(`done ${text}`);
  };
  const user = await start({ script });
  const other = await PlatformUser.of(user.emulator, 'bob');
  const [line, stranger] = [await user.connect(), await other.connect()];
  line.sendMessage('wait', 1);
  line.sendMessage('next', 2);
  stranger.sendMessage('me', 3);
  await stranger.answered('done me');
  expect(line.answers).toEqual([]);
  gate[0]?.();
  await line.answered('done wait', 'done next');
});

test('a repeated clientMessageId is stored and answered twice, unless the emulator dedupes', async () => {
  const twice = await start();
  const line = await twice.connect();
  line.sendMessage('Hi', 7);
  line.sendMessage('Hi', 7);
  await line.answered('Hi', 'Hi');
  expect(twice.log).toEqual(['Hi', 'Hi', 'Hi', 'Hi']);

  const once = await start({ dedupe: true });
  const other = await once.connect();
  other.sendMessage('Hi', 7);
  other.sendMessage('Hi', '7');
  await other.received('ack', 2);
  other.sendMessage('Ho', 8);
  await other.answered('Hi', 'Ho');
  expect(once.log).toEqual(['Hi', 'Hi', 'Ho', 'Ho']);
});

test('a message without content is acknowledged and not stored', async () => {
  const user = await start();
  const line = await user.connect();
  for (const message of [{ body: '' }, {}, undefined, 'text', null])
    line.send({ resourceid: '/bot.message', id: 1, message });
  await line.received('ack', 5);
  expect(user.log).toEqual([]);
});

test('a frame without resourceid is a message: that is the default', async () => {
  const line = await (await start()).connect();
  line.send({ id: 1, message: { body: 'Hi' } });
  await line.answered('Hi');
});

test('a failure of the bot is announced, and the next message is answered', async () => {
  const lines: string[] = [];
  const script = async ({ text }: UserMessage, say: (text: string) => Promise<string>) => {
    if (text === 'fail') throw new Error('out of order');
    await say('fine');
  };
  const line = await (await start({ script, log: (text: string) => lines.push(text) })).connect();
  line.sendMessage('fail', 1);
  const { frame } = wireFixture('notices', 'botKitUnreachable');
  expect(await line.received('botKitUnreachable')).toMatchObject(shapeMatcher(frame));
  line.sendMessage('again', 2);
  await line.answered('fine');
  expect(lines.join()).toContain('out of order');
});

test('every client frame of the catalogue is received as sent, and hurts nothing', async () => {
  const user = await start();
  const line = await user.connect();
  const frames = wireFixtures('client-frames').map(({ frame }) => frame);
  for (const frame of frames) line.send(frame);
  await expect.poll(() => user.emulator.received.length).toBe(frames.length);
  expect(user.emulator.received.map(({ frame }) => frame)).toEqual(frames);
  line.sendMessage('still here', 99);
  await expect.poll(() => line.answers.at(-1)).toBe('still here');
});

test('data that is not a frame is recorded and ignored', async () => {
  const user = await start();
  const line = await user.connect();
  for (const noise of ['', '{', 'null', '[]', '7', '"text"', '{"__proto__":{"polluted":true}}', '{"resourceid":7}']) {
    line.send(noise);
  }
  line.socket.send(Buffer.from([0, 255]));
  await expect.poll(() => user.emulator.received.length).toBe(9);
  line.sendMessage('still here');
  await line.answered('still here');
  expect(user.emulator.received[1]).toMatchObject({ user: 'ann', socket: 1, raw: '{' });
  expect(user.emulator.received[1]).not.toHaveProperty('frame');
  expect(user.emulator.received[8]).toMatchObject({ raw: Buffer.from([0, 255]).toString('base64') });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

/** Matches the kinds of the sample's fields; further fields are welcome. */
function shapeMatcher(sample: Record<string, unknown>): Record<string, unknown> {
  const kinds: Record<string, unknown> = { string: expect.any(String), number: expect.any(Number) };
  return Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, kinds[typeof value]]));
}
