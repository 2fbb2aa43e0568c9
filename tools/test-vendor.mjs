/**
 * `npm run test:vendor`: the platform's own chat window, unmodified, against the emulator. It connects, is greeted, is
 * answered, finds its way back after a cut, and reads the conversation from the history on the next page. Apart from
 * `npm test`, because the vendor's package has to be installed first, with all that bench:widget compares with.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { startEmulator } from '../dist/emulator/index.js';
import { BROWSER_ARGS, findBrowser } from './support/find-browser.mjs';

const PATIENCE_MS = 30_000;
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

/** A new page with the vendor's window in it. @param {boolean} loadHistory */
async function open(loadHistory) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  // It asks third parties for fonts and pictures; nobody needs them here.
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

/** The next socket. @returns {Promise<void>} */
const opened = () =>
  new Promise((resolve) => {
    const off = emulator.observe((entry) => {
      if (entry.direction !== 'socket' || entry.event !== 'opened') return;
      off();
      resolve();
    });
    setTimeout(resolve, PATIENCE_MS).unref();
  });

/** @param {import('playwright-core').Page} page @param {string} text */
const shows = (page, text) => page.locator('.chat-container').getByText(text, { exact: true }).last().waitFor();

/** @param {import('playwright-core').Page} page @param {string} text */
async function say(page, text) {
  await page.locator('.chatInputBox').pressSequentially(text);
  await page.keyboard.press('Enter');
  await shows(page, `You said ${text}`);
}

try {
  const first = await open(false);
  step = 'be greeted';
  await shows(first, 'Welcome');
  step = 'be answered';
  await say(first, 'Hello');
  step = 'connect again after a cut';
  const isBack = opened();
  emulator.disconnect({ how: 'terminate' });
  await isBack;
  await say(first, 'Are you there?');
  await first.close();
  step = 'read the history';
  const second = await open(true);
  await shows(second, 'You said Hello');
  await shows(second, 'You said Are you there?');
  console.log('kore-web-sdk is greeted, answered, back after a cut, and reads the history: unmodified');
} catch (error) {
  console.error(`kore-web-sdk was unable to ${step}; ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await emulator.stop();
}
