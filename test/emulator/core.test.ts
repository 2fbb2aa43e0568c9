import { afterEach, beforeEach, expect, test } from 'vitest';
import { BotRunner, toBot } from '../../src/emulator/bot-runtime/bot-runner.js';
import { admitSocket } from '../../src/emulator/connection/admit-socket.js';
import { beginSession } from '../../src/emulator/connection/begin-session.js';
import { Connection } from '../../src/emulator/connection/connection.js';
import { toPlatformSettings } from '../../src/emulator/options/platform-options.js';
import { Platform } from '../../src/emulator/platform/platform.js';
import { dispatch } from '../../src/emulator/rest/dispatch.js';
import { echoBot } from '../../src/emulator/sample-bots/echo-bot.js';

type Json = Record<string, unknown>;

/** The core of the emulator without a server, as a page would use it: requests and frames are plain values. */
let platform: Platform;
beforeEach(async () => {
  platform = await Platform.create(toPlatformSettings({ seed: 1, bot: { id: 'st-1' } }), {
    createBot: (itself) => new BotRunner(itself, toBot(echoBot)),
  });
  platform.url = 'https://emulator.example';
});
afterEach(() => platform.timers.stop());

async function request(
  method: string,
  target: string,
  { token, body = '', type = 'application/json' }: { token?: string; body?: string; type?: string } = {},
): Promise<{ status: number; body: Json }> {
  const outcome = await dispatch(platform, {
    method,
    target,
    headers: { 'content-type': type, ...(token !== undefined && { authorization: `bearer ${token}` }) },
    host: 'emulator.example',
    secure: true,
    body: (async function* () {
      yield new TextEncoder().encode(body);
    })(),
    isAborted: () => false,
  });
  if (typeof outcome === 'string') throw new Error(`the request ended with ${outcome}`);
  return { status: outcome.status, body: JSON.parse(outcome.content as string) as Json };
}

async function signIn(): Promise<string> {
  const { body } = await request('POST', '/jwt', { body: JSON.stringify({ identity: 'ann' }) });
  const grant = await request('POST', '/api/oAuth/token/jwtgrant', {
    body: JSON.stringify({ assertion: body.jwt, botInfo: platform.botInfo }),
  });
  return (grant.body.authorization as { accessToken: string }).accessToken;
}

async function openSocket(token: string): Promise<{ connection: Connection; frames: Json[] }> {
  const { body } = await request('POST', '/api/rtm/start', {
    token,
    body: JSON.stringify({ botInfo: platform.botInfo }),
  });
  const url = new URL(body.url as string);
  expect(url.origin).toBe('wss://emulator.example');
  const admission = await admitSocket(platform, { url, protocols: undefined });
  const frames: Json[] = [];
  const socket = {
    isOpen: true,
    send: (data: string | Uint8Array) => void frames.push(JSON.parse(String(data)) as Json),
    close: () => {},
    terminate: () => {},
    pause: () => {},
  };
  const connection = new Connection(platform, admission!.conversation, socket, 1);
  connection.open();
  beginSession(platform, connection, url.searchParams);
  return { connection, frames };
}

test('a chat needs neither a server nor Node', async () => {
  const token = await signIn();
  const { connection, frames } = await openSocket(token);
  const answered = new Promise<void>((resolve) => {
    platform.trace.observe((entry) => {
      if ('frame' in entry && (entry.frame as Json).type === 'bot_response') resolve();
    });
  });
  connection.receive(JSON.stringify({ clientMessageId: 7, message: { body: 'Hello' }, resourceid: '/bot.message' }));
  await answered;

  expect(frames.map(({ type }) => type)).toEqual(['bot_active', 'session_start', 'ack', 'bot_response']);
  const history = await request('GET', '/api/botmessages/rtm?botId=st-1', { token });
  expect(history.body).toMatchObject({ total: 2 });
  connection.closed(1000);
  expect(platform.conversations('ann')[0]?.connections.size).toBe(0);
});

test('uploaded files are in memory where there is no file system', async () => {
  const token = await signIn();
  const fields: [head: string, value: string][] = [
    ['name="filename"', 'note.txt'],
    ['name="fileExtension"', 'txt'],
    ['name="fileContext"', 'workflows'],
    ['name="file"; filename="note.txt"\r\nContent-Transfer-Encoding: base64', btoa('Hello')],
  ];
  const parts = fields.map(([head, value]) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`);
  const upload = await request('POST', '/api/attachment/file', {
    token,
    body: `${parts.join('')}--b--`,
    type: 'multipart/form-data; boundary=b',
  });
  expect(upload.status).toBe(200);
  const file = platform.files.find(upload.body.fileId as string);
  expect(new TextDecoder().decode(await platform.files.read(file!))).toBe('Hello');
  await platform.files.dispose();
  await expect(platform.files.read(file!)).rejects.toThrow('unable to read the file');
});

test('errors have the form of the platform', async () => {
  expect(await request('GET', '/nowhere')).toEqual({
    status: 404,
    body: { errors: [{ msg: 'Resource not found: /nowhere', code: 404 }] },
  });
  expect((await request('GET', '/api/botmessages/rtm?botId=st-1')).status).toBe(401);
});
