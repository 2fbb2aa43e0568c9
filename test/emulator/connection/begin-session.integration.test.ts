import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { emulators, type Line, PlatformUser, StandingClock, shapeOf } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const start = async (options: object = {}) => PlatformUser.of(await started.start({ greeting: 'Welcome', ...options }));

/** Closes the line, and waits until the emulator knows. */
async function leave(user: PlatformUser, line: Line): Promise<void> {
  const left = user.emulator.users[0]?.sockets as number;
  line.socket.close();
  await expect.poll(() => user.emulator.users[0]?.sockets, { interval: 5 }).toBe(left - 1);
}

/** Everything that the connect itself brings has come once the ping is answered. */
async function settled(line: Line): Promise<void> {
  line.send({ resourceid: '/bot.clientEvent', id: 'mark' });
  await line.received('ack');
}

test('the first connect begins a session, says so, and greets', async () => {
  const user = await start();
  const line = await user.connect();
  await line.answered('Welcome');
  expect(line.types).toEqual(['bot_active', 'session_start', 'bot_response']);
  const [active, session, greeting] = line.frames;
  expect(active).toMatchObject({ recentSessionInfo: { isActive: false } });
  expect(greeting?.sessionId).toBe(session?.sessionId);
  expect(shapeOf(session)).toEqual(shapeOf(wireFixture('notices', 'session_start').frame));
  expect(user.log).toEqual(['Welcome']);
});

describe('connecting again', () => {
  test.each<[query: string, greets: boolean]>([
    ['', true],
    ['&ConnectionMode=Default', false],
    ['&ConnectionMode=Start_New', true],
    ['&ConnectionMode=Start_New_Resume_Agent', true],
    ['&ConnectionMode=Reconnect', false],
    ['&isReconnect=true', false],
    ['&isReconnect=true&ConnectionMode=Start_New', true],
    ['&isReconnect=true&ConnectionMode=Default', false],
  ])('with “%s” greets: %s', async (query, greets) => {
    const user = await start();
    const before = await user.connect();
    await before.answered('Welcome');
    await leave(user, before);
    const { sessionId } = user.emulator.users[0] as { sessionId: string };
    const line = await user.connect(query);
    if (greets) await line.answered('Welcome');
    await settled(line);
    expect(line.of('bot_response')).toHaveLength(greets ? 1 : 0);
    expect(line.of('session_start')).toHaveLength(greets ? 1 : 0);
    expect(user.emulator.users[0]?.sessionId === sessionId).toBe(!greets);
    expect(line.frames[0]).toMatchObject({ type: 'bot_active', recentSessionInfo: { isActive: true, sessionId } });
  });

  test('Default begins a session where none runs', async () => {
    const user = await start();
    const line = await user.connect('&ConnectionMode=Default');
    await line.answered('Welcome');
  });

  test('a reconnect without a session does not greet; the next message begins one', async () => {
    const user = await start();
    const line = await user.connect('&isReconnect=true');
    line.sendMessage('Hi');
    await line.answered('Hi');
    expect(line.types).toEqual(['bot_active', 'session_start', 'ack', 'bot_response']);
  });
});

test('a second tab joins the session of the first', async () => {
  const user = await start();
  const first = await user.connect();
  await first.answered('Welcome');
  const second = await user.connect();
  await settled(second);
  expect(second.of('session_start')).toEqual([]);
  expect(first.of('session_end')).toEqual([]);
  expect(first.answers).toEqual(['Welcome']);
});

test('Start_New in a second tab ends the session of the first, which is told', async () => {
  const user = await start();
  const first = await user.connect();
  await first.answered('Welcome');
  const { sessionId } = await first.received('session_start');
  await (await user.connect('&ConnectionMode=Start_New')).answered('Welcome');
  expect(await first.received('session_end')).toMatchObject({ sessionId });
  expect(await first.received('session_start', 2)).not.toMatchObject({ sessionId });
});

test('a session runs out after idle time; the next message begins another', async () => {
  const clock = new StandingClock();
  const user = await start({ clock, sessionIdleMs: 1000, greeting: undefined });
  const line = await user.connect();
  clock.at += 999;
  line.sendMessage('one', 1);
  await line.answered('one');
  clock.at += 999;
  line.sendMessage('two', 2);
  await line.answered('one', 'two');
  expect(line.of('session_start')).toHaveLength(1);
  clock.at += 1000;
  line.sendMessage('three', 3);
  await line.answered('one', 'two', 'three');
  expect(line.of('session_end')).toHaveLength(1);
  expect(line.of('session_start')).toHaveLength(2);
});
