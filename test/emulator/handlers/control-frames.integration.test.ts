import { afterEach, expect, test } from 'vitest';
import { startEmulator, type UserEvent } from '../../../src/emulator/index.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { emulators, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const start = async (options: object = {}) => PlatformUser.of(await started.start(options));

test('a ping is not answered', async () => {
  const line = await (await start()).connect();
  line.send(wireFixture('client-frames', 'ping').frame);
  line.sendMessage('Hi');
  await line.answered('Hi');
  expect(line.types).toEqual(['bot_active', 'session_start', 'ack', 'bot_response']);
});

test('a ping is answered where that is wanted', async () => {
  const line = await (await start({ answerPings: true })).connect();
  line.send({ type: 'ping' });
  expect(await line.received('pong')).toEqual(wireFixture('notices', 'pong').frame);
});

test('a receipt is recorded, and not answered', async () => {
  const user = await start();
  const line = await user.connect();
  const { frame } = wireFixture('client-frames', 'delivery receipt');
  line.send(frame);
  line.sendMessage('Hi');
  await line.answered('Hi');
  expect(user.emulator.received[0]).toMatchObject({ frame });
  expect(line.of('ack')).toHaveLength(1);
});

test('closing the session is acknowledged and announced; the socket stays, the next message begins a new one', async () => {
  const user = await start();
  const line = await user.connect();
  const { sessionId } = await line.received('session_start');
  const { frame } = wireFixture('client-frames', 'close conversation');
  line.send(frame);
  expect(await line.received('ack')).toMatchObject({ replyto: frame.id });
  expect(await line.received('session_end')).toMatchObject({ sessionId, from: 'bot' });
  expect(user.emulator.users[0]).not.toHaveProperty('sessionId');
  line.sendMessage('Hi');
  await line.answered('Hi');
  expect((await line.received('session_start', 2)).sessionId).not.toBe(sessionId);
});

test('a client event is acknowledged, and given back to all tabs as events', async () => {
  const user = await start();
  const [line, tab] = [await user.connect(), await user.connect()];
  const customEvent = { step: 2 };
  line.send({ resourceid: '/bot.clientEvent', preDefinedEvent: { type: 'TYPING_STARTED' }, customEvent, id: 5 });
  expect(await line.received('ack')).toMatchObject({ replyto: 5 });
  const expected = { from: 'bot', preDefinedEvent: { type: 'TYPING_STARTED' }, customEvent };
  expect(await line.received('events')).toMatchObject(expected);
  expect(await tab.received('events')).toMatchObject(expected);
});

test('typing, receipts and the end of an agent chat reach the script', async () => {
  const events: UserEvent[] = [];
  const script = { onMessage: () => {}, onEvent: (event: UserEvent) => void events.push(event) };
  const line = await (await start({ script })).connect();
  for (const name of ['typing', 'stop typing', 'agent message delivered', 'agent message read', 'end agent chat']) {
    line.send(wireFixture('client-frames', name).frame);
  }
  await expect.poll(() => events.length).toBe(5);
  expect(events.map(({ name }) => name)).toEqual([
    'typing',
    'stop_typing',
    'message_delivered',
    'message_read',
    'close_agent_chat',
  ]);
  expect(events[3]?.messageId).toBe(wireFixture('client-frames', 'agent message read').frame.messageId);
  await line.received('ack', 5);
});

test('a frame of an unknown kind is recorded and ignored', async () => {
  const user = await start();
  const line = await user.connect();
  line.send({ resourceid: '/bot.unheardOf', id: 1 });
  line.sendMessage('Hi');
  await line.answered('Hi');
  expect(user.emulator.received[0]).toMatchObject({ frame: { resourceid: '/bot.unheardOf' } });
  expect(line.of('ack')).toHaveLength(1);
});
