import { afterEach, expect, test } from 'vitest';
import { type BotHandler, startEmulator } from '../../../src/emulator/index.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { emulators, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

async function runScript(script: BotHandler) {
  const emulator = await started.start({ script });
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  line.sendMessage('Hi', 1);
  await line.received('ack');
  return { emulator, user, line };
}

test('a stream: one messageId, deltas, an end with the whole; once in the history', async () => {
  const { line, user, emulator } = await runScript(async (_message, say) => {
    await say.stream(['Hel', 'lo', '!'], { pauseMs: 1 });
    await say('done');
  });
  await expect.poll(() => line.answers.at(-1)).toBe('done');
  const parts = line.of('bot_response').slice(0, -1);
  expect(new Set(parts.map(({ messageId }) => messageId)).size).toBe(1);
  expect(parts.every(({ sM }) => sM === true)).toBe(true);
  expect(parts.map(({ message }) => message)).toEqual(
    ['Hel', 'lo', '!', ''].map((body) => [{ type: 'text', cInfo: { body } }]),
  );
  const last = parts.at(-1);
  expect(last).toMatchObject({ endChunk: true, completeResponse: 'Hello!' });
  expect(Object.keys(last ?? {})).toEqual(
    expect.arrayContaining(Object.keys(wireFixture('streaming', 'last part').frame)),
  );
  expect(parts.slice(0, -1).some((part) => 'endChunk' in part || 'completeResponse' in part)).toBe(false);
  expect(user.log).toEqual(['Hi', 'Hello!', 'done']);
  expect(emulator.messages('ann')[1]).toMatchObject({ _id: last?.messageId, timestampValue: last?.timestamp });
});

test('a stream whose source fails ends with what was said', async () => {
  const { line, user } = await runScript(async (_message, say) => {
    await say.stream(
      (function* () {
        yield 'Hel';
        throw new Error('out of words');
      })(),
    );
  });
  await line.received('botKitUnreachable');
  expect(line.of('bot_response').at(-1)).toMatchObject({ endChunk: true, completeResponse: 'Hel' });
  expect(user.log).toEqual(['Hi', 'Hel']);
});

test('typing, thinking, events and notices are said and not stored', async () => {
  const { line, user } = await runScript(async (_message, say) => {
    say.typing();
    say.typing(false);
    say.event('agent_connected', { agentInfo: { firstName: 'Demo' } });
    say.notice('waiting_for_user_input');
    say.thinking();
    await say('done');
  });
  await expect.poll(() => line.answers.at(-1)).toBe('done');
  expect(line.of('events').map(({ message }) => message)).toMatchObject([
    wireFixture('events', 'typing').frame.message,
    wireFixture('events', 'stoptyping').frame.message,
    { type: 'agent_connected', agentInfo: { firstName: 'Demo' } },
  ]);
  expect(Object.keys(line.of('events')[0] ?? {})).toEqual(
    expect.arrayContaining(Object.keys(wireFixture('events', 'typing').frame)),
  );
  expect(line.of('waiting_for_user_input')).toHaveLength(1);
  expect(JSON.stringify(line.of('bot_response')[0]?.message)).toContain('wait_for_response');
  expect(user.log).toEqual(['Hi', 'done']);
});

test('content that is none fails the bot, not the emulator', async () => {
  const { line } = await runScript(async (_message, say) => {
    await say({} as never);
  });
  await line.received('botKitUnreachable');
});

test('a handler gets what it may lean on', async () => {
  const { line, emulator } = await runScript(
    async (_message, say, { user, url, sessionId, memory, random, signal }) => {
      memory.set('count', ((memory.get('count') as number | undefined) ?? 0) + 1);
      const facts = [user.identity, url, sessionId.length, memory.get('count'), random() < 1, signal.aborted];
      await say(JSON.stringify(facts), { delayMs: 1 });
    },
  );
  await line.answered(JSON.stringify(['ann', emulator.url, 24, 1, true, false]));
  line.sendMessage('again', 2);
  await expect.poll(() => JSON.parse(line.answers.at(-1) as string)[3]).toBe(2);
});
