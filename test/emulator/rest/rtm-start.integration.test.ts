import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { call, emulators, PlatformUser, StandingClock, shapeOf } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

test('the answer is only a URL, as documented', async () => {
  const emulator = await started.start();
  const { status, body } = await (await PlatformUser.of(emulator)).start();
  expect(status).toBe(200);
  expect(shapeOf(body)).toEqual(shapeOf(wireFixture('guide', 'start answer').frame));
  expect(body.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/rtm\/bot\?sid=[A-Za-z0-9]{32}$/);
});

test('a request with x-rtm-v: 1 gets a nonce', async () => {
  const emulator = await started.start();
  const { body } = await (await PlatformUser.of(emulator)).start({ 'x-rtm-v': '1' });
  expect(shapeOf(body)).toEqual(shapeOf(wireFixture('rest', 'start answer of secure RTM').frame));
});

test('each URL is another', async () => {
  const user = await PlatformUser.of(await started.start());
  expect((await user.start()).body.url).not.toBe((await user.start()).body.url);
});

test('follows the address that the client used, as behind a proxy', async () => {
  const emulator = await started.start();
  const user = await PlatformUser.of(emulator);
  const { body } = await user.start({ 'x-forwarded-proto': 'https' });
  expect(body.url).toMatch(/^wss:\/\/127\.0\.0\.1:/);
  const { port } = new URL(emulator.url);
  const { body: named } = await call(`http://localhost:${port}/api/rtm/start`, { json: {}, headers: user.auth });
  expect(named.url).toMatch(new RegExp(`^ws://localhost:${port}/rtm/bot`));
});

test.each(['bearer', 'Bearer', 'BEARER'])('takes the scheme %s', async (scheme) => {
  const emulator = await started.start();
  const { token } = await PlatformUser.of(emulator);
  const { status } = await call(`${emulator.apiUrl}rtm/start`, {
    json: {},
    headers: { authorization: `${scheme} ${token}` },
  });
  expect(status).toBe(200);
});

test.each([
  ['none', {}],
  ['an unknown one', { authorization: 'bearer nobody-knows-this' }],
  ['another scheme', { authorization: 'Basic YTpi' }],
])('without a good token (%s): 401', async (_name, headers) => {
  const emulator = await started.start();
  const answer = await call(`${emulator.apiUrl}rtm/start`, { json: {}, headers: headers as Record<string, string> });
  expect(answer).toMatchObject({ status: 401, body: { errors: [{ msg: 'Invalid Access token', code: 401 }] } });
});

test('an expired token gets the code TOKEN_EXPIRED', async () => {
  const clock = new StandingClock();
  const emulator = await started.start({ accessTokenTtlMs: 60_000, clock });
  const user = await PlatformUser.of(emulator);
  clock.at += 59_999;
  expect((await user.start()).status).toBe(200);
  clock.at += 1;
  expect(await user.start()).toMatchObject({
    status: 401,
    body: { errors: [{ msg: 'token expired', code: 'TOKEN_EXPIRED' }] },
  });
  await user.grant();
  expect((await user.start()).status).toBe(200);
});

test('another bot is refused', async () => {
  const emulator = await started.start();
  const user = await PlatformUser.of(emulator);
  const json = { botInfo: { taskBotId: 'st-other' } };
  expect(await call(`${emulator.apiUrl}rtm/start`, { json, headers: user.auth })).toMatchObject({ status: 400 });
});
