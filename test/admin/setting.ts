import { once } from 'node:events';
import { afterEach } from 'vitest';
import WebSocket from 'ws';
import { type AdminClient, type AdminClientOptions, createAdminClient } from '../../src/admin/index.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { type Clock, systemClock } from '../../src/lib/clock.js';
import { silentLogger } from '../../src/lib/logger.js';
import { createJwtSigner, type JwtSignerOptions } from '../../src/server/index.js';

export const SECRET = 'a-secret-of-sixty-four-bytes-that-is-long-enough-for-every-hmac-0';
export const BOT = { name: 'Test Bot', id: 'st-00000000-0000-5000-8000-0000000000b0' };

const running: Emulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
});

/** Starts a real emulator on a free port, which is stopped after the test. */
export async function startTestEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ clientId: 'cs-test', clientSecret: SECRET, bot: BOT, ...options });
  running.push(emulator);
  return emulator;
}

/** Signs with the app of the test, or with other options. */
export function signerOf(options: Partial<JwtSignerOptions> = {}) {
  const own = { clientId: 'cs-test', clientSecret: SECRET, logger: silentLogger } as const;
  return createJwtSigner({ ...own, ...options } as JwtSignerOptions);
}

export function adminOf(emulator: Emulator, options: Partial<AdminClientOptions> = {}): AdminClient {
  const signer = signerOf();
  return createAdminClient({
    apiUrl: emulator.apiUrl,
    getJwt: () => signer.signForApi(),
    retries: 0,
    logger: silentLogger,
    ...options,
  });
}

/** Sends each text, and waits for the ack and the answer of the bot. */
export async function chat(emulator: Emulator, identity: string, texts: readonly string[]): Promise<void> {
  const botInfo = { chatBot: emulator.bot.name, taskBotId: emulator.bot.id };
  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    return (await (await fetch(url, { ...init, body: JSON.stringify(body) })).json()) as Record<string, unknown>;
  };
  const { jwt } = await post(emulator.jwtUrl, { identity });
  const grant = await post(`${emulator.apiUrl}oAuth/token/jwtgrant`, { assertion: jwt, botInfo });
  const { accessToken } = grant.authorization as { accessToken: string };
  const { url } = await post(`${emulator.apiUrl}rtm/start`, { botInfo }, { authorization: `bearer ${accessToken}` });
  const socket = new WebSocket(String(url));
  await once(socket, 'open');
  for (const [index, body] of texts.entries()) {
    const answered = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        if ((JSON.parse(String(data)) as { type: string }).type === 'bot_response') resolve();
      });
    });
    socket.send(
      JSON.stringify({
        clientMessageId: index + 1,
        id: index + 1,
        resourceid: '/bot.message',
        message: { body },
        botInfo,
      }),
    );
    await answered;
  }
  socket.close();
  await once(socket, 'close');
}

/** A clock that runs a hundred times as fast as the system clock. `waits` has the requested waits, in milliseconds. */
export function hurriedClock() {
  const waits: number[] = [];
  const clock: Clock = {
    now: systemClock.now,
    elapsed: () => performance.now() * 100,
    after(delayMs, callback) {
      waits.push(delayMs);
      return systemClock.after(delayMs / 100, callback);
    },
  };
  return { clock, waits };
}

/** Resolves to the error with which a promise is rejected. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected a failure');
}
