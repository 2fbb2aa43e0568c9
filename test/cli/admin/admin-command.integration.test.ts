import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import type { Emulator, EmulatorOptions } from '../../../src/emulator/index.js';
import { BOT, chat, SECRET, startTestEmulator } from '../../admin/setting.js';
import { TestTerminal } from '../terminal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-rtm-admin-'));
  await writeFile(join(folder, 'botDefinition.json'), '{"tasks":[]}');
  await writeFile(join(folder, 'config.json'), '{}');
  await writeFile(join(folder, 'broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const envOf = ({ apiUrl }: Emulator) => ({
  XO_RTM_API_URL: apiUrl,
  XO_RTM_CLIENT_ID: 'cs-test',
  XO_RTM_CLIENT_SECRET: SECRET,
  XO_RTM_BOT_ID: BOT.id,
  XO_RTM_ACCOUNT_ID: 'a'.repeat(24),
});

/** Runs `xo-rtm admin …` as the command line would. */
async function run(emulator: Emulator, ...args: string[]) {
  const terminal = new TestTerminal(envOf(emulator));
  const code = await runCli(['admin', ...args], terminal);
  return { code, out: terminal.printed.join('\n'), err: terminal.errors.join('\n') };
}

async function chattedEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startTestEmulator({ admin: { jobMs: 0 }, ...options });
  await chat(emulator, 'ann', ['Hi, "you"', '=cmd|calc']);
  return emulator;
}

describe('reading', () => {
  it('prints roles as a table', async () => {
    const { code, out } = await run(await startTestEmulator(), 'roles', '--type', 'bot');
    expect(code).toBe(0);
    const [titles, rule, first, ...others] = out.split('\n');
    expect(titles).toMatch(/^id {24}role {11}description/);
    expect(rule).toMatch(/^─+ {2}─+/);
    expect(first).toMatch(/^6495a4d56ca3571b556cf163 {2}Bot Owner {6}Role of bot owners/);
    expect(first).toMatch(/…$/);
    expect(others).toHaveLength(2);
  });

  it('prints messages as JSON with everything that was sent, and stops after --max', async () => {
    const emulator = await chattedEmulator();
    const { out } = await run(emulator, 'messages', '--json', '--oldest-first');
    expect(JSON.parse(out)).toEqual(emulator.messages('ann'));
    expect(JSON.parse((await run(emulator, 'messages', '--json', '--max', '1')).out)).toHaveLength(1);
    expect(JSON.parse((await run(emulator, 'messages', '--json', '--user', 'nobody')).out)).toEqual([]);
  });

  it('prints messages as CSV that no spreadsheet takes for a formula', async () => {
    const { out } = await run(await chattedEmulator(), 'messages', '--csv', '--oldest-first');
    const lines = out.split('\n');
    expect(lines[0]).toBe('time,from,text,session,id');
    expect(lines[1]).toContain(',user,"Hi, ""you""",');
    expect(lines[3]).toContain(",user,'=cmd|calc,");
  });

  it.each([
    [['users', '--json'], 3],
    [['sessions', '--json'], 1],
    [['debug-logs', '--identity', 'ann', '--json'], 4],
    [['agents', '--from', '2026-01-01', '--json'], 2],
    [['intents', '--json'], 0],
  ] as const)('%j', async (args, count) => {
    const { code, out, err } = await run(await chattedEmulator(), ...args);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toHaveLength(count);
  });
});

describe('changing', () => {
  it('publishes, or only prints it with --dry-run', async () => {
    const emulator = await startTestEmulator();
    const done = await run(emulator, 'publish', '--comment', 'new', '--csv');
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('dialog,SUCCESS,') });
    const dry = await run(emulator, 'publish', '--comment', 'new', '--dry-run');
    expect(dry).toEqual({ code: 0, out: `would publish ${BOT.id}: new`, err: '' });
  });

  it('imports files and prints each step', async () => {
    const files = ['--definition', file('botDefinition.json'), '--config', file('config.json')];
    const emulator = await startTestEmulator({ admin: { jobMs: 0 } });
    const { code, out, err } = await run(emulator, 'import', ...files, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'success', streamId: BOT.id });
    expect(err).toContain('Bot Definition: success');
    const { _id } = JSON.parse(out) as { _id: string };
    expect((await run(emulator, 'import-status', _id, '--wait')).out).toContain('success');
    const dry = await run(emulator, 'import', ...files, '--dry-run');
    expect(dry.out).toBe(`would overwrite ${BOT.id} with botDefinition.json (12 bytes), config.json (2 bytes)`);
  });

  it('sends nothing when a file is not JSON', async () => {
    const emulator = await startTestEmulator();
    const { code, err } = await run(
      emulator,
      'import',
      '--definition',
      file('broken.json'),
      '--config',
      file('none.json'),
    );
    expect([code, err]).toEqual([2, expect.stringContaining('it is not JSON')]);
  });

  it('erases when the phrase is given, and not for any other', async () => {
    const emulator = await chattedEmulator();
    const wrong = await run(emulator, 'erase', '--user', 'ann', '--bot', BOT.id, '--confirm', 'yes');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was erased.') });
    expect(emulator.messages('ann')).toHaveLength(4);
    const dry = await run(emulator, 'erase', '--user', 'ann', '--bot', BOT.id, '--dry-run');
    expect(dry).toMatchObject({ code: 0, out: `would erase the data of ann in ${BOT.id}` });
    const right = await run(emulator, 'erase', '--user', 'ann', '--bot', BOT.id, '--confirm', 'erase 1 user');
    expect(right).toMatchObject({ code: 0, out: expect.stringContaining('SUCCESS') });
    expect(emulator.messages('ann')).toEqual([]);
  });

  it('asks for the phrase, and accepts nothing else', async () => {
    const emulator = await chattedEmulator();
    const questions: string[] = [];
    const terminal = new TestTerminal(envOf(emulator));
    const args = ['admin', 'erase', '--user', 'ann', '--all-bots', '--no-wait'];
    const runWith = (answer: string | undefined) =>
      runCli(args, terminal, async (question) => {
        questions.push(question);
        return answer;
      });
    expect(await runWith('erase 1 user')).toBe(1);
    expect(questions).toEqual(['Type "erase 1 user from all bots" to go on: ']);
    expect(await runWith(undefined)).toBe(2);
    expect(terminal.errors.join('\n')).toContain('--confirm "erase 1 user from all bots"');
    expect(await runWith('erase 1 user from all bots')).toBe(0);
    const [id] = terminal.printed;
    expect((await run(emulator, 'erase-status', id!, '--wait', '--json')).out).toContain('SUCCESS');
  });
});

describe('errors', () => {
  it.each([
    [[], 'a task is missing'],
    [['rolls'], 'there is no task "rolls". There are roles,'],
    [['roles', '--type', 'king'], 'it must be bot or admin'],
    [['roles', '--colour'], 'unable to use --colour; there is no such option\nSee xo-rtm admin roles --help'],
    [['roles', '--json', '--csv'], 'give one of them'],
    [['roles', 'more'], 'unable to use "more"'],
    [['messages', '--max', 'many'], 'it must be a whole number'],
    [['sessions', '--from', 'yesterday'], 'from is not a date'],
    [['debug-logs'], '--identity is missing'],
    [['import-status'], '<import id> is missing'],
    [['erase', '--user', 'ann'], 'give either --bot or --all-bots'],
    [['erase', '--all-bots'], '--user is missing'],
    [['roles', '--algorithm', 'none'], 'algorithm'],
  ])('%j is a wrong command line', async (args, why) => {
    const { code, err } = await run(await startTestEmulator(), ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(err).not.toContain(SECRET);
  });

  it('requires the options to sign in', async () => {
    const terminal = new TestTerminal({ XO_RTM_CLIENT_ID: 'cs-1' });
    expect(await runCli(['admin', 'users', '--api-url', 'https://bots.example'], terminal)).toBe(2);
    expect(terminal.errors[0]).toContain('set exactly one of XO_RTM_CLIENT_SECRET and XO_RTM_PRIVATE_KEY');
  });

  it('distinguishes a rejected JWT or scope from other failures', async () => {
    const scopeless = { admin: { apps: [{ clientId: 'cs-test', clientSecret: SECRET, scopes: [] }] } };
    const lacking = await run(await startTestEmulator(scopeless), 'roles');
    expect(lacking).toMatchObject({ code: 3, err: expect.stringContaining('“Profile Management > Role Management”') });
    const foreign = await run(await startTestEmulator({ clientSecret: 'x'.repeat(64) }), 'roles');
    expect(foreign).toMatchObject({ code: 3, err: expect.stringContaining('invalid signature') });
    const failing = await run(await startTestEmulator(), 'import-status', 'bir-none');
    expect(failing).toMatchObject({ code: 1, err: expect.stringContaining('Import request not found') });
  });

  it('ends with Ctrl-C', async () => {
    const emulator = await startTestEmulator({ faults: [{ match: { at: 'http' }, action: 'timeout' }] });
    const terminal = new TestTerminal(envOf(emulator));
    const running = runCli(['admin', 'users'], terminal);
    await expect.poll(() => emulator.faults.hits.length).toBe(1);
    terminal.stop();
    expect(await running).toBe(130);
  });
});
