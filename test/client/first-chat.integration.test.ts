import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { type Emulator, startEmulator, type TraceEntry } from '../../src/emulator/index.js';
import { type ChatClient, type ChatClientOptions, createChatClient } from '../../src/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { emulators } from '../emulator/platform-user.js';

/*
 * A first chat, end to end: the client against the emulator, over real HTTP and real sockets.
 */
const started = emulators(startEmulator);
const clients: ChatClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await started.stop();
});

function clientOf(emulator: Emulator, options: Partial<ChatClientOptions> = {}): ChatClient {
  const client = createChatClient({
    apiUrl: emulator.apiUrl,
    bot: emulator.bot,
    WebSocket,
    async getJwt() {
      const answer = await fetch(emulator.jwtUrl, { method: 'POST', body: JSON.stringify({ identity: 'jane' }) });
      return ((await answer.json()) as { jwt: string }).jwt;
    },
    logger: silentLogger,
    ...options,
  });
  clients.push(client);
  return client;
}

const lines = (client: ChatClient) => client.messages.map(({ from, text }) => `${from}: ${text}`);

/** Collects the paths of the requests, in order. */
function callsOf(emulator: Emulator): string[] {
  const calls: string[] = [];
  const record = (entry: TraceEntry) =>
    entry.direction === 'http' && calls.push(entry.path.replace(/^.*\/api\/(1\.1\/)?/, ''));
  emulator.observe((entry) => void record(entry));
  return calls;
}

test.each(['', '/', '/api/', '/api/1.1/'])(
  'the apiUrl "https://host%s" connects, and a message is acknowledged',
  async (path) => {
    const emulator = await started.start();
    const client = clientOf(emulator, { apiUrl: `${emulator.url}${path}` });
    await client.connect();
    const delivery = await client.send('Hello');
    expect(delivery).toEqual({ id: expect.anything(), status: 'delivered' });
    await expect.poll(() => lines(client)).toEqual(['user: Hello', 'bot: Hello']);
  },
);

test('a second session receives the messages, and a third one loads the same conversation from the history', async () => {
  const emulator = await started.start({ greeting: 'Welcome' });
  const first = clientOf(emulator);
  await first.connect();
  await expect.poll(() => lines(first)).toEqual(['bot: Welcome']);

  const second = clientOf(emulator);
  const echoes: unknown[] = [];
  second.on('user_message', ({ message }) => echoes.push(message.body));
  await second.connect();
  await first.send('one');
  await first.send('two');
  const all = ['bot: Welcome', 'user: one', 'bot: one', 'user: two', 'bot: two'];
  await expect.poll(() => lines(first)).toEqual(all);
  await expect.poll(() => lines(second).slice(-4)).toEqual(all.slice(-4));
  expect(echoes).toEqual(['one', 'two']);

  const third = clientOf(emulator);
  await third.connect();
  await third.loadHistory({ limit: 2 });
  while ((await third.loadHistory({ limit: 2 })).hasMore);
  expect(lines(third)).toEqual(all);
  expect(new Set(third.messages.map(({ id }) => id)).size).toBe(all.length);
});

test('an expired socket URL is replaced without a new grant', async () => {
  const emulator = await started.start();
  emulator.faults.add({ match: { at: 'http', endpoint: 'rtm/start' }, action: 'lapseUrl', count: 1 });
  const calls = callsOf(emulator);
  const client = clientOf(emulator);
  await client.connect();
  await client.send('Hello');
  expect(calls.filter((path) => path === 'rtm/start')).toHaveLength(2);
  expect(calls.filter((path) => path === 'oAuth/token/jwtgrant')).toHaveLength(1);
});

test('a rejected JWT ends in "failed" after at most three grants, with a hint', async () => {
  const emulator = await started.start();
  const calls = callsOf(emulator);
  const reasons: string[] = [];
  const client = clientOf(emulator, {
    getJwt({ reason }) {
      reasons.push(reason);
      return 'eyJhbGciOiJIUzI1NiJ9.e30.bm90LXNpZ25lZA';
    },
  });
  await expect(client.connect()).rejects.toMatchObject({
    name: 'TokenError',
    code: 'XO_JWT_REJECTED',
    retryable: false,
    hint: expect.stringMatching(/client id|client secret|clock|exp/i),
  });
  expect(client.state.status).toBe('failed');
  const grants = calls.filter((path) => path === 'oAuth/token/jwtgrant').length;
  expect(grants).toBeGreaterThan(0);
  expect(grants).toBeLessThanOrEqual(3);
  expect(reasons).toEqual(['initial', 'rejected']);
  // A failed client sends no more requests by itself.
  expect(calls).toHaveLength(grants);
});

test('frames nested 20,000 deep do not crash the process', async () => {
  const peer = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const address = await new Promise<string>((resolve) => {
    peer.once('listening', () => resolve(`ws://127.0.0.1:${(peer.address() as AddressInfo).port}/rtm?sid=1`));
  });
  const deep = (field: string) => `{"${field}":`.repeat(20_000) + 1 + '}'.repeat(20_000);
  peer.on('connection', (socket) => {
    for (const field of ['attachments', 'author', 'payload']) {
      socket.send(`{"type":"bot_response","message":[{"type":"text","component":${deep(field)}}],"messageId":"ms-1"}`);
      socket.send(`{"type":"user_message","message":{"attachments":[${deep(field)}]},"id":5}`);
      socket.send(deep(field));
    }
    socket.send('{"type":"bot_response","message":[{"type":"text","cInfo":{"body":"still here"}}],"messageId":"ms-2"}');
  });
  const client = createChatClient({
    apiUrl: 'http://127.0.0.1:9',
    bot: { name: 'Demo', id: 'st-1' },
    getJwt: () => 'a-jwt-of-no-one',
    WebSocket,
    logger: silentLogger,
    fetch: async (url) => {
      const path = String(url);
      if (path.endsWith('jwtgrant')) return Response.json({ authorization: { accessToken: 'x' } });
      return path.endsWith('start')
        ? Response.json({ url: address })
        : new Response(`{"messages":[{"_id":"ms-0","type":"outgoing","components":${deep('components')}}]}`);
    },
  });
  clients.push(client);
  let unknown = 0;
  client.on('unknown', () => unknown++);
  const received = new Promise(
    (resolve) => void client.on('message', ({ text }) => text === 'still here' && resolve(text)),
  );
  await client.connect();
  await received;
  expect(unknown).toBeGreaterThanOrEqual(9);
  expect(client.state.status).toBe('ready');
  await client.disconnect();
  for (const socket of peer.clients) socket.terminate();
  await new Promise((resolve) => void peer.close(resolve));
});
