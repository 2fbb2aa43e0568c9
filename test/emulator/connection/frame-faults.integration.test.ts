import { afterEach, describe, expect, test } from 'vitest';
import { type FaultAction, type FaultMatch, type FaultRule, startEmulator } from '../../../src/emulator/index.js';
import { emulators, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

async function start(rules: FaultRule[] = [], options: object = {}) {
  const emulator = await started.start({ seed: 1, ...options });
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  await line.received('session_start');
  emulator.faults.add(rules);
  return { emulator, user, line };
}

const rule = (match: FaultMatch, action: FaultAction | FaultAction['type'], rest: object = {}): FaultRule => ({
  match,
  action,
  ...rest,
});
const MESSAGE: FaultMatch = { at: 'in', frame: '/bot.message' };
const ANSWER: FaultMatch = { at: 'out', frame: 'bot_response' };

describe('frames of the client', () => {
  test('drop: the message never arrived', async () => {
    const { line, user, emulator } = await start([rule(MESSAGE, 'drop', { count: 1 })]);
    line.sendMessage('lost', 1);
    line.sendMessage('found', 2);
    await line.answered('found');
    expect(user.log).toEqual(['found', 'found']);
    expect(emulator.received).toHaveLength(1);
    expect(line.of('ack')).toHaveLength(1);
  });

  test('duplicate: it arrived twice', async () => {
    const { line, user } = await start([rule(MESSAGE, 'duplicate')]);
    line.sendMessage('Hi', 1);
    await line.answered('Hi', 'Hi');
    expect(user.log.filter((text) => text === 'Hi')).toHaveLength(4);
  });

  test('reorder: after the next one, or alone after a while', async () => {
    const { line, user } = await start([rule(MESSAGE, { type: 'reorder', ms: 50 }, { count: 1 })]);
    line.sendMessage('one', 1);
    line.sendMessage('two', 2);
    await line.answered('two', 'one');
    user.emulator.faults.add(rule(MESSAGE, { type: 'reorder', ms: 20 }));
    line.sendMessage('three', 3);
    await line.answered('two', 'one', 'three');
  });

  test('delay: later, and what is behind waits too', async () => {
    const { line } = await start([rule(MESSAGE, { type: 'delay', ms: 150 }, { count: 1 })]);
    const before = performance.now();
    line.sendMessage('one', 1);
    line.sendMessage('two', 2);
    await line.answered('one', 'two');
    expect(performance.now() - before).toBeGreaterThanOrEqual(145);
  });

  test.each(['half', 'letter', 'bytes', 'shape'] as const)(
    'garble (%s): nothing is stored, the socket lives',
    async (as) => {
      const { line, user, emulator } = await start([rule(MESSAGE, { type: 'corrupt', as }, { count: 1 })]);
      line.sendMessage('lost', 1);
      line.sendMessage('found', 2);
      await line.answered('found');
      expect(emulator.received).toHaveLength(2);
      expect(user.log).toEqual(['found', 'found']);
    },
  );

  test('recordThenCut: recorded and answered, never acknowledged', async () => {
    const { line, user } = await start([rule(MESSAGE, 'recordThenCut', { count: 1 })]);
    line.sendMessage('Hi', 1);
    expect(await line.ended()).toMatchObject({ code: 1006 });
    expect(line.of('ack')).toEqual([]);
    await expect.poll(() => user.log).toEqual(['Hi', 'Hi']);
    const again = await user.connect('&isReconnect=true');
    again.sendMessage('Ho', 2);
    await again.answered('Ho');
  });

  test('recordThenCut with a close frame', async () => {
    const { line } = await start([rule(MESSAGE, { type: 'recordThenCut', how: 'close', code: 1012 })]);
    line.sendMessage('Hi', 1);
    expect(await line.ended()).toMatchObject({ code: 1012 });
    expect(line.of('ack')).toEqual([]);
  });

  test('close and terminate: the message is lost with the socket', async () => {
    const { line, user } = await start([rule(MESSAGE, { type: 'close', code: 1008, reason: 'too fast' })]);
    line.sendMessage('Hi', 1);
    expect(await line.ended()).toEqual({ code: 1008, reason: 'too fast' });
    user.emulator.faults.clear();
    user.emulator.faults.add(rule(MESSAGE, 'terminate'));
    const other = await user.connect();
    other.sendMessage('Ho', 2);
    expect(await other.ended()).toMatchObject({ code: 1006 });
    expect(user.log).toEqual([]);
  });

  test('every third message only', async () => {
    const { line } = await start([rule({ ...MESSAGE, text: 'third' }, 'drop')]);
    for (const [i, text] of ['one', 'two', 'third', 'four'].entries()) line.sendMessage(text, i);
    await line.answered('one', 'two', 'four');
  });
});

describe('frames of the emulator', () => {
  test('drop an ack: the message is stored and answered', async () => {
    const { line, user } = await start([rule({ at: 'out', frame: 'ack' }, 'drop')]);
    line.sendMessage('Hi', 1);
    await line.answered('Hi');
    expect(line.of('ack')).toEqual([]);
    expect(user.log).toEqual(['Hi', 'Hi']);
  });

  test('duplicate an answer: received twice, stored once', async () => {
    const { line, user } = await start([rule(ANSWER, 'duplicate')]);
    line.sendMessage('Hi', 1);
    await line.answered('Hi', 'Hi');
    expect(line.of('bot_response')[0]).toEqual(line.of('bot_response')[1]);
    expect(user.log).toEqual(['Hi', 'Hi']);
  });

  test('reorder an answer', async () => {
    const { line, emulator } = await start([rule(ANSWER, 'reorder', { count: 1 })]);
    emulator.say('one');
    emulator.say('two');
    await line.answered('two', 'one');
  });

  test('delay an answer: the order stays', async () => {
    const { line, emulator } = await start([rule({ ...ANSWER, text: 'one' }, { type: 'delay', ms: 60 })]);
    for (const text of ['one', 'two', 'three']) emulator.say(text);
    await line.answered('one', 'two', 'three');
  });

  test.each(['half', 'letter', 'bytes'] as const)('garble (%s): not JSON any more', async (as) => {
    const { line, emulator } = await start([rule(ANSWER, { type: 'corrupt', as }, { count: 1 })]);
    emulator.say('one');
    emulator.say('two');
    await line.answered('two');
    expect(line.noise).toHaveLength(1);
  });

  test('cut in the middle of an answer', async () => {
    const { line, emulator } = await start([rule(ANSWER, 'terminate', { after: 1, count: 1 })]);
    emulator.say('one');
    emulator.say('two');
    expect(await line.ended()).toMatchObject({ code: 1006 });
    expect(line.answers).toEqual(['one']);
  });
});

describe('a black hole', () => {
  test('leaves the socket open while nothing passes, not even the answer to a close', async () => {
    const { line, user, emulator } = await start([rule({ ...MESSAGE, text: 'hole' }, 'blackHole')]);
    line.sendMessage('hole', 1);
    line.sendMessage('after', 2);
    const other = await user.connect('&isReconnect=true');
    other.sendMessage('here', 3);
    await other.answered('here');
    const before = line.frames.length;
    emulator.say('to all');
    await other.answered('here', 'to all');
    line.socket.ping();
    line.socket.close();
    other.sendMessage('and now', 4);
    await other.answered('here', 'to all', 'and now');
    expect(line.frames).toHaveLength(before);
    expect(line.closed).toBeUndefined();
    expect(emulator.received.map(({ raw }) => raw).join()).not.toMatch(/hole|after/);
    expect(user.log).not.toContain('after');
    line.socket.terminate();
  });

  test('can be there from the start', async () => {
    const { user } = await start([rule({ at: 'connection' }, 'blackHole')]);
    const line = await user.connect();
    line.sendMessage('Hi', 1);
    user.emulator.faults.clear();
    const other = await user.connect();
    other.sendMessage('Ho', 2);
    await other.answered('Ho');
    expect(line.frames).toEqual([]);
    line.socket.terminate();
  });
});

test('a seed repeats what chance does', async () => {
  const run = async () => {
    const { line, emulator } = await start([rule(ANSWER, 'drop', { probability: 0.5, seed: 5 })]);
    for (let i = 0; i < 20; i++) emulator.say(String(i));
    emulator.faults.clear();
    emulator.say('end');
    await expect.poll(() => line.answers.at(-1)).toBe('end');
    return line.answers;
  };
  expect(await run()).toEqual(await run());
});

test('rules given at the start work, and wrong ones fail the start', async () => {
  const emulator = await started.start({ faults: [rule(ANSWER, 'drop')] });
  expect(emulator.faults.rules).toHaveLength(1);
  await expect(started.start({ faults: [rule(ANSWER, 'timeout')] })).rejects.toThrow('only at http');
});

test('every hit is recorded in the trace', async () => {
  const { line, emulator } = await start([rule(MESSAGE, 'drop', { id: 'eater', count: 1 })]);
  const faults: unknown[] = [];
  emulator.observe((entry) => void (entry.direction === 'fault' && faults.push(entry)));
  line.sendMessage('lost', 1);
  line.sendMessage('found', 2);
  await line.answered('found');
  expect(faults).toMatchObject([{ rule: 'eater', action: 'drop', place: 'in', user: 'ann' }]);
});
