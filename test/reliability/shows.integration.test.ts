import { test as base, describe, expect } from 'vitest';
import { type Emulator, emulatorFixture } from '../../src/emulator/index.js';
import { realUser, recorded, shown, USER } from './real-user.js';

/*
 * What the promise of delivery shows, over real sockets (docs/delivery.md). Where time has to pass, the client's clock goes
 * ten or twenty times as fast: an outage of a minute takes some seconds.
 */
const test = base.extend<{ emulator: Emulator }>({
  // A bot that says nothing by itself, on a platform that takes every frame for a new message.
  emulator: emulatorFixture({ script: () => {}, dedupe: false }),
});

const MESSAGE = { at: 'in', frame: '/bot.message' } as const;
const numbered = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name} ${n + 1}`);

describe('over real sockets', () => {
  test('D1 D2 D3: 300 messages over 12 cuts, every third between record and ack, are recorded once and in order', {
    timeout: 90_000,
  }, async ({ emulator }) => {
    const { client } = realUser(emulator, 20);
    await client.connect();
    const texts = numbered(300, 'message');
    for (let cut = 1; cut <= 12; cut++) {
      const action = cut % 3 === 0 ? 'recordThenCut' : 'terminate';
      emulator.faults.add({ match: { ...MESSAGE, text: `message ${cut * 24}"` }, action, count: 1 });
    }
    const deliveries = await Promise.all(texts.map((text) => client.send(text)));
    expect(emulator.faults.hits).toHaveLength(12);
    expect(deliveries.every(({ status }) => status === 'delivered')).toBe(true);
    expect(recorded(emulator)).toEqual(texts);
    expect(shown(client)).toEqual(texts);
    await client.disconnect();
  });

  test('D4: 250 messages that the bot says during an outage are all there, in order', async ({ emulator }) => {
    const { client, until } = realUser(emulator, 20);
    await client.connect();
    await until(
      'the first reading of the history',
      () => emulator.received.length >= 0 && client.state.status === 'ready',
    );
    await client.send('before');
    emulator.faults.add({ id: 'outage', match: { at: 'connection' }, action: 'refuse' });
    emulator.disconnect({ how: 'terminate' });
    await until('the loss', () => client.state.status !== 'ready');
    const texts = numbered(250, 'bot says');
    for (const text of texts) emulator.say(text, { to: USER });
    emulator.faults.remove('outage');
    await until('all of it', () => client.messages.length >= 251);
    expect(shown(client)).toEqual(['before', ...texts]);
    await client.disconnect();
  });

  test('D7: after an outage of 60 s everything goes on by itself', { timeout: 60_000 }, async ({ emulator }) => {
    const { client, until } = realUser(emulator, 20);
    await client.connect();
    await client.send('before');
    emulator.faults.add([
      { id: 'sockets', match: { at: 'connection' }, action: 'refuse' },
      { id: 'calls', match: { at: 'http', endpoint: 'rtm/start' }, action: 'terminate' },
    ]);
    emulator.disconnect({ how: 'terminate' });
    const delivery = client.send('during');
    await outage(60_000 / 20);
    expect(client.state.status).not.toBe('ready');
    emulator.faults.clear();
    await delivery;
    await until('the way back', () => client.state.status === 'ready');
    expect(recorded(emulator)).toEqual(['before', 'during']);
    await client.disconnect();
  });

  test('D7: after 45 s in which every call fails, everything goes on by itself', { timeout: 60_000 }, async ({
    emulator,
  }) => {
    const { client } = realUser(emulator, 20);
    const kinds = [{ type: 'status', status: 503 } as const, 'garbage' as const, 'timeout' as const];
    for (const [n, action] of kinds.entries()) {
      emulator.faults.add({ match: { at: 'http' }, action, probability: 1 / (kinds.length - n), seed: n });
    }
    const connected = client.connect();
    const delivery = client.send('during');
    await outage(45_000 / 20);
    expect(client.state.status).not.toBe('ready');
    emulator.faults.clear();
    await connected;
    await delivery;
    expect(recorded(emulator)).toEqual(['during']);
    await client.disconnect();
  });

  test('D10: a black-holed socket is replaced within 10 s of a send', { timeout: 30_000 }, async ({ emulator }) => {
    const { client, clock, until } = realUser(emulator, 10);
    await client.connect();
    emulator.faults.add({ match: MESSAGE, action: 'blackHole', count: 1 });
    const sentAt = clock.now();
    const delivery = client.send('into the hole');
    await until('the verdict', () => client.state.status !== 'ready');
    expect(clock.now() - sentAt).toBeLessThan(10_000 + SLACK_MS);
    await delivery;
    expect(recorded(emulator)).toEqual(['into the hole']);
    await client.disconnect();
  });

  test('D8: two 429 with Retry-After: 2 are waited for', { timeout: 60_000 }, async ({ emulator }) => {
    const asked: number[] = [];
    emulator.faults.add({
      match: { at: 'http', endpoint: 'rtm/start' },
      action: { type: 'status', status: 429, retryAfter: 2 },
      count: 2,
    });
    const { client } = realUser(emulator, 1, {
      random: () => 0,
      fetch: (input, init) => {
        if (String(input).includes('rtm/start')) asked.push(performance.now());
        return fetch(input, init);
      },
    });
    await client.connect();
    expect(asked).toHaveLength(3);
    // A timer may fire a millisecond early by this clock.
    for (const [n, at] of asked.slice(1).entries()) expect(at - asked[n]!).toBeGreaterThan(1_995);
    await client.disconnect();
  });
});

/** For a timer of the machine that is late. */
const SLACK_MS = 2_000;

/** How long nothing works is what these tests are about: there is no event to wait for. */
const outage = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
