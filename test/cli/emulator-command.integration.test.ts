import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { lanAddress } from '../../src/emulator/index.js';
import { call, Line } from '../emulator/platform-user.js';
import { TestTerminal } from './terminal.js';

let folder: string;
let terminal: TestTerminal;
let running: Promise<number> | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-rtm-'));
});
afterEach(async () => {
  terminal.stop();
  await running;
  running = undefined;
  await rm(folder, { recursive: true });
});

/** Starts `xo-rtm emulator`, and returns the addresses that it prints. */
async function start(
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<{ apiUrl: string; jwtUrl: string }> {
  terminal = new TestTerminal(env);
  running = runCli(['emulator', '--port', '0', ...args], terminal);
  await expect.poll(() => terminal.printed.join('\n')).toContain('Ctrl-C');
  const [apiUrl, jwtUrl] = terminal.printed.map((line) => line.split(/\s+/)[1]) as [string, string];
  return { apiUrl, jwtUrl };
}

async function fail(...args: string[]): Promise<{ code: number; err: string }> {
  terminal = new TestTerminal();
  running = runCli(['emulator', '--port', '0', ...args], terminal);
  return { code: await running, err: terminal.errors.join('\n') };
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function chat({ apiUrl, jwtUrl }: { apiUrl: string; jwtUrl: string }): Promise<Line> {
  const { jwt } = (await call(jwtUrl, { json: { identity: 'ann' } })).body;
  const grant = (await call(`${apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } })).body;
  const { accessToken } = grant.authorization as { accessToken: string };
  const headers = { authorization: `bearer ${accessToken}` };
  return Line.open((await call(`${apiUrl}rtm/start`, { json: {}, headers })).body.url as string, {});
}

test('runs the demo bot, which greets, until Ctrl-C', async () => {
  const line = await chat(await start());
  await line.answered('Hello! Write help to see what I can do.');
  terminal.stop();
  expect(await running).toBe(0);
  expect(await line.ended()).toMatchObject({ code: 1006 });
});

test('takes another greeting, name and id', async () => {
  const address = await start(['--greeting', 'Moin', '--bot', 'echo', '--bot-name', 'Gardener', '--bot-id', 'st-1']);
  expect(terminal.printed.join('\n')).toMatch(/bot +Gardener, st-1/);
  const line = await chat(address);
  line.sendMessage('Hi');
  await line.answered('Moin', 'Hi');
});

test('the secret comes from the environment and is never printed', async () => {
  const secret = 'a secret of this test, long enough';
  const { apiUrl } = await start(['--client-id', 'cs-1'], { XO_RTM_CLIENT_SECRET: secret });
  const jwt = await new SignJWT({ iss: 'cs-1', sub: 'ann' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
  expect((await call(`${apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } })).status).toBe(200);
  expect([...terminal.printed, ...terminal.errors].join()).not.toContain(secret);
});

test('a bot script', async () => {
  const script = await file('bot.mjs', 'export default async ({ text }, say) => { await say(text.toUpperCase()); };');
  const line = await chat(await start(['--bot-script', script]));
  line.sendMessage('hello');
  await line.answered('HELLO');
});

test('a bot script with onConnect', async () => {
  const script = await file(
    'bot.mjs',
    'export default { onMessage() {}, async onConnect(say) { await say("here"); } };',
  );
  await (await chat(await start(['--bot-script', script]))).answered('here');
});

test('fault rules from a file, and a trace without secrets', async () => {
  const rules = [{ id: 'slow down', match: { at: 'out', frame: 'ack' }, action: 'drop', count: 1 }];
  const faults = await file('faults.json', JSON.stringify(rules));
  const line = await chat(await start(['--faults', faults, '--trace', '--bot', 'echo']));
  line.sendMessage('Hi', 1);
  await line.answered('Hi');
  expect(line.of('ack')).toEqual([]);
  const trace = terminal.printed.join('\n');
  expect(trace).toContain('FAULT ann slow down: drop at out');
  expect(trace).toContain('"body":"Hi"');
  expect(trace).not.toMatch(/eyJ|sid=\w/);
});

test('allowed origins and hosts are accepted; for others the log explains once how to allow them', async () => {
  const { jwtUrl } = await start(['--allow-origin', 'https://shop.example', '--allow-host', 'box.local']);
  const statusFor = async (origin: string) => (await fetch(jwtUrl, { method: 'POST', headers: { origin } })).status;
  expect(await statusFor('https://shop.example')).toBe(200);
  expect([await statusFor('https://evil.example'), await statusFor('https://evil.example')]).toEqual([403, 403]);
  expect(terminal.errors).toEqual([
    'refused a page of https://evil.example: --allow-origin https://evil.example (allowedOrigins) lets it in',
  ]);
});

test('an invalid origin is reported like any wrong option', async () => {
  expect(await fail('--allow-origin', 'shop.example')).toEqual({
    code: 2,
    err: expect.stringContaining('allowedOrigins has "shop.example", which is not an origin'),
  });
});

test('--lan opens the address of the local network, and prints a warning', async () => {
  const address = lanAddress();
  if (address === undefined) {
    expect(await fail('--lan')).toEqual({ code: 2, err: expect.stringContaining('no address in a local network') });
    return;
  }
  const { jwtUrl } = await start(['--lan']);
  const { origin, port, hostname } = new URL(jwtUrl);
  expect(hostname).toBe(address);
  expect(terminal.printed.join('\n')).toContain(`Open to your network: every device in it can use ${origin}`);
  const statusFor = async (from: string) => (await fetch(jwtUrl, { method: 'POST', headers: { origin: from } })).status;
  expect(await statusFor(origin)).toBe(200);
  expect(await statusFor(`http://${address}:${Number(port) - 1}`)).toBe(403);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('a trace of hostile names and paths cannot control the terminal', async () => {
  const { jwtUrl, apiUrl } = await start(['--trace', '--bot', 'echo']);
  const identity = '\u001b]0;x\u0007\u009b2J\n\u202e';
  const { jwt } = (await call(jwtUrl, { json: { identity } })).body;
  const grant = (await call(`${apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } })).body;
  const { accessToken } = grant.authorization as { accessToken: string };
  const headers = { authorization: `bearer ${accessToken}` };
  const line = await Line.open((await call(`${apiUrl}rtm/start`, { json: {}, headers })).body.url as string, {});
  line.sendMessage(identity);
  await line.received('bot_response');
  const out = terminal.printed.slice(6);
  expect(out.some((text) => text.includes(']0;x'))).toBe(true);
  for (const text of [...out, ...terminal.errors]) expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

describe('errors', () => {
  test('a bot script that is missing, not a module, or not a bot', async () => {
    const missing = join(folder, 'none.mjs');
    expect(await fail('--bot-script', missing)).toEqual({
      code: 2,
      err: `unable to load the bot script ${missing}; there is no such file\nSee xo-rtm emulator --help`,
    });
    const broken = await file('broken.mjs', 'export default {');
    expect((await fail('--bot-script', broken)).err).toContain(`unable to load the bot script ${broken}; `);
    const other = await file('other.mjs', 'export default 7;');
    expect((await fail('--bot-script', other)).err).toContain('its default export must be a function');
  });

  test('a faults file that is missing, not JSON, or wrong', async () => {
    expect((await fail('--faults', join(folder, 'none.json'))).err).toContain('there is no such file');
    const broken = await file('broken.json', '[');
    expect((await fail('--faults', broken)).err).toContain(`unable to load the fault rules ${broken}; `);
    const wrong = await file('wrong.json', '{"match":{"at":"out"},"action":"dorp"}');
    expect(await fail('--faults', wrong)).toMatchObject({
      code: 2,
      err: expect.stringContaining('fault-1; action must be'),
    });
  });

  test('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await fail('--port', String(port))).toEqual({
      code: 1,
      err: `unable to listen on port ${port} of 127.0.0.1; it is taken. --port 0 takes any free one`,
    });
    await new Promise((resolve) => server.close(resolve));
  });
});
