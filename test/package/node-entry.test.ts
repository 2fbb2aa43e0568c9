import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';

const run = promisify(execFile);
const consumer = inject('consumer');

const inNode = async (script: string): Promise<unknown> => {
  const args = ['--no-warnings', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, args, { cwd: consumer, timeout: 20_000 });
  return JSON.parse(stdout);
};

const CHAT = (prepare: string) => `
  ${prepare}
  const { createChatClient } = await import('xo-rtm');
  const { startEmulator } = await import('xo-rtm/emulator');
  const emulator = await startEmulator({ script: ({ text }, say) => say('You wrote ' + text) });
  const getJwt = async () => {
    const answer = await fetch(emulator.jwtUrl, { method: 'POST', body: JSON.stringify({ identity: 'jane' }) });
    return (await answer.json()).jwt;
  };
  const client = createChatClient({ apiUrl: emulator.apiUrl, bot: emulator.bot, getJwt });
  const answered = new Promise((done) => client.on('bot_response', done));
  await client.connect();
  await client.send('Hello');
  await answered;
  process.stdout.write(JSON.stringify({ global: typeof globalThis.WebSocket, texts: client.messages.map(({ text }) => text) }));
  await client.disconnect();
  await emulator.stop();
`;

describe('xo-rtm in Node', () => {
  it('chats without options where the runtime has no WebSocket', async () => {
    const observed = await inNode(CHAT('delete globalThis.WebSocket;'));
    expect(observed).toEqual({ global: 'undefined', texts: ['Hello', 'You wrote Hello'] });
  });

  it('prefers a global WebSocket', async () => {
    const observed = await inNode(
      CHAT(`
        const { WebSocket } = await import('ws');
        let made = 0;
        globalThis.WebSocket = class extends WebSocket { constructor(...args) { super(...args); made += 1; } };
        process.on('exit', () => { if (made !== 1) process.exitCode = 1; });
      `),
    );
    expect(observed).toEqual({ global: 'function', texts: ['Hello', 'You wrote Hello'] });
  });

  it('reports the missing option when called without options', async () => {
    const message = await inNode(`
      const { createChatClient } = await import('xo-rtm');
      try { createChatClient(); } catch (error) { process.stdout.write(JSON.stringify(error.message)); }
    `);
    expect(message).toContain('bot.name and bot.id must be given');
  });

  it('exports the same error classes from all subpaths', async () => {
    const observed = await inNode(`
      const { ConfigError } = await import('xo-rtm');
      const { createJwtSigner } = await import('xo-rtm/server');
      const { createAdminClient } = await import('xo-rtm/admin');
      const isOurs = (make) => { try { make(); } catch (error) { return error instanceof ConfigError; } };
      process.stdout.write(JSON.stringify([isOurs(() => createJwtSigner({})), isOurs(() => createAdminClient({}))]));
    `);
    expect(observed).toEqual([true, true]);
  });

  it('is not minified, so that an error in a terminal shows one line instead of a whole bundle', async () => {
    const text = await readFile(join(consumer, 'node_modules/xo-rtm/dist/index.node.js'), 'utf8');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(400);
  });
});
