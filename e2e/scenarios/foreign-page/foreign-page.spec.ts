import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from 'xo-rtm/emulator';
import { BROWSER_ARGS, findBrowser } from '../../../tools/support/find-browser.mjs';
import { type PageServer, startPageServer } from '../../support/page-server.js';

/** A host name that resolves to this machine, as in DNS rebinding. The browser itself does not block its pages. */
const EVIL = 'evil.example';

let browser: Browser;
let site: PageServer;
let emulator: Emulator;
let log: string[];

beforeAll(async () => {
  const args = [...BROWSER_ARGS, `--host-resolver-rules=MAP ${EVIL} 127.0.0.1`];
  browser = await chromium.launch({ executablePath: findBrowser(), args });
  site = await startPageServer({ folder: fileURLToPath(new URL('.', import.meta.url)) });
});
afterAll(async () => {
  await site.stop();
  await browser.close();
});

beforeEach(async () => {
  log = [];
  emulator = await startEmulator({ log: (line) => log.push(line) });
});
afterEach(() => emulator.stop());

async function openPage(host: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(site.origin.replace('127.0.0.1', host));
  return page;
}

/** Signs a visitor in, uploads a file and requests a socket URL. */
async function visitor() {
  const post = async (path: string, body: object | FormData, headers: Record<string, string> = {}) => {
    const isForm = body instanceof FormData;
    const init = isForm
      ? { body, headers }
      : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
    return (await (await fetch(`${emulator.url}/${path}`, { method: 'POST', ...init })).json()) as Record<
      string,
      unknown
    >;
  };
  const { jwt } = await post('jwt', { identity: 'ann' });
  const { authorization } = await post('api/oAuth/token/jwtgrant', { assertion: jwt });
  const bearer = { authorization: `bearer ${(authorization as { accessToken: string }).accessToken}` };
  const form = new FormData();
  for (const [name, value] of Object.entries({ filename: 'a.png', fileExtension: 'png', fileContext: 'workflows' })) {
    form.append(name, value);
  }
  form.append('file', new Blob([Buffer.from(PIXEL, 'base64')]), 'a.png');
  const { fileId } = await post('api/attachment/file', form, bearer);
  const url = `${emulator.apiUrl}attachment/v2/stream/${emulator.bot.id}/file/${fileId}/url`;
  const { fileUrl } = (await (await fetch(url, { headers: bearer })).json()) as { fileUrl: string };
  return { socketUrl: (await post('api/rtm/start', {}, bearer)).url as string, fileUrl };
}

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Tries every kind of access from a page. The result is `yes` for everything that it could read, load or open. */
function tryAllAccess(page: Page, targets: { url: string; assetsUrl: string; socketUrl: string; fileUrl: string }) {
  return page.evaluate(async ({ url, assetsUrl, socketUrl, fileUrl }) => {
    const loads = (tag: 'img' | 'audio', src: string, attributes: object = {}) =>
      new Promise<string>((resolve) => {
        const element = Object.assign(document.createElement(tag), attributes);
        element.onload = () => resolve('yes');
        element.onloadeddata = () => resolve('yes');
        element.onerror = () => resolve('no');
        element.src = src;
        document.body.append(element);
      });
    const reads = async (path: string, init: RequestInit = {}) => {
      try {
        const response = await fetch(`${url}/${path}`, init);
        return response.ok ? 'yes' : `no, ${response.status}`;
      } catch {
        return 'no';
      }
    };
    const opens = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(socketUrl);
        socket.onopen = () => resolve('yes');
        socket.onerror = () => resolve('no');
      });
    const json = { 'content-type': 'application/json' };
    // The page cannot read these responses. The test checks in the emulator that the requests had no effect.
    await fetch(`${url}/jwt`, { method: 'POST', mode: 'no-cors', body: '{"identity":"mallory"}' }).catch(() => {});
    await fetch(`${url}/_inspect/actions`, {
      method: 'POST',
      mode: 'no-cors',
      body: '{"do":"mute","on":true}',
    }).catch(() => {});
    navigator.sendBeacon(`${url}/_inspect/actions`, '{"do":"mute","on":true}');
    return {
      jwt: await reads('jwt', { method: 'POST', body: '{}' }),
      jwtAsJson: await reads('jwt', { method: 'POST', headers: json, body: '{}' }),
      welcome: await reads(''),
      start: await reads('api/rtm/start', {
        method: 'POST',
        headers: { ...json, authorization: 'bearer x' },
        body: '{}',
      }),
      inspector: await reads('_inspect/events'),
      socket: await opens(),
      picture: await loads('img', `${url}/media/picture.svg`),
      silentPicture: await loads('img', `${url}/media/picture.svg?silent`, { referrerPolicy: 'no-referrer' }),
      sound: await loads('audio', `${url}/media/tone.wav`),
      guessed: await loads('img', `${url}/assets/${'0'.repeat(32)}/media/picture.svg`),
      asset: await loads('img', `${assetsUrl}/media/picture.svg`, { referrerPolicy: 'no-referrer' }),
      file: await loads('img', fileUrl, { referrerPolicy: 'no-referrer' }),
    };
  }, targets);
}

const targetsOf = async () => ({ url: emulator.url, assetsUrl: emulator.assetsUrl, ...(await visitor()) });

test('a page of a foreign origin has access only to secret addresses that it knows', async () => {
  const statuses: unknown[] = [];
  const targets = await targetsOf();
  const page = await openPage(EVIL);
  emulator.observe((entry) => void (entry.direction === 'http' && statuses.push(`${entry.status} ${entry.path}`)));
  const got = await tryAllAccess(page, targets);
  expect(got).toEqual({
    ...Object.fromEntries(Object.keys(got).map((name) => [name, 'no'])),
    asset: 'yes',
    file: 'yes',
  });
  expect(statuses.filter((line) => String(line).includes('/jwt'))).not.toContain('200 /jwt');
  expect(emulator.users.map(({ identity }) => identity)).toEqual(['ann']);
  expect(emulator.muted).toBe(false);
  const { origin } = new URL(page.url());
  expect(log.filter((line) => line.includes('lets it in'))).toEqual([
    `refused a page of ${origin}: --allow-origin ${origin} (allowedOrigins) lets it in`,
  ]);
  await page.close();
});

test('a page of an allowed origin has access', async () => {
  await emulator.stop();
  emulator = await startEmulator({ allowedOrigins: [site.origin.replace('127.0.0.1', EVIL)] });
  const page = await openPage(EVIL);
  expect(await tryAllAccess(page, await targetsOf())).toMatchObject({ jwt: 'yes', jwtAsJson: 'yes', socket: 'yes' });
  await page.close();
});

test('a foreign host name that resolves to the emulator is refused', async () => {
  const { port } = new URL(emulator.url);
  const page = await browser.newPage();
  for (const path of ['', 'jwt', '_inspect', 'media/picture.svg']) {
    const response = await page.goto(`http://${EVIL}:${port}/${path}`);
    expect([path, response?.status()]).toEqual([path, 403]);
  }
  expect(await page.locator('body').innerText()).toContain(`--allow-host ${EVIL}`);
  const isRefused = await page.evaluate(async () => (await fetch('/jwt', { method: 'POST', body: '{}' })).status);
  expect(isRefused).toBe(403);
  await page.close();
});

test.each(['127.0.0.1', 'localhost', 'shop.localhost'])(
  'a page of %s has access to everything but the inspector',
  async (host) => {
    const page = await openPage(host);
    const got = await tryAllAccess(page, await targetsOf());
    // Such a request has neither Origin nor Referer, and counts as cross-site unless the page has the very same host.
    const silentPicture = host === '127.0.0.1' ? 'yes' : 'no';
    expect(got).toEqual({
      ...Object.fromEntries(Object.keys(got).map((name) => [name, 'yes'])),
      start: 'no, 401',
      inspector: 'no',
      guessed: 'no',
      silentPicture,
    });
    expect(emulator.muted).toBe(false);
    await page.close();
  },
);

test('the inspector and pages can be opened by links from any origin, but not in iframes', async () => {
  await emulator.stop();
  emulator = await startEmulator({
    fallback: (_, response) => void response.setHeader('content-type', 'text/html').end('<h1>Mine</h1>'),
  });
  const page = await openPage(EVIL);
  await page.evaluate((url) => {
    document.body.innerHTML = `<a href="${url}/">page</a> <a href="${url}/_inspect">inspector</a> <iframe src="${url}/"></iframe>`;
  }, emulator.url);
  await expect.poll(() => page.frames()[1]?.content()).toContain('--allow-origin');
  await page.getByRole('link', { name: 'inspector' }).click();
  await expect.poll(() => page.title()).toContain('Inspector');
  await page.goBack();
  await page.evaluate((url) => {
    document.body.innerHTML = `<a href="${url}/">page</a>`;
  }, emulator.url);
  await page.getByRole('link', { name: 'page' }).click();
  await expect.poll(() => page.locator('h1').innerText()).toBe('Mine');
  await page.close();
});
