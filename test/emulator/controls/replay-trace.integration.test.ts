import { afterEach, expect, test } from 'vitest';
import { startEmulator, type TraceEntry } from '../../../src/emulator/index.js';
import { emulators, PlatformUser } from '../platform-user.js';

const all = emulators(startEmulator);
afterEach(all.stop);

/** A conversation with everything in it, seen by two sockets of one user. */
async function record(): Promise<TraceEntry[]> {
  const trace: TraceEntry[] = [];
  const user = await PlatformUser.of(
    await all.start({
      delayFactor: 0,
      async script({ text }, say) {
        if (text === 'stream') return void (await say.stream(['one ', 'two']));
        say.event('typing');
        await say({ template_type: 'button', text: 'Which?', buttons: [] });
        await say('As an agent', { as: 'agent', author: { firstName: 'Ann' } });
        say.event('typing');
      },
    }),
  );
  user.emulator.observe((entry) => trace.push(entry));
  const [line, other] = [await user.connect(), await user.connect('&isReconnect=true')];
  line.sendMessage('Hello', 1);
  await other.received('events', 2);
  line.sendMessage('stream', 2);
  await other.received('bot_response', 5);
  return trace;
}

test('a replay repeats the messages in the same order, with new ids', async () => {
  const trace = await record();
  const user = await PlatformUser.of(
    await all.start({ script: () => Promise.reject(new Error('not the bot')) }),
    'bob',
  );
  const line = await user.connect();
  await line.received('session_start');
  const before = line.frames.length;
  const played = await user.emulator.replay(trace, { to: 'bob', speed: Number.POSITIVE_INFINITY });
  await line.received('bot_response', 5);
  const frames = line.frames.slice(before);
  expect(frames.map(({ type }) => type)).toEqual([
    ...['user_message', 'events', 'bot_response', 'bot_response', 'events'],
    ...['user_message', 'bot_response', 'bot_response', 'bot_response'],
  ]);
  expect(played).toBe(frames.length);

  const ids = line.of('bot_response').map(({ messageId }) => messageId);
  // Three messages: the parts of the stream share an id.
  expect(new Set(ids).size).toBe(3);
  const recorded = trace.flatMap((entry) =>
    entry.direction === 'out' ? [(entry.frame as { messageId?: unknown }).messageId] : [],
  );
  for (const id of ids) expect(recorded).not.toContain(id);
  // The history agrees with what was seen.
  const history = user.emulator.messages('bob');
  expect(history.filter(({ type }) => type === 'outgoing').map(({ _id }) => _id)).toEqual([...new Set(ids)]);
  expect(user.log).toEqual([
    'Hello',
    JSON.stringify({ type: 'template', payload: { template_type: 'button', text: 'Which?', buttons: [] } }),
    'As an agent',
    'stream',
    'one two',
  ]);
});

test('without a name it is played to the users of the trace', async () => {
  const trace = await record();
  const emulator = await all.start();
  await emulator.replay(trace, { speed: Number.POSITIVE_INFINITY });
  expect(emulator.users.map(({ identity }) => identity)).toEqual(['ann']);
  expect(emulator.messages('ann')).toHaveLength(5);
});

test('a replay has the pauses of the trace, and can be ended early', async () => {
  const messageAt = (at: number, body: string): TraceEntry => ({
    at,
    direction: 'in',
    socket: 1,
    user: 'ann',
    frame: { message: { body } },
  });
  const emulator = await all.start();
  const end = new AbortController();
  const progress: [number, number][] = [];
  const playing = emulator.replay([messageAt(0, 'now'), messageAt(50, 'soon'), messageAt(9e6, 'late')], {
    signal: end.signal,
    onProgress(done, total) {
      progress.push([done, total]);
      if (done === 2) end.abort();
    },
  });
  expect(await playing).toBe(2);
  expect(progress).toEqual([
    [1, 3],
    [2, 3],
  ]);
});

test('stopping the emulator ends it, too', async () => {
  const emulator = await all.start();
  const trace = [0, 9e6].map(
    (at): TraceEntry => ({ at, direction: 'in', socket: 1, user: 'ann', frame: { message: { body: 'Hello' } } }),
  );
  const playing = emulator.replay(trace);
  await emulator.stop();
  expect(await playing).toBe(1);
});

test('what is no frame of a conversation is left out', async () => {
  const emulator = await all.start();
  const at = { at: 0, user: 'ann' };
  const trace: TraceEntry[] = [
    { ...at, direction: 'http', method: 'GET', path: '/', status: 200 },
    { ...at, direction: 'socket', socket: 1, event: 'opened' },
    { ...at, direction: 'fault', rule: 'a', action: 'drop', place: 'in' },
    { ...at, direction: 'in', socket: 1, frame: 'no JSON' },
    { ...at, direction: 'in', socket: 1, frame: { type: 'ping' } },
    { ...at, direction: 'in', socket: 1, frame: { event: 'typing', message: {} } },
    { ...at, direction: 'out', socket: 1, frame: { type: 'ack', ok: true } },
    { ...at, direction: 'out', socket: 1, frame: null },
  ];
  expect(await emulator.replay(trace)).toBe(0);
  await expect(emulator.replay(trace, { speed: 0 })).rejects.toThrow(
    'unable to replay; speed must be a number above 0',
  );
});
