import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdminClient } from '../../../src/admin/index.js';
import { runCli } from '../../../src/cli/run-cli.js';
import { SECRET, signerOf } from '../../admin/setting.js';
import { TestTerminal } from '../terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-rtm-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function start(config: string, ...args: string[]) {
  const file = join(folder, 'emulator.json');
  await writeFile(file, config);
  const terminal = new TestTerminal();
  const running = runCli(['emulator', '--port', '0', '--config', file, ...args], terminal);
  await Promise.race([expect.poll(() => terminal.printed.length).toBeGreaterThan(4), running]);
  return { terminal, running };
}

it('runs with the apps and roles of a file, and lets the command line win', async () => {
  const roles = [{ roleType: 'bot', role: 'Gardener' }];
  const apps = [{ clientId: 'cs-file', clientSecret: SECRET, scopes: ['Profile Management > Role Management'] }];
  const config = { bot: { name: 'From the file', id: 'st-1' }, requireJti: true, admin: { apps, roles } };
  const { terminal, running } = await start(JSON.stringify(config), '--bot-name', 'From the line');
  const [apiUrl] = /http\S+/.exec(terminal.printed[0]!)!;
  expect(terminal.printed[2]).toBe('bot        From the line, st-1');
  const signer = signerOf({ clientId: 'cs-file' });
  const admin = createAdminClient({ apiUrl, getJwt: () => signer.signForApi() });
  expect(await admin.roles.list({ roleType: 'bot' }).toArray()).toEqual(roles);
  await expect(admin.users.list().toArray()).resolves.toHaveLength(3);
  await expect(admin.sessions.list().toArray()).rejects.toMatchObject({ status: 403 });
  terminal.stop();
  expect(await running).toBe(0);
});

it.each([
  ['{"clientSecret":"top-secret"', 2, 'unable to load the configuration'],
  ['[]', 2, 'the configuration must be an object'],
  ['{"colour":1}', 2, 'colour is not known; known: port, host, allowedOrigins'],
  ['{"bot":{"nam":"x"}}', 2, 'bot.nam is not known; known: name, id, icon'],
  ['{"requireJti":"yes"}', 2, 'requireJti must be true or false'],
  ['{"admin":{"apps":[{"clientId":"cs-1","secret":"top-secret"}]}}', 2, 'admin.apps[0].secret is not known'],
])('tells what is wrong with %s', async (config, code, why) => {
  const { terminal, running } = await start(config);
  expect(await running).toBe(code);
  expect(terminal.errors[0]).toContain(why);
  expect(terminal.errors.join()).not.toContain('top-secret');
});
