import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS, scopesOf } from '../../src/admin/access.js';
import { runCli } from '../../src/cli/run-cli.js';
import { type Emulator, readEmulatorConfig, startEmulator } from '../../src/emulator/index.js';
import { chat, SECRET, startTestEmulator } from '../admin/setting.js';
import { TestTerminal } from '../cli/terminal.js';
import { readText } from '../support/source-tree.js';
import { GuideProject, readExamples } from './guide-project.js';

const guide = readText('docs/admin.md');
const examples = readExamples('admin');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

/** As in the guide. */
const BOT = { name: 'Guide', id: 'st-…' };

/** A time inside the period that the guide requests. */
const REPORTED_AT = Date.parse('2026-02-14T12:00:00Z');

/** Returns a program that calls the exports of an example. */
const caller = (name: string, body: string, signerOptions = '{}') => ({
  name: `call-${name}`,
  text: `import { createAdminClient } from 'xo-rtm/admin';
import { jwtSignerFromEnv } from 'xo-rtm/server';
import * as example from './${name.replace(/ts$/, 'js')}';
const signer = jwtSignerFromEnv(process.env, ${signerOptions});
const apiUrl = process.env.XO_RTM_API_URL ?? '';
const admin = createAdminClient({ apiUrl, getJwt: () => signer.signForApi(), retries: 0 });
const { signal } = new AbortController();
${body}
`,
});

let project: GuideProject;
beforeAll(async () => {
  project = await GuideProject.create([
    ...examples,
    ...['botDefinition.json', 'config.json'].map((name) => ({ name, text: '{}' })),
    caller(
      'report.ts',
      'console.log("found", (await example.report(admin, signal)).length);',
      `{ clock: { now: () => ${REPORTED_AT} } }`,
    ),
    caller(
      'deploy.ts',
      'await example.deploy(admin, signal); await example.forget(admin, "ann"); console.log("done");',
    ),
    caller('try-it.ts', 'await example.tryIt(admin).catch((error) => console.log("threw", error.name));'),
  ]);
}, 60_000);
afterAll(() => project.remove());

const start = () => startTestEmulator({ bot: BOT, admin: { jobMs: 0 } });

/** Runs a file of the project as a reader would, and waits for its end. */
async function run(name: string, emulator?: Emulator) {
  const env = emulator && {
    XO_RTM_API_URL: emulator.apiUrl,
    XO_RTM_CLIENT_ID: emulator.clientId,
    XO_RTM_CLIENT_SECRET: emulator.clientSecret,
  };
  return project.run(await project.compile(name), [], env ?? {});
}

describe('docs/admin.md', () => {
  it('has examples that compile', { timeout: 60_000 }, async () => {
    expect(examples.length).toBeGreaterThan(4);
    expect(examples.every(({ name }) => name !== '')).toBe(true);
    expect(await project.check(examples.map(({ name }) => name))).toBe('');
  });

  it('has a set-up example that reads roles', async () => {
    expect(await run('set-up.ts', await start())).toEqual({
      code: 0,
      output: 'Bot Owner\nBot Developer\nBot Tester\n',
    });
  });

  it('has an example that reads lists', async () => {
    const emulator = await startTestEmulator({ bot: BOT, clock: { now: () => REPORTED_AT } });
    await chat(emulator, 'ann', ['Hi']);
    const { code, output } = await run('call-report.ts', emulator);
    const lines = output.trim().split('\n');
    expect([code, lines[0], lines.at(-1)]).toEqual([
      0,
      `${emulator.messages('ann')[0]!.sessionId} ${emulator.users[0]!.id}`,
      'found 1',
    ]);
    // One page for each period that the three months are split into.
    expect(lines.slice(1, -1)).toHaveLength(15);
  });

  it('has an example that waits for jobs', { timeout: 30_000 }, async () => {
    const emulator = await start();
    await chat(emulator, 'ann', ['Hi']);
    expect(await run('call-deploy.ts', emulator)).toEqual({ code: 0, output: 'success\ndone\n' });
    expect(emulator.messages('ann')).toEqual([]);
  });

  it('has an example whose error names the missing scope', async () => {
    const app = { clientId: 'cs-test', clientSecret: SECRET, scopes: ['Bot Publish > Publish'] };
    const { code, output } = await run('call-try-it.ts', await startTestEmulator({ admin: { apps: [app] } }));
    expect([code, output.trim().split('\n').sort()]).toEqual([
      0,
      ['threw MissingScopeError', "tick [ 'Profile Management > Role Management' ]"],
    ]);
  });

  it('has an example that needs no account', async () => {
    const { code, output } = await run('without-account.ts');
    expect([code, output]).toEqual([0, expect.stringMatching(/^\[\s+'.+'/)]);
  });

  it('has command lines that run', async () => {
    // An id that is valid in a header.
    const bot = { ...BOT, id: 'st-guide' };
    const emulator = await startTestEmulator({ bot, admin: { jobMs: 0 } });
    await chat(emulator, 'ann@example.com', ['Hi']);
    const lines = blocks('sh')
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('npx xo-rtm '));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word).slice(2);
      const args = words.map((word) =>
        word.endsWith('.json') ? `${project.folder}/${word}` : word.replace(BOT.id, bot.id),
      );
      const env = {
        XO_RTM_API_URL: emulator.apiUrl,
        XO_RTM_CLIENT_ID: 'cs-test',
        XO_RTM_CLIENT_SECRET: SECRET,
        XO_RTM_BOT_ID: bot.id,
        XO_RTM_ACCOUNT_ID: 'a'.repeat(24),
      };
      const terminal = new TestTerminal(env);
      const code = await runCli(args, terminal);
      expect([line, code, terminal.errors.filter((each) => each.startsWith('unable'))]).toEqual([line, 0, []]);
      expect(terminal.printed.length, line).toBeGreaterThan(0);
    }
  });

  it('has a configuration that the emulator accepts', async () => {
    const [config] = blocks('json');
    const emulator = await startEmulator(readEmulatorConfig(JSON.parse(config!)));
    await emulator.stop();
  });

  it('names every scope', () => {
    for (const scope of Object.values(ACCESS).flatMap(scopesOf)) expect(guide).toContain(scope);
  });
});
