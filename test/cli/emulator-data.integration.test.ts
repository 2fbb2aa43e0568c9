import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect as openSocket, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createChatClient } from '../../src/index.js';
import { call, type Json, Line } from '../emulator/platform-user.js';
import { CliProcess } from './cli-process.js';

let cli: CliProcess;
beforeAll(async () => {
  cli = await CliProcess.build();
  await cli.install();
});
afterAll(() => cli.stop());

interface Running {
  child: ChildProcess;
  apiUrl: string;
  jwtUrl: string;
  botId: string;
}

async function start(data: string): Promise<Running> {
  const child = cli.start(['emulator', '--port', '0', '--bot', 'echo', '--data', data]);
  const printed: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout! })) {
    const [name = '', value = '', ...rest] = line.split(/\s+/);
    printed[name] = name === 'bot' ? (rest.at(-1) ?? '') : value;
    if (line.startsWith('Ctrl-C')) break;
  }
  const { apiUrl = '', jwtUrl = '', bot: botId = '' } = printed;
  return { child, apiUrl, jwtUrl, botId };
}

async function kill({ child }: Running): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Calls the emulator, whichever process serves it, as one user. */
class Customer {
  token = '';

  async grant({ apiUrl, jwtUrl }: Running): Promise<void> {
    const { jwt } = (await call(jwtUrl, { json: { identity: 'ann' } })).body;
    const { authorization } = (await call(`${apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } })).body;
    this.token = (authorization as { accessToken: string }).accessToken;
  }

  async connect({ apiUrl }: Running): Promise<Line> {
    const headers = { authorization: `bearer ${this.token}` };
    const { url } = (await call(`${apiUrl}rtm/start`, { json: {}, headers })).body;
    return Line.open(`${url as string}&isReconnect=true`, {});
  }

  /** The ids of the user's own messages in the history, oldest first, read page by page. */
  async stored({ apiUrl, botId }: Running): Promise<unknown[]> {
    const records: Json[] = [];
    for (let offset = 0, more = true; more; offset += 100) {
      const url = `${apiUrl}botmessages/rtm?botId=${botId}&limit=100&offset=${offset}`;
      const { body } = await call(url, { headers: { authorization: `bearer ${this.token}` } });
      records.unshift(...(body.messages as Json[]));
      more = body.moreAvailable as boolean;
    }
    return records.filter(({ type }) => type === 'incoming').map(({ userMsgId }) => userMsgId);
  }
}

test('kill -9 in the middle of a burst loses no acknowledged message, three times over', async () => {
  const customer = new Customer();
  const acked: unknown[] = [];
  const sent: number[] = [];
  let emulator = await start('burst.db');
  await customer.grant(emulator);
  for (let round = 1; round <= 3; round++) {
    const line = await customer.connect(emulator);
    let id = round * 1_000_000;
    const say = () => {
      sent.push(++id);
      line.sendMessage(`message ${id}`, id);
    };
    for (let i = 0; i < 200; i++) say();
    // Sends another message for each acknowledged one, so that only the end of the emulator ends the burst.
    line.socket.on('message', (data) => {
      if (String(data).includes('"ack"')) say();
    });
    await expect.poll(() => line.of('ack').length, { interval: 1, timeout: 10_000 }).toBeGreaterThan(20);
    await kill(emulator);
    await line.ended();
    const now = line.of('ack').map(({ replyto }) => replyto);
    acked.push(...now);

    emulator = await start('burst.db');
    const stored = await customer.stored(emulator);
    // Every acknowledged message is there, once, in the order of sending; so are messages that were stored and not acknowledged any
    // more.
    expect(stored.filter((id) => acked.includes(id))).toEqual(acked);
    expect(stored).toEqual(sent.filter((id) => stored.includes(id)));
  }
  await kill(emulator);
}, 60_000);

test('a client goes on after a restart of the emulator, and delivers what it sent meanwhile', async () => {
  let emulator = await start('client.db');
  // An address that does not change, like a host name.
  const relay: Server = createServer((socket) => {
    const other = openSocket(Number(new URL(emulator.apiUrl).port), '127.0.0.1');
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port } = relay.address() as { port: number };
  const url = `http://127.0.0.1:${port}`;

  let grants = 0;
  const client = createChatClient({
    apiUrl: url,
    bot: { name: 'Demo Bot', id: emulator.botId },
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    async getJwt() {
      grants++;
      return (await call(`${url}/jwt`, { json: { identity: 'ann' } })).body.jwt as string;
    },
  });
  try {
    await client.connect();
    await client.send('before');
    await expect.poll(() => client.messages.map(({ text }) => text), { timeout: 10_000 }).toEqual(['before', 'before']);

    await kill(emulator);
    const delivery = client.send('meanwhile');
    emulator = await start('client.db');
    expect((await delivery).status).toBe('delivered');
    await expect
      .poll(() => client.messages.map(({ text }) => text), { timeout: 10_000 })
      .toEqual(['before', 'before', 'meanwhile', 'meanwhile']);
    // The earlier access token is still valid.
    expect(grants).toBe(1);
  } finally {
    await client.disconnect();
    relay.close();
    await kill(emulator);
  }
}, 60_000);

test('a file that cannot be used is reported in one line', async () => {
  await cli.file('notes.txt', 'Buy milk, and bread, and something for Sunday.');
  const { code, err } = await cli.run(['emulator', '--port', '0', '--data', 'notes.txt']);
  expect(code).toBe(1);
  expect(err.trim()).toBe('unable to use the data file notes.txt; it is not a database. Name another file');
});

test('the driver is required only for --data', async () => {
  const bare = await CliProcess.build();
  try {
    const emulator = bare.start(['emulator', '--port', '0']);
    await once(emulator.stdout!, 'data');
    const { code, err } = await bare.run(['emulator', '--port', '0', '--data', 'demo.db'], {
      env: { NODE_NO_WARNINGS: '1' },
    });
    const hasOwn = process.getBuiltinModule('node:sqlite') !== undefined;
    if (!hasOwn) expect([code, err]).toEqual([1, expect.stringContaining('Run: npm install libsql')]);
  } finally {
    await bare.stop();
  }
});
