/**
 * `npm run bench:widget`: compares the chat window with others, and measures it with ten thousand messages, in Chromium. Takes about
 * fifteen minutes and prints three tables. The figures of the last published run are in bench/README.md. With names of windows as
 * arguments, only those are compared, without hostile texts.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { BROWSER_ARGS, findBrowser } from '../../tools/support/find-browser.mjs';
import { quantile } from '../server/numbers.mjs';
import { compareWindows } from './compare-windows.mjs';
import { compareHostileTexts } from './hostile-texts.mjs';
import { installPeers } from './measure-window.mjs';

const LENGTH = 10_000;
const ROUNDS = 5;
const TIMEOUT_MS = 1_200_000;

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

installPeers();
setTimeout(() => {
  console.error(`unable to finish within ${TIMEOUT_MS / 60_000} minutes`);
  process.exit(1);
}, TIMEOUT_MS).unref();

const { outputFiles } = await build({
  entryPoints: [here('page.js')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // A build step makes these modules, and this page needs no emoji.
  external: ['emoji-words:*'],
  write: false,
});
const files = {
  '/': { type: 'text/html', body: await readFile(here('page.html')) },
  '/page.css': { type: 'text/css', body: await readFile(here('page.css')) },
  '/page.js': { type: 'text/javascript', body: Buffer.from(/** @type {any} */ (outputFiles[0]).contents) },
};
const server = createServer((request, response) => {
  const file = files[/** @type {keyof typeof files} */ (request.url)];
  if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
  else response.writeHead(404).end();
});
await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...BROWSER_ARGS, '--js-flags=--expose-gc'],
});

/** Returns the bytes of the page's JavaScript heap after a garbage collection. @param {import('playwright-core').CDPSession} session */
async function heapBytes(session) {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** Runs all measurements in one page. */
async function round() {
  const page = await browser.newPage({ viewport: { width: 800, height: 700 } });
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction('globalThis.bench');
  const session = await page.context().newCDPSession(page);
  const call = (/** @type {string} */ code) => page.evaluate(`bench.${code}`);
  const empty = await heapBytes(session);
  const mount = await call(`mount(${LENGTH})`);
  const heap = (await heapBytes(session)) - empty;
  const append = await call('append(200)');
  const elements = [await call('elements()')];
  const burst = await call('burst(1000)');
  elements.push(await call('elements()'));
  const scroll = await call('scroll(180, 60)');
  elements.push(await call('elements()'));
  const prepend = [];
  for (let page = 0; page < 5; page++) prepend.push(await call('prepend(20)'));
  const whole = await call('whole()');
  await page.close();
  return { mount, heap, append, elements: Math.max(...elements), burst, scroll, prepend: Math.max(...prepend), whole };
}

try {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, Chromium ${browser.version()}, Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`,
  );
  await compareWindows(browser, process.argv.slice(2));
  if (process.argv.length === 2) await compareHostileTexts();

  const rounds = [];
  for (let each = 0; each < ROUNDS; each++) rounds.push(await round());
  const median = (/** @type {(round: any) => number} */ of) => quantile(rounds.map(of), 0.5);
  const rows = [
    [`mount ${LENGTH.toLocaleString('en')} messages`, `${median((r) => r.mount).toFixed(0)} ms`, '≤ 100 ms'],
    ['append one, p50', `${median((r) => quantile(r.append, 0.5)).toFixed(2)} ms`, ''],
    ['append one, p95', `${median((r) => quantile(r.append, 0.95)).toFixed(2)} ms`, '≤ 4 ms'],
    ['burst of 1,000 until painted', `${median((r) => r.burst).toFixed(0)} ms`, ''],
    ['maximum of elements in the window', `${Math.max(...rounds.map((r) => r.elements))}`, '≤ 800'],
    ['frame while scrolling, p50', `${median((r) => quantile(r.scroll, 0.5)).toFixed(1)} ms`, '≤ 16.7 ms'],
    ['frame while scrolling, p95', `${median((r) => quantile(r.scroll, 0.95)).toFixed(1)} ms`, ''],
    ['line moved by a page inserted above', `${Math.max(...rounds.map((r) => r.prepend)).toFixed(2)} px`, '≤ 1 px'],
    ['heap over the empty page', `${(median((r) => r.heap) / 1e6).toFixed(1)} MB`, '≤ 20 MB'],
    ['all messages as elements, on request', `${median((r) => r.whole).toFixed(0)} ms`, ''],
  ];
  console.log(`\nThe window with ${LENGTH.toLocaleString('en')} messages, medians of ${ROUNDS} rounds`);
  for (const [label, value, limit] of rows) console.log(`${label?.padEnd(40)}${value?.padStart(10)}  ${limit}`);
} finally {
  await browser.close();
  server.close();
}
