import { describe, expect, it } from 'vitest';
import type { ChatClientOptions } from '../../src/client/options.js';
import { SecretScanner } from '../proof/secrets.js';
import { VirtualStorage } from '../proof/virtual-storage.js';
import { failure } from '../support/fake-fetch.js';
import { recordLogs } from '../support/record-logs.js';
import { testClient } from '../support/test-client.js';

/** Creates a client whose events, errors and log lines are scanned for secrets. */
function scannedClient(options?: Partial<ChatClientOptions>) {
  const test = testClient({ ...options, logger: recordLogs((...line) => scanner.scan('log', line)) });
  const leaks: string[] = [];
  const scanner = new SecretScanner((place, excerpt) => leaks.push(`${place}: ${excerpt}`));
  const names = [
    'bot.message',
    'ack',
    'bot_response',
    'user_message',
    'events',
    'unknown',
    'history',
    'message',
  ] as const;
  for (const name of [...names, 'state', 'typing', 'error'] as const) {
    test.client.on(name, (event) => scanner.scan(name, event));
  }
  const run = async (work: Promise<unknown>) => {
    // It may never settle while the client retries; the state shows that.
    void work.catch((error) => scanner.scan('error', error));
    await test.clock.advance(60_000);
    scanner.scan('client', [test.client.state, test.client.messages]);
  };
  return { ...test, leaks, scanner, run };
}

/** A failure that repeats parts of its request, as a platform or proxy may. */
const echo = (texts: (string | null | undefined)[], status: number) =>
  failure(status, status, `no: ${texts.filter(Boolean).join(' and ')}`);

describe('a secret message', () => {
  it('is visible to the platform only', async () => {
    const storage = new VirtualStorage();
    const { client, run, platform, leaks } = scannedClient({ storage: storage.door('sync', () => false) });
    void client.send({ payload: 'CnRyPIN4711', secret: true });
    await run(client.connect());
    expect(platform.sent).toMatchObject([{ message: { body: 'CnRyPIN4711', renderMsg: '••••' } }]);
    expect(client.messages).toMatchObject([{ text: '••••', status: 'delivered' }]);
    // The platform decides what its history contains.
    expect(leaks.filter((leak) => !leak.startsWith('history.'))).toEqual([]);
    expect([...storage.items.values()].join()).not.toContain('4711');
  });

  it('is not stored while it is queued', async () => {
    const storage = new VirtualStorage();
    const door = storage.door('sync', () => false);
    // Before a grant, texts are stored in the tab's storage.
    const { client, clock } = scannedClient({ storage: door, tabStorage: door });
    void client.send({ text: '4711', renderText: 'PIN', secret: true });
    void client.send('open');
    await clock.advance(1_000);
    expect([...storage.items.values()].join()).toMatch(/open/);
    expect([...storage.items.values()].join()).not.toMatch(/4711/);
  });
});

describe('D9: no secret is exposed', () => {
  it('by a healthy connection', async () => {
    const { client, run, platform, leaks } = scannedClient();
    await run(client.connect());
    await run(client.send('Hi'));
    platform.say('Hello');
    await run(client.loadHistory());
    expect(platform.socket.protocols.join()).toMatch(/CnRy/);
    expect(leaks).toEqual([]);
  });

  it.each([400, 401, 403, 429, 500])('by a grant that fails with %i and repeats the JWT', async (status) => {
    const { client, run, platform, leaks } = scannedClient();
    platform.instead.grant = ({ body }) => echo([body.assertion as string, `jwt=${body.assertion}`], status);
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it.each(['start', 'history'] as const)('by a failed %s that repeats the token', async (endpoint) => {
    for (const status of [400, 401, 403, 429, 500]) {
      const { client, run, platform, leaks } = scannedClient();
      platform.instead[endpoint] = ({ headers }) =>
        echo([headers.get('authorization'), headers.get('authorization')?.slice(7)], status);
      await run(client.connect());
      await run(client.loadHistory());
      expect(leaks).toEqual([]);
    }
  });

  it('by a start with status 200 and an error that contains the URL', async () => {
    const { client, run, platform, leaks } = scannedClient();
    platform.instead.start = () => ({
      errors: [{ code: 500, msg: 'wss://bots.test/rtm/bot?sid=CnRyabcdefgh has lapsed' }],
    });
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it('by a response that is an HTML page', async () => {
    const { client, run, platform, leaks } = scannedClient();
    platform.instead.start = ({ headers }) =>
      new Response(`<html>${headers.get('authorization')}</html>`, { status: 502 });
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it('by a socket that cannot be created, whose error contains the URL', async () => {
    const test = testClient();
    const WebSocket = function refuse(url: string) {
      throw new DOMException(`Refused to connect to '${url}'`, 'SecurityError');
    };
    const { client, clock, logs } = testClient({ WebSocket: WebSocket as never }, test.clock, test.platform);
    void client.connect();
    await clock.advance(1_000);
    const leaks: string[] = [];
    new SecretScanner((place) => leaks.push(place)).scan('all', [client.state, logs]);
    expect(client.state.status).toBe('waiting');
    expect(leaks).toEqual([]);
  });

  it('and a leaked token would be found by the scanner', () => {
    const { scanner, leaks } = scannedClient();
    scanner.scan('error', new Error('x', { cause: new Error('bearer CnRyABcd') }));
    expect(leaks).not.toEqual([]);
  });
});
