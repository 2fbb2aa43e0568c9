import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOT, chat, SECRET, startTestEmulator } from '../admin/setting.js';
import { CliProcess } from './cli-process.js';

let cli: CliProcess;
beforeAll(async () => {
  cli = await CliProcess.build();
}, 60_000);
afterAll(() => cli.stop());

/** Reads the first line and closes the pipe, as `| head -1` does. */
async function head(child: ChildProcess): Promise<string> {
  let text = '';
  while (!text.includes('\n')) text += String((await once(child.stdout!, 'data'))[0]);
  child.stdout!.destroy();
  return text;
}

function errorsOf(child: ChildProcess): { text: string } {
  const errors = { text: '' };
  child.stderr!.on('data', (text) => (errors.text += text));
  return errors;
}

describe('a reader that closes stdout', () => {
  it('ends the emulator quietly', async () => {
    const child = cli.start(['emulator', '--port', '0', '--trace']);
    const errors = errorsOf(child);
    const closed = once(child, 'close');
    const url = /http\S+/.exec(await head(child))![0];
    // The next line of the trace cannot be written.
    const asking = setInterval(() => void fetch(`${url}nothing`).catch(() => {}), 50);
    const [code] = await closed.finally(() => clearInterval(asking));
    expect([code, errors.text]).toEqual([0, '']);
  });

  it.each([['--json'], ['--csv'], []])('ends a list quietly: admin messages %s', async (...format) => {
    const emulator = await startTestEmulator();
    await chat(
      emulator,
      'ann',
      Array.from({ length: 40 }, (_, index) => `${index} ${'long '.repeat(2000)}`),
    );
    const env = { XO_RTM_API_URL: emulator.apiUrl, XO_RTM_CLIENT_ID: 'cs-test', XO_RTM_CLIENT_SECRET: SECRET };
    const child = cli.start(['admin', 'messages', '--bot', BOT.id, ...format], env);
    const errors = errorsOf(child);
    const closed = once(child, 'close');
    await head(child);
    const [code] = await closed;
    expect([code, errors.text]).toEqual([0, '']);
  });

  it.each([['--help'], ['jwt', '--help'], ['jwt', 'inspect', '--json']])(
    'ends quietly before anything is written: %j',
    async (...args) => {
      const child = cli.start(args);
      const errors = errorsOf(child);
      const closed = once(child, 'close');
      child.stdout!.destroy();
      child.stdin!.on('error', () => {}).end(`${'x'.repeat(1000)}.y.z`);
      await closed;
      expect(errors.text).toBe('');
    },
  );
});

it('a reader that closes stderr leaves a server running', async () => {
  const child = cli.start(['token-server', '--port', '0'], {
    XO_RTM_CLIENT_ID: 'cs-1',
    XO_RTM_CLIENT_SECRET: SECRET,
    XO_RTM_ALLOWED_ORIGINS: 'https://shop.example',
    XO_RTM_IDENTITY_HEADER: 'x-user',
  });
  child.stderr!.destroy();
  let text = '';
  while (!text.includes('\n')) text += String((await once(child.stdout!, 'data'))[0]);
  const url = /http\S+/.exec(text)![0];
  // Reported on stderr, once; then a second request.
  for (let n = 0; n < 3; n++) {
    const headers = { 'x-user': 'jane', 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(200);
  }
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
});
