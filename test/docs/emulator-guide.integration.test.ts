import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, type FaultRule, startEmulator } from '../../src/emulator/index.js';
import { findBrowser } from '../../tools/support/find-browser.mjs';
import { repositoryRoot } from '../support/source-tree.js';
import { findFreePort, GuideProject, readExamples } from './guide-project.js';

const examples = readExamples('emulator');

/** A page of a reader of the guide with its server, in place of `npm run dev`. */
const PAGE = [
  {
    name: 'dev-server.mjs',
    text: `import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const page = '<!doctype html><title>Shop</title><script type="module" src="/main.js"></script>';
const main = "import { mountChat } from '/widget.js'; mountChat(window.chatConfig);";
const files = { '/': ['text/html', page], '/main.js': ['text/javascript', main] };
createServer(({ url }, response) => {
  const own = /^\\/[\\w-]+\\.js$/.test(url) && ['text/javascript', url];
  const [type, text] = files[url] || own || [];
  if (!type) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': type });
  response.end(files[url] ? text : readFileSync('node_modules/xo-rtm' + url));
}).listen(Number(process.argv[2]), '127.0.0.1');
`,
  },
];

let project: GuideProject;

beforeAll(async () => {
  project = await GuideProject.create([...examples, ...PAGE]);
}, 60_000);
afterAll(async () => {
  await project.remove();
});

const load = async (name: string) => (await import(/* @vite-ignore */ await project.compile(name))) as object;

describe('docs/emulator.md', () => {
  it('has examples that compile', async () => {
    expect(examples.every(({ name }) => name !== '')).toBe(true);
    expect(await project.check(examples.map(({ name }) => name))).toBe('');
  }, 60_000);

  it('has a Vitest test that passes', async () => {
    const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
    const { code, output } = await project.run(vitest, ['run', 'chat.test.ts', '--root', project.folder]);
    expect(output).toMatch(/Tests .*2 passed/);
    expect(code, output).toBe(0);
  }, 60_000);

  it('has a Playwright test that passes', async () => {
    const port = await findFreePort();
    const config = examples.find(({ name }) => name === 'playwright.config.ts')!;
    await project.write([
      {
        name: config.name,
        text: config.text.replaceAll('5173', port).replace('npm run dev', `node dev-server.mjs ${port}`),
      },
    ]);
    const playwright = join(repositoryRoot, 'node_modules/@playwright/test/cli.js');
    const env = { CHROMIUM_PATH: findBrowser(), CI: '1', FORCE_COLOR: '0' };
    const { code, output } = await project.run(playwright, ['test', '--reporter=line'], env);
    expect(output).toContain('2 passed');
    expect(code, output).toBe(0);
  }, 120_000);

  it('has a bot script that runs, and fault rules that are valid', async () => {
    const { default: script } = (await load('bot-script.ts')) as { default: Bot };
    const { trouble } = (await load('faults.ts')) as { trouble: FaultRule[] };
    const emulator = await startEmulator({ script });
    expect(emulator.faults.add(trouble)).toHaveLength(trouble.length);
    await emulator.stop();
  });
});
