/**
 * `npm run test:vendor`: tests the emulator with the vendor's own chat window, unmodified. It connects, shows the greeting and the
 * answers of the bot, reconnects after a lost connection, and reads the conversation from the history on the next page. It is not
 * part of `npm test`, because the vendor's package has to be installed first, like all packages that bench:widget compares with.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { startEmulator } from '../dist/emulator/index.js';
import { BROWSER_ARGS, findBrowser } from './support/find-browser.mjs';

const TIMEOUT_MS = 30_000;
const SCRIPT = new URL(
  '../bench/peers/node_modules/kore-web-sdk/dist/umd/kore-web-sdk-umd-chat.min.js',
  import.meta.url,
);

const script = await readFile(SCRIPT).catch(() => {
  console.error('unable to find kore-web-sdk; install it first: npm ci --ignore-scripts --prefix bench/peers');
  process.exit(1);
});

const emulator = await startEmulator({
  greeting: 'Welcome',
  delayFactor: 0,
  script: async ({ text }, say) => void (await say(`You said ${text}`)),
  fallback({ url }, response) {
    if (url === '/vendor.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (url !== '/') return void response.writeHead(404).end();
    const page =
      '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body><script src="/vendor.js"></script></body>';
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  },
});
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
let step = 'open the page';

/** Opens a new page with the vendor's window. @param {boolean} loadHistory */
async function open(loadHistory) {
  const page = await browser.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  // The window requests fonts and pictures from third parties, which this test does not need.
  await page.route(
    ({ href }) => !href.startsWith(emulator.url),
    (route) => route.abort(),
  );
  await page.goto(emulator.url);
  const { apiUrl, jwtUrl, bot, clientId } = emulator;
  await page.evaluate(
    ({ apiUrl, jwtUrl, bot, clientId, loadHistory }) => {
      const { chatConfig, chatWindow } = /** @type {any} */ (globalThis).KoreChatSDK;
      Object.assign(chatConfig.botOptions, {
        koreAPIUrl: apiUrl,
        JWTUrl: jwtUrl,
        userIdentity: 'jane',
        botInfo: { name: bot.name, _id: bot.id },
        clientId,
        clientSecret: 'none',
      });
      Object.assign(chatConfig, {
        loadHistory,
        minimizeMode: false,
        allowLocation: false,
        supportDelayedMessages: false,
      });
      new chatWindow(chatConfig).show(chatConfig);
    },
    { apiUrl, jwtUrl, bot, clientId, loadHistory },
  );
  return page;
}

/** Waits until the next socket is open. @returns {Promise<void>} */
const opened = () =>
  new Promise((resolve) => {
    const off = emulator.observe((entry) => {
      if (entry.direction !== 'socket' || entry.event !== 'opened') return;
      off();
      resolve();
    });
    setTimeout(resolve, TIMEOUT_MS).unref();
  });

/** @param {import('playwright-core').Page} page @param {string} text */
const shows = (page, text) => page.locator('.chat-container').getByText(text, { exact: true }).last().waitFor();

/** @param {import('playwright-core').Page} page @param {string} text */
async function send(page, text) {
  await page.locator('.chatInputBox').pressSequentially(text);
  await page.keyboard.press('Enter');
  await shows(page, `You said ${text}`);
}

try {
  const first = await open(false);
  step = 'show the greeting';
  await shows(first, 'Welcome');
  step = 'show an answer';
  await send(first, 'Hello');
  step = 'reconnect';
  const isBack = opened();
  emulator.disconnect({ how: 'terminate' });
  await isBack;
  await send(first, 'Are you there?');
  await first.close();
  step = 'read the history';
  const second = await open(true);
  await shows(second, 'You said Hello');
  await shows(second, 'You said Are you there?');
  console.log('kore-web-sdk, unmodified, shows the greeting and answers, reconnects, and reads the history');
} catch (error) {
  console.error(`kore-web-sdk was unable to ${step}; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await emulator.stop();
}
