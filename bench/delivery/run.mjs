/**
 * `npm run bench:delivery` measures how soon a conversation continues, over real sockets against the emulator. It takes about six
 * minutes; the figures of the last published run are in docs/delivery.md.
 *
 *  - the time after an outage of 1.5 s and three responses with 500 until a waiting message is acknowledged
 *  - how many of twelve messages whose ack is lost are doubled, with a history that shows records 3 s or 10 s after their ack
 *  - the time on a page from Chromium's back-forward cache until a message is acknowledged
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createChatClient, silentLogger } from 'xo-rtm';
import { startEmulator } from 'xo-rtm/emulator';
import { BROWSER_ARGS, findBrowser } from '../../tools/support/find-browser.mjs';

const RUNS = 8;
const OUTAGE_MS = 1_500;
const DOUBLES = 12;
const RETURNS = 10;
const AWAY_MS = 2_000;
const GIVE_UP_MS = 900_000;

setTimeout(() => {
  console.error(`unable to finish within ${GIVE_UP_MS / 60_000} minutes`);
  process.exit(1);
}, GIVE_UP_MS).unref();

/** @param {import('xo-rtm/emulator').Emulator} emulator */
function clientOf({ apiUrl, bot, jwtUrl }, identity = 'visitor', more = {}) {
  const body = JSON.stringify({ identity });
  const getJwt = async () => (await (await fetch(jwtUrl, { method: 'POST', body })).json()).jwt;
  return createChatClient({ apiUrl, bot, getJwt, logger: silentLogger, ...more });
}

/** @returns seconds from the cut to the ack of a message that was sent right after it */
async function timeOutage() {
  const emulator = await startEmulator({ port: 0, script: () => {} });
  try {
    const client = clientOf(emulator);
    await client.connect();
    await client.send('before');
    const outage = ['jwtgrant', 'rtm/start', 'botmessages'].flatMap((endpoint) =>
      emulator.faults.add({ match: { at: 'http', endpoint }, action: 'terminate' }),
    );
    const since = performance.now();
    emulator.disconnect({ how: 'terminate' });
    const delivery = client.send('waiting');
    await sleep(OUTAGE_MS);
    for (const id of outage) emulator.faults.remove(id);
    emulator.faults.add({
      match: { at: 'http', endpoint: 'rtm/start' },
      action: { type: 'status', status: 500 },
      count: 3,
    });
    await delivery;
    const tookS = (performance.now() - since) / 1000;
    await client.disconnect();
    return tookS;
  } finally {
    await emulator.stop();
  }
}

/** @returns how many of the messages whose ack was lost are recorded twice */
async function countDoubles(/** @type {number} */ lagMs, /** @type {number | undefined} */ historyLagMs) {
  const emulator = await startEmulator({ port: 0, script: () => {} });
  try {
    emulator.faults.add({ match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'lagHistory', ms: lagMs } });
    await Promise.all(
      Array.from({ length: DOUBLES }, async (_, n) => {
        const client = clientOf(emulator, `visitor-${n}`, { historyLagMs });
        await client.connect();
        await client.send('first');
        emulator.faults.add({
          match: { at: 'in', user: `visitor-${n}`, text: 'in doubt' },
          action: 'recordThenCut',
          count: 1,
        });
        await client.send('in doubt');
        await client.disconnect();
      }),
    );
    const copies = Array.from(
      { length: DOUBLES },
      (_, n) =>
        emulator.messages(`visitor-${n}`).filter(({ components }) => components[0]?.data?.text === 'in doubt').length,
    );
    if (copies.includes(0)) throw new Error('unable to count doubles; a message is missing altogether');
    return copies.filter((count) => count > 1).length;
  } finally {
    await emulator.stop();
  }
}

/**
 * Measures how soon a page from the back-forward cache sends a message.
 *
 * @returns milliseconds from `pageshow` to the ack and to `ready`, whichever comes later, for each return, in ascending order
 */
async function timeReturns() {
  const emulator = await startEmulator({ port: 0, script: () => {} });
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  const { apiUrl, jwtUrl, bot } = emulator;
  const script = `
    import { createChatClient } from '/xo-rtm/index.js';
    const body = JSON.stringify({ identity: 'guest' });
    const getJwt = async () => (await (await fetch('${jwtUrl}', { method: 'POST', body })).json()).jwt;
    const client = createChatClient({ apiUrl: '${apiUrl}', bot: ${JSON.stringify(bot)}, getJwt });
    globalThis.isReady = client.connect();
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return;
      const since = performance.now();
      globalThis.returned = client.send('back').then(() => client.connect()).then(() => performance.now() - since);
    });`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    if (pathname.startsWith('/xo-rtm/')) {
      readFile(dist + pathname.slice('/xo-rtm/'.length)).then(
        (file) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(file),
        () => response.writeHead(404).end(),
      );
      return;
    }
    const isChat = pathname === '/';
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<!doctype html><title>${pathname}</title>${isChat ? `<script type="module">${script}</script>` : ''}`,
    );
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: BROWSER_ARGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'isReady' in globalThis);
    await page.evaluate('isReady');
    const times = [];
    for (let n = 0; n < RETURNS; n++) {
      await page.goto(`http://127.0.0.1:${port}/elsewhere`);
      await sleep(AWAY_MS);
      await page.goBack({ waitUntil: 'commit' });
      if (!(await page.evaluate("'returned' in globalThis"))) {
        throw new Error('unable to measure a return; the page was not in the back-forward cache');
      }
      times.push(/** @type {number} */ (await page.evaluate('returned')));
      await sleep(1_000);
    }
    return times.sort((a, b) => a - b);
  } finally {
    await browser.close();
    server.close();
    await emulator.stop();
  }
}

const outages = await Promise.all(Array.from({ length: RUNS }, timeOutage));
console.log(
  `after an outage of 1.5 s and three 500s, seconds: ${outages
    .sort((a, b) => a - b)
    .map((s) => s.toFixed(1))
    .join(' ')}`,
);
for (const [lagMs, historyLagMs] of [[0], [3_000], [10_000, 10_000]]) {
  const doubled = await countDoubles(/** @type {number} */ (lagMs), historyLagMs);
  const option = historyLagMs ? `, historyLagMs ${historyLagMs}` : '';
  console.log(`a history that lags by ${lagMs} ms${option}: ${doubled} of ${DOUBLES} messages doubled`);
}
const returns = await timeReturns();
console.log(
  `back on a page from the back-forward cache, milliseconds until a message is acknowledged: ${returns.map((ms) => ms.toFixed(0)).join(' ')}`,
);
