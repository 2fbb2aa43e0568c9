import { expect, test } from 'vitest';
import { type Emulator, emulatorFixture } from '../../../src/emulator/index.js';
import { call } from '../platform-user.js';

const isGone = async ({ url }: Emulator) => expect(fetch(url)).rejects.toThrow();
const grant = ({ jwtUrl }: Emulator) => call(jwtUrl, { json: { identity: 'jane' } });

test('an emulator runs during the test, and is stopped afterwards', async () => {
  let seen: Emulator | undefined;
  await emulatorFixture({ clientId: 'cs-mine' })({}, async (emulator) => {
    seen = emulator;
    expect((await call(emulator.url)).body.clientId).toBe('cs-mine');
  });
  await isGone(seen!);
});

test('it is also stopped after a test that throws', async () => {
  let seen: Emulator | undefined;
  const run = emulatorFixture()({}, async (emulator) => {
    seen = emulator;
    throw new Error('the test failed');
  });
  await expect(run).rejects.toThrow('the test failed');
  await isGone(seen!);
});

test('each test can have options of its own', async () => {
  let count = 0;
  const fixture = emulatorFixture(() => ({ bot: { name: `Bot ${++count}` } }));
  const names: string[] = [];
  for (let i = 0; i < 2; i++) await fixture({}, async ({ bot }) => void names.push(bot.name));
  expect(names).toEqual(['Bot 1', 'Bot 2']);
});

test.each([
  ['failed', 1],
  ['passed', 0],
])('a test that has %s gets the trace %i times', async (status, times) => {
  const attached: { name: string; lines: string[] }[] = [];
  const testInfo = {
    status,
    expectedStatus: 'passed',
    attach: async (name: string, { body }: { body: string }) =>
      void attached.push({ name, lines: body.trim().split('\n') }),
  };
  await emulatorFixture()({}, async (emulator) => void (await grant(emulator)), testInfo);
  expect(attached).toHaveLength(times);
  for (const { name, lines } of attached) {
    expect(name).toBe('emulator-trace.jsonl');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ direction: 'http', path: '/jwt', status: 200 }),
    ]);
  }
});
