import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';

let emulator: Emulator;
afterEach(() => emulator.stop());

test('grant, start, socket, ack, echo, history', async () => {
  emulator = await startEmulator({ clientId: 'cs-1', clientSecret: 'secret-secret-secret-secret-1234' });
  const botInfo = { chatBot: emulator.bot.name, taskBotId: emulator.bot.id };
  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, never>;
  };
  const { jwt } = await post(emulator.jwtUrl, { identity: 'ann' });
  const grant = await post(`${emulator.apiUrl}1.1/oAuth/token/jwtgrant`, { assertion: jwt, botInfo });
  const bearer = { authorization: `bearer ${(grant.authorization as { accessToken: string }).accessToken}` };
  const { url } = await post(`${emulator.apiUrl}1.1/rtm/start`, { botInfo }, bearer);
  const socket = new WebSocket(url as string);
  const frames: { type: string }[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as { type: string }));
  await once(socket, 'open');
  socket.send(
    JSON.stringify({ clientMessageId: 7, id: 7, resourceid: '/bot.message', message: { body: 'Hi' }, botInfo }),
  );
  await expect
    .poll(() => frames.map(({ type }) => type))
    .toEqual(['bot_active', 'session_start', 'ack', 'bot_response']);
  const page = await fetch(`${emulator.apiUrl}botmessages/rtm?botId=${emulator.bot.id}`, { headers: bearer });
  const { messages } = (await page.json()) as { messages: { type: string }[] };
  expect(messages.map(({ type }) => type)).toEqual(['incoming', 'outgoing']);
});
