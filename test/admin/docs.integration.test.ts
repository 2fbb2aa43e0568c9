import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS, scopesOf } from '../../src/admin/access.js';
import { runCli } from '../../src/cli/run-cli.js';
import { readEmulatorConfig, startEmulator } from '../../src/emulator/index.js';
import { TestTerminal } from '../cli/terminal.js';
import { readText, repositoryRoot } from '../support/source-tree.js';
import { chat, SECRET, startTestEmulator } from './setting.js';

const guide = readText('docs/admin.md');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-rtm-guide-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the compiler says of a project. */
const compile = (project: string) =>
  new Promise<string>((done) => {
    const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    execFile(process.execPath, [tsc, '-p', project], (_, stdout, stderr) => done(stdout + stderr));
  });

describe('docs/admin.md', () => {
  it('has examples that compile as they stand', { timeout: 60_000 }, async () => {
    const examples = blocks('ts');
    expect(examples.length).toBeGreaterThan(3);
    await mkdir(join(folder, 'node_modules'));
    await symlink(join(repositoryRoot, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    for (const [index, text] of examples.entries()) await writeFile(join(folder, `example-${index}.ts`), text);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(repositoryRoot, 'tsconfig.base.json'),
        compilerOptions: {
          noEmit: true,
          declaration: false,
          rootDir: '/',
          skipLibCheck: true,
          lib: ['ES2023'],
          types: ['node'],
          paths: { 'xo-rtm/*': [join(repositoryRoot, 'src/*/index.ts')] },
        },
        include: [
          '*.ts',
          join(repositoryRoot, 'src/admin/request-init.d.ts'),
          join(repositoryRoot, 'src/server/*.d.ts'),
        ],
      }),
    );
    expect(await compile(folder)).toBe('');
  });

  it('has command lines that run', async () => {
    const bot = { name: 'Guide', id: 'st-guide' };
    const emulator = await startTestEmulator({ bot, admin: { jobMs: 0 } });
    await chat(emulator, 'ann@example.com', ['Hi']);
    for (const name of ['botDefinition.json', 'config.json']) await writeFile(join(folder, name), '{}');
    const lines = blocks('sh')
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('npx xo-rtm '));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word).slice(2);
      const args = words.map((word) => (word.endsWith('.json') ? join(folder, word) : word.replace('st-…', bot.id)));
      const env = {
        XO_RTM_API_URL: emulator.apiUrl,
        XO_RTM_CLIENT_ID: 'cs-test',
        XO_RTM_CLIENT_SECRET: SECRET,
        XO_RTM_BOT_ID: bot.id,
        XO_RTM_ACCOUNT_ID: 'a'.repeat(24),
      };
      const terminal = new TestTerminal(env);
      const code = await runCli(args, terminal);
      expect([line, code, terminal.complaints.filter((each) => each.startsWith('unable'))]).toEqual([line, 0, []]);
      expect(terminal.printed.length, line).toBeGreaterThan(0);
    }
  });

  it('has a configuration that the emulator takes', async () => {
    const [config] = blocks('json');
    const emulator = await startEmulator(readEmulatorConfig(JSON.parse(config!)));
    await emulator.stop();
  });

  it('names every scope', () => {
    for (const scope of Object.values(ACCESS).flatMap(scopesOf)) expect(guide).toContain(scope);
  });
});
