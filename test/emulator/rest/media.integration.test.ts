import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { emulators } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

test.each([
  ['picture.svg', 'image/svg+xml', '<svg'],
  ['tone.wav', 'audio/wav', 'RIFF'],
  ['guide.txt', 'text/plain', 'Water'],
  ['form.html', 'text/html', '<!doctype'],
])('serves %s', async (file, type, begins) => {
  const emulator = await started.start();
  const response = await fetch(`${emulator.url}/media/${file}`);
  expect(response.headers.get('content-type')).toContain(type);
  expect((await response.text()).startsWith(begins)).toBe(true);
});

test('an address that cannot be guessed works for pages that do not send their origin', async () => {
  const [one, other] = [await started.start(), await started.start()];
  const headers = { 'sec-fetch-site': 'cross-site' };
  const status = async (url: string) => (await fetch(url, { headers })).status;
  expect(one.assetsUrl).toMatch(/\/assets\/[\da-f]{32}$/);
  expect(await status(`${one.assetsUrl}/media/picture.svg`)).toBe(200);
  expect(await status(`${one.url}/media/picture.svg`)).toBe(403);
  expect(await status(`${one.url}${new URL(other.assetsUrl).pathname}/media/picture.svg`)).toBe(404);
});

test.each(['nothing.svg', '__proto__', '..%2f..%2fpackage.json'])('knows no %s', async (file) => {
  const emulator = await started.start();
  expect((await fetch(`${emulator.url}/media/${file}`)).status).toBe(404);
});
