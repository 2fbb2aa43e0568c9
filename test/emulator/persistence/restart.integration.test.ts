import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EmulatorOptions, startEmulator } from '../../../src/emulator/index.js';
import { DataFile } from '../../../src/emulator/persistence/data-file.js';
import { call, emulators, PlatformUser, StandingClock } from '../platform-user.js';

const all = emulators(startEmulator);
let folder: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-restart-'));
  data = join(folder, 'demo.db');
});
afterEach(async () => {
  await all.stop();
  await rm(folder, { recursive: true });
});

const start = (options: EmulatorOptions = {}) => all.start({ data, ...options });

/** The same person, with the token of before, at a new emulator. */
async function moved(user: PlatformUser, options: EmulatorOptions = {}): Promise<PlatformUser> {
  await all.stop();
  const again = new PlatformUser(await start(options), user.identity);
  again.token = user.token;
  return again;
}

test('bot, app, users, tokens, session and messages are there after a restart', async () => {
  const before = await PlatformUser.of(await start());
  const { bot, clientId, clientSecret, users } = before.emulator;
  const line = await before.connect();
  const { sessionId } = await line.received('session_start');
  line.sendMessage('Do you remember?', 7);
  await line.answered('Do you remember?');
  const history = (await before.history('limit=10')).body;

  const after = await moved(before);
  expect(after.emulator).toMatchObject({ bot, clientId, clientSecret });
  expect(after.emulator.users).toEqual(users.map((user) => ({ ...user, sockets: 0, sessionId })));
  expect((await after.history('limit=10')).body).toEqual(history);
  expect((await after.history('limit=10&msgId=7&forward=true')).body.messages).toHaveLength(1);

  const again = await after.connect('&isReconnect=true');
  expect(await again.received('bot_active')).toMatchObject({ sessionId });
  again.sendMessage('Then go on.', 8);
  await again.answered('Then go on.');
  expect(after.log).toEqual(['Do you remember?', 'Do you remember?', 'Then go on.', 'Then go on.']);
});

test('a session that was closed, or has run out, stays so', async () => {
  const clock = new StandingClock();
  const closing = await PlatformUser.of(await start({ clock }), 'closing');
  const idle = new PlatformUser(closing.emulator, 'idle');
  await idle.grant();
  for (const user of [closing, idle]) {
    const line = await user.connect();
    await line.received('session_start');
    if (user === closing) line.send({ resourceid: '/bot.closeConversationSession', id: 1 });
    if (user === closing) await line.received('session_end');
  }
  clock.at += 16 * 60_000;
  const after = await moved(closing, { clock });
  expect(after.emulator.users.map(({ identity, sessionId }) => [identity, sessionId])).toEqual([
    ['closing', undefined],
    ['idle', undefined],
  ]);
});

test('an expired token is still told from an unknown one', async () => {
  const before = await PlatformUser.of(await start());
  before.emulator.expireTokens();
  const after = await moved(before);
  expect(await after.start()).toMatchObject({ status: 401, body: { errors: [{ code: 'TOKEN_EXPIRED' }] } });
  after.token = 'unknown';
  expect(await after.start()).toMatchObject({ status: 401, body: { errors: [{ code: 401 }] } });
});

test('of access tokens the newest are known, in the file, too', async () => {
  const options = { maxAccessTokens: 2 };
  const first = await PlatformUser.of(await start(options), 'first');
  const second = await PlatformUser.of(first.emulator, 'second');
  expect((await first.start()).status).toBe(200);
  const third = await PlatformUser.of(first.emulator, 'third');
  const status = async (user: PlatformUser) => (await user.start()).status;
  expect([await status(first), await status(second), await status(third)]).toEqual([401, 200, 200]);
  // The file has forgotten it, too: with room for more it does not come back.
  const again = await moved(first);
  expect(await status(again)).toBe(401);
  expect(await status(Object.assign(again, { token: second.token }))).toBe(200);
  const narrow = await moved(second, { maxAccessTokens: 1 });
  expect(await status(narrow)).toBe(401);
  expect(await status(Object.assign(narrow, { token: third.token }))).toBe(200);
});

test('ids of used JWTs are deleted from the file when they have expired', async () => {
  const clock = new StandingClock();
  const emulator = await start({ clock, requireJti: true });
  const grant = async (jti: string) => {
    const jwt = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(emulator.clientId)
      .setSubject('ann')
      .setIssuedAt(clock.at / 1000)
      .setExpirationTime(clock.at / 1000 + 600)
      .setJti(jti)
      .sign(new TextEncoder().encode(emulator.clientSecret));
    return (await call(`${emulator.apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } })).status;
  };
  expect(await grant('old')).toBe(200);
  expect(await grant('old')).toBe(401);
  clock.at += 15 * 60_000;
  expect(await grant('new')).toBe(200);
  await all.stop();
  const file = DataFile.open(data);
  const ids = file.usedJwts().map(([id]) => id);
  file.close();
  expect(ids).toEqual(['new']);
});

test('a jti that was used stays used', async () => {
  const emulator = await start({ requireJti: true });
  const jwt = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(emulator.clientId)
    .setSubject('ann')
    .setExpirationTime('10 minutes')
    .setJti('once')
    .sign(new TextEncoder().encode(emulator.clientSecret));
  const grant = (url: string) => call(`${url}oAuth/token/jwtgrant`, { json: { assertion: jwt } });
  expect((await grant(emulator.apiUrl)).status).toBe(200);
  await all.stop();
  expect(await grant((await start({ requireJti: true })).apiUrl)).toMatchObject({ status: 401 });
});

test('an unfinished erasure is continued, and an uploaded file can be imported', async () => {
  const admin = { jobMs: 60_000 };
  const before = await PlatformUser.of(await start({ admin }));
  const line = await before.connect();
  line.sendMessage('Forget me');
  await line.answered('Forget me');
  const auth = async (user: PlatformUser) => ({
    auth: await new SignJWT({ appId: user.emulator.clientId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('admin')
      .setExpirationTime('10 minutes')
      .sign(new TextEncoder().encode(user.emulator.clientSecret)),
  });
  const headers = await auth(before);
  const asked = await call(`${before.emulator.apiUrl}public/bot/eraseUsersData`, {
    method: 'DELETE',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ userIds: ['ann'], RemoveDataFromAllBots: true }),
  });
  expect(asked.status).toBe(200);
  const form = new FormData();
  form.set('file', new Blob(['{}']), 'bot.json');
  form.set('fileContext', 'bulkImport');
  form.set('fileExtension', 'json');
  const upload = await call(`${before.emulator.apiUrl}public/uploadfile`, { method: 'POST', headers, body: form });
  const { fileId } = upload.body;

  const after = await moved(before, { admin: { jobMs: 0 } });
  await expect.poll(() => after.log).toEqual([]);
  const status = `${after.emulator.apiUrl}public/bot/eraseUsersData/status/${asked.body.requestId as string}`;
  expect((await call(status, { headers: await auth(after) })).body.response).toEqual([
    expect.objectContaining({ status: 'SUCCESS' }),
  ]);
  const imported = await call(`${after.emulator.apiUrl}public/bot/${after.emulator.bot.id}/import`, {
    json: { botDefinition: fileId, configInfo: fileId },
    headers: await auth(after),
  });
  expect(imported.status).toBe(200);

  // Gone for good.
  expect((await moved(after)).log).toEqual([]);
});

test('messages after a restart with a seed have other ids', async () => {
  const ids = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const emulator = await start({ seed: 1 });
    ids.add(emulator.say('Hello', { to: 'ann' })[0]!);
    await all.stop();
  }
  expect(ids.size).toBe(3);
});

test('the file holds no access token and no JWT, and of secrets none that was given', async () => {
  const user = await PlatformUser.of(await start({ clientSecret: 'given-by-the-user-of-the-emulator' }));
  const line = await user.connect();
  line.sendMessage('Hello');
  await line.answered('Hello');
  const bytes = (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))).join();
  expect(bytes).toContain('Hello');
  for (const secret of [user.token, user.jwt, 'given-by-the-user']) expect(bytes).not.toContain(secret);
});

test('two emulators do not share a file, and one that stops leaves it alone', async () => {
  await start();
  await expect(start()).rejects.toThrow('another process has it open');
  await all.stop();
  await start();
  await all.stop();
  expect(await readdir(folder)).toEqual(['demo.db']);
});

test('a file stays with its bot', async () => {
  const { bot } = await start();
  await all.stop();
  await expect(start({ bot: { id: 'st-other' } })).rejects.toThrow(
    `unable to start the emulator; ${data} belongs to the bot ${bot.id}, not to st-other`,
  );
  // Refused, it is free again.
  expect((await start({ bot: { id: bot.id } })).bot.id).toBe(bot.id);
});

test('a message that cannot be stored is not acknowledged, and the client can connect again', async () => {
  const lines: string[] = [];
  const user = await PlatformUser.of(await start({ log: (line) => lines.push(line) }));
  const line = await user.connect();
  await line.received('session_start');
  const keeping = vi.spyOn(DataFile.prototype, 'appendMessage').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  line.sendMessage('Hello', 1);
  expect(await line.ended()).toMatchObject({ code: 1011 });
  expect(line.of('ack')).toEqual([]);
  expect(lines).toEqual(['unable to process a frame; database or disk is full']);

  keeping.mockRestore();
  const again = await user.connect('&isReconnect=true');
  again.sendMessage('Hello', 1);
  await again.received('ack');
  await again.answered('Hello');
  expect(user.log).toEqual(['Hello', 'Hello']);
});
