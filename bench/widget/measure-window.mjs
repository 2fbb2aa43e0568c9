/** Measures a chat window. All windows are measured in the same page and the same browser. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../../dist/emulator/index.js';
import { gzippedSize } from '../../tools/support/sizes.mjs';
import { traceTasks } from './trace-tasks.mjs';

const COUNT = 1_000;
const APPENDED = 100;
const THROTTLE = 4;
const GREETING = 'First message of the bot';
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The windows, each with the script that its own guide puts into a page. */
export const WINDOWS = [
  { name: 'xo-rtm', script: at('../../dist/xo-chat.js'), streams: true },
  {
    name: 'kore-web-sdk',
    script: at('../peers/node_modules/kore-web-sdk/dist/umd/kore-web-sdk-umd-chat.min.js'),
    streams: false,
  },
  {
    name: 'deep-chat',
    script: at('../peers/node_modules/deep-chat/dist/deepChat.bundle.js'),
    module: true,
    streams: true,
  },
  {
    name: 'botframework-webchat',
    script: at('../peers/node_modules/botframework-webchat/dist/webchat.js'),
    streams: true,
  },
];

/** Installs the other windows from their lock file into a separate folder, apart from our packages, without running their scripts. */
export function installPeers() {
  if (WINDOWS.every(({ script }) => existsSync(script))) return;
  console.log('Installing the windows to compare with (once, about 560 MB) …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: at('../peers'), stdio: 'inherit' });
}

/** @param {import('playwright-core').CDPSession} session */
async function heapBytes(session) {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * @typedef {object} WindowPage
 * @property {(code: string) => Promise<any>} call calls a function of `bench` in windows/measure.js
 * @property {() => Promise<number>} heap bytes over the empty page
 * @property {(rate: number) => Promise<unknown>} slow
 * @property {import('playwright-core').CDPSession} session
 *
 * @typedef {object} WindowHost
 * @property {string} options argument of `connect`, as JSON
 * @property {ReadonlyMap<string, number>} loaded bytes of the window's own script, by path
 * @property {(use: (page: WindowPage) => Promise<any>) => Promise<any>} onPage opens a new page with the window's script
 */

/**
 * Serves a page with one window and an emulated platform while `use` runs.
 *
 * @template Result
 * @param {import('playwright-core').Browser} browser
 * @param {(typeof WINDOWS)[number]} window
 * @param {(host: WindowHost) => Promise<Result>} use
 */
export async function hostWindow(browser, { name, script, module = false }, use) {
  /** Bytes of the window's own script, by path. @type {Map<string, number>} */
  const loaded = new Map();
  const files = /** @type {Record<string, string>} */ ({
    '/': at('compare.html'),
    '/page.css': at('page.css'),
    '/window.js': script,
    '/wire.js': at('windows/wire.js'),
    '/adapter.js': at(`windows/${name}.js`),
    '/measure.js': at('windows/measure.js'),
    '/long-client.js': at('../../e2e/scenarios/long-list/long-client.js'),
  });
  const emulator = await startEmulator({
    greeting: GREETING,
    delayFactor: 0,
    async fallback({ url = '' }, response) {
      const path = files[url] ?? (/^\/xo-chat\/[\w-]+\.js$/.test(url) ? at(`../../dist${url}`) : undefined);
      if (!path || !existsSync(path)) return void response.writeHead(404).end();
      const body = await readFile(path);
      if (url === '/window.js' || url.startsWith('/xo-chat/')) loaded.set(url, gzippedSize(body));
      response.writeHead(200, { 'content-type': TYPES[/** @type {'.js'} */ (extname(path))] }).end(body);
    },
  });
  const options = JSON.stringify({
    apiUrl: emulator.apiUrl,
    jwtUrl: emulator.jwtUrl,
    bot: emulator.bot,
    greeting: GREETING,
  });

  /** @param {(page: WindowPage) => Promise<any>} use */
  async function onPage(use) {
    const page = await browser.newPage({ viewport: { width: 800, height: 700 } });
    try {
      // Some windows request pictures and fonts from third parties, which are not needed here.
      await page.route(
        (url) => !url.href.startsWith(emulator.url),
        (route) => route.abort(),
      );
      await page.goto(`${emulator.url}/`);
      const session = await page.context().newCDPSession(page);
      const empty = await heapBytes(session);
      await page.addScriptTag({ url: '/wire.js' });
      await page.addScriptTag({ url: '/window.js', ...(module && { type: 'module' }) });
      await page.addScriptTag({ url: '/adapter.js', type: 'module' });
      await page.addScriptTag({
        type: 'module',
        content: `import { makeMessage } from '/long-client.js'; globalThis.makeMessage = makeMessage; await import('/measure.js');`,
      });
      await page.waitForFunction('globalThis.bench');
      return await use({
        call: (code) => page.evaluate(`bench.${code}`),
        heap: async () => (await heapBytes(session)) - empty,
        slow: (rate) => session.send('Emulation.setCPUThrottlingRate', { rate }),
        session,
      });
    } finally {
      await page.close();
    }
  }

  try {
    return await use({ options, loaded, onPage });
  } finally {
    await emulator.stop();
  }
}

/**
 * Runs all measurements of one window, once.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {(typeof WINDOWS)[number]} window
 */
export function measureWindow(browser, window) {
  const { name, streams } = window;
  return hostWindow(browser, window, async ({ options, loaded, onPage }) => {
    const live = await onPage(async ({ call }) => {
      /** @type {string[]} */
      const paths = await call(`firstMessage(${options})`);
      const bytes = paths.reduce((sum, path) => sum + (loaded.get(path) ?? 0), 0);
      const burst = await call(`burst(1, ${COUNT})`);
      const append = await call(`append(${COUNT + 1}, ${APPENDED})`);
      return { bytes, burst, append };
    });
    const oneByOne = await onPage(async ({ call }) => {
      await call(`firstMessage(${options})`);
      return call(`oneByOne(1, ${COUNT})`);
    });
    const mounted = await onPage(async ({ call, heap }) => {
      // The vendor's window accepts messages only while it is connected. The time to connect does not count.
      if (name === 'kore-web-sdk') await call(`firstMessage(${options})`);
      const mount = await call(`mount(${COUNT})`);
      return { mount, elements: await call('elements()'), heap: await heap() };
    });
    const streamed = streams
      ? await onPage(async ({ call, slow, session }) => {
          await call(`firstMessage(${options})`);
          await slow(THROTTLE);
          const { result, tasks } = await traceTasks(session, () => call('stream(300, 3)'));
          return { lateMs: result, longestMs: Math.max(...tasks) };
        })
      : undefined;
    return { ...live, oneByOne, ...mounted, streamed };
  });
}
