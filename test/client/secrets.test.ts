import { describe, expect, it } from 'vitest';
// Loaded ahead: a virtual clock does not wait for the disk.
import type { ChatClientOptions } from '../../src/client/options.js';
import { SecretScanner } from '../simulation/secrets.js';
import { VirtualStorage } from '../simulation/virtual-storage.js';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';

/** A client of which everything that gets out is looked through. */
function watched(options?: Partial<ChatClientOptions>) {
  const test = testClient({ ...options, logger: (...line) => scanner.scan('log', line) });
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
    // It may never be settled: whoever tries again says so in the state.
    void work.catch((error) => scanner.scan('error', error));
    await test.clock.advance(60_000);
    scanner.scan('client', [test.client.state, test.client.messages]);
  };
  return { ...test, leaks, scanner, run };
}

/** What a platform or a proxy may repeat of what it was asked. */
const echo = (texts: (string | null | undefined)[], status: number) =>
  failure(status, status, `no: ${texts.filter(Boolean).join(' and ')}`);

describe('a message that is a secret', () => {
  it('goes to the platform and nowhere else', async () => {
    const storage = new VirtualStorage();
    const { client, run, platform, leaks } = watched({ storage: storage.forPage('sync', () => false) });
    void client.send({ payload: 'CnRyPIN4711', secret: true });
    await run(client.connect());
    expect(platform.sent).toMatchObject([{ message: { body: 'CnRyPIN4711', renderMsg: '••••' } }]);
    expect(client.messages).toMatchObject([{ text: '••••', status: 'delivered' }]);
    // What the platform keeps in its history is its own affair.
    expect(leaks.filter((leak) => !leak.startsWith('history.'))).toEqual([]);
    expect([...storage.items.values()].join()).not.toContain('4711');
  });

  it('is not kept while it waits', async () => {
    const storage = new VirtualStorage();
    const door = storage.forPage('sync', () => false);
    // Before a grant messages wait in the storage of the tab.
    const { client, clock } = watched({ storage: door, tabStorage: door });
    void client.send({ text: '4711', renderText: 'PIN', secret: true });
    void client.send('open');
    await clock.advance(1_000);
    expect([...storage.items.values()].join()).toMatch(/open/);
    expect([...storage.items.values()].join()).not.toMatch(/4711/);
  });
});

describe('no secret gets out (law 6)', () => {
  it('of a healthy connection', async () => {
    const { client, run, platform, leaks } = watched();
    await run(client.connect());
    await run(client.send('Hi'));
    platform.say('Hello');
    await run(client.loadHistory());
    expect(platform.socket.protocols.join()).toMatch(/CnRy/);
    expect(leaks).toEqual([]);
  });

  it.each([400, 401, 403, 429, 500])('of a grant that answers %i and repeats the JWT', async (status) => {
    const { client, run, platform, leaks } = watched();
    platform.instead.grant = ({ body }) => echo([body.assertion as string, `jwt=${body.assertion}`], status);
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it.each(['start', 'history'] as const)('of %s that answers badly and repeats the token', async (endpoint) => {
    for (const status of [400, 401, 403, 429, 500]) {
      const { client, run, platform, leaks } = watched();
      platform.instead[endpoint] = ({ headers }) =>
        echo([headers.get('authorization'), headers.get('authorization')?.slice(7)], status);
      await run(client.connect());
      await run(client.loadHistory());
      expect(leaks).toEqual([]);
    }
  });

  it('of a start that answers 200 with an error that names the URL', async () => {
    const { client, run, platform, leaks } = watched();
    platform.instead.start = () => ({
      errors: [{ code: 500, msg: 'wss://bots.test/rtm/bot?sid=CnRyabcdefgh has lapsed' }],
    });
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it('of a page that is none', async () => {
    const { client, run, platform, leaks } = watched();
    platform.instead.start = ({ headers }) =>
      new Response(`<html>${headers.get('authorization')}</html>`, { status: 502 });
    await run(client.connect());
    expect(leaks).toEqual([]);
  });

  it('of a socket that cannot be made: what the browser throws names the URL', async () => {
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

  it('is noticed by this test', () => {
    const { scanner, leaks } = watched();
    scanner.scan('error', new Error('x', { cause: new Error('bearer CnRyABcd') }));
    expect(leaks).not.toEqual([]);
  });
});
