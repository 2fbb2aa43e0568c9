import { describe, expect, it } from 'vitest';
import { testClient } from '../support/test-client.js';

/** Creates a client with a platform whose records become visible only after `lagMs`. */
async function lagging(lagMs: number | ((id: string) => number), options: Parameters<typeof testClient>[0] = {}) {
  const test = testClient(options);
  const { platform, clock } = test;
  const lagOf = typeof lagMs === 'number' ? () => lagMs : lagMs;
  platform.history.isVisible = ({ _id, createdOn }) => Date.parse(createdOn!) + lagOf(_id!) <= clock.now();
  await test.connect();
  return test;
}

describe('D3 a message in doubt with a lagging history', () => {
  it.each([0, 500, 2_000, 4_000, 4_990])('is recorded once: %i ms', async (lagMs) => {
    const { client, platform, clock, reach } = await lagging(lagMs);
    await clock.advance(20_000);
    platform.acks = false;
    const sending = client.send('once');
    const next = client.send('after');
    await clock.advance(10);
    platform.socket.end();
    platform.acks = true;
    const since = clock.now();
    await reach('ready');
    let resolvedAt = 0;
    void sending.then(() => {
      resolvedAt = clock.now();
    });
    while (!resolvedAt && clock.now() - since < 60_000) await clock.advance(100);
    await next;
    expect(platform.log).toEqual(['once', 'after']);
    // The settle time plus five seconds.
    expect(resolvedAt - since).toBeLessThanOrEqual(10_000);
  });

  it('is sent again within five seconds after the settle time if it has not arrived', async () => {
    const { client, platform, clock, reach } = await lagging(1_000);
    await clock.advance(20_000);
    platform.listens = false;
    const sending = client.send('lost');
    await clock.advance(10);
    platform.socket.end();
    platform.listens = true;
    const since = clock.now();
    await reach('ready');
    await clock.advance(4_900 - (clock.now() - since));
    expect(platform.log).toEqual([]);
    await clock.advance(5_100);
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['lost']);
  });

  it('waits for historyLagMs', async () => {
    const { client, platform, clock, reach } = await lagging(15_000, { historyLagMs: 16_000 });
    await clock.advance(20_000);
    platform.acks = false;
    void client.send('once');
    await clock.advance(10);
    platform.socket.end();
    platform.acks = true;
    await reach('ready');
    await clock.advance(60_000);
    expect(platform.log).toEqual(['once']);
  });

  it('waits one and a half times the longest lag of own messages', async () => {
    const { client, platform, clock, reach } = await lagging(9_000);
    const first = client.send('first');
    await clock.advance(60_000);
    await first;
    const readings = platform.requestsTo('history').length;
    platform.acks = false;
    void client.send('once');
    await clock.advance(10);
    platform.socket.end();
    platform.acks = true;
    await reach('ready');
    await clock.advance(60_000);
    expect(platform.log).toEqual(['first', 'once']);
    // Measuring the lag takes a few readings, and no polling.
    expect(readings).toBeLessThan(12);
  });

  it('is resolved at once if the history contains it, and the next one is sent', async () => {
    const { client, platform, clock, reach } = await lagging(0);
    await clock.advance(20_000);
    platform.acks = false;
    const sending = client.send('once');
    const next = client.send('after');
    platform.socket.end();
    platform.acks = true;
    await reach('ready');
    await Promise.all([sending, next]);
    expect(clock.pending).toBeGreaterThan(0);
    expect(platform.log).toEqual(['once', 'after']);
  });
});

describe('D4 missed messages with a lagging history', () => {
  it('are found if the first successful reading did not contain them', async () => {
    const test = testClient();
    const { client, platform, clock, texts, reach, signals } = test;
    const lags: Record<string, number> = { late: 4_000 };
    platform.history.isVisible = ({ components, createdOn }) =>
      Date.parse(createdOn!) + (lags[`${components[0]!.data!.text}`] ?? 0) <= clock.now();
    platform.instead.history = () => new Response('', { status: 503 });
    await test.connect();
    await client.send('first');
    await clock.advance(20_000);
    signals.emit('pageshow');
    platform.socket.end();
    platform.say('late', false);
    platform.say('soon', false);
    delete platform.instead.history;
    await reach('ready');
    await clock.advance(1_000);
    expect(texts()).toEqual(['first', 'soon']);
    await clock.advance(20_000);
    expect(texts()).toEqual(['first', 'late', 'soon']);
  });

  it('are found if they become visible after newer ones', async () => {
    const { client, platform, clock, texts, reach } = await lagging((id) => (id === 'ms-0' ? 4_900 : 0));
    await clock.advance(20_000);
    platform.socket.end();
    platform.say('late', false);
    platform.say('early', false);
    await reach('ready');
    await clock.advance(0);
    expect(texts()).toEqual(['early']);
    await clock.advance(10_000);
    expect(texts()).toEqual(['late', 'early']);
    expect(client.state.status).toBe('ready');
  });

  it('are found by the next page, because the stored cursor is a settle time behind', async () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    };
    const { client, platform, clock, reach } = await lagging((id) => (id === 'ms-1' ? 4_900 : 0), {
      storage,
      locks: null,
    });
    platform.say('known');
    await clock.advance(20_000);
    platform.socket.end();
    platform.say('late', false);
    platform.say('early', false);
    await reach('ready');
    await clock.advance(0);
    await client.disconnect();
    const page = testClient({ storage, locks: null }, clock, platform);
    await page.connect();
    await clock.advance(10_000);
    expect(page.texts()).toEqual(expect.arrayContaining(['late', 'early']));
  });

  it('do not cost a healthy socket', async () => {
    const { client, platform, clock, signals } = await lagging(() => 4_900);
    for (let n = 0; n < 20; n++) {
      platform.say(`b${n}`);
      void client.send(`x${n}`);
      await clock.advance(1_700);
      signals.emit('visibilitychange');
    }
    await clock.advance(600_000);
    expect([platform.sockets.length, client.state.status]).toEqual([1, 'ready']);
  });

  it('are reported as one gap if there are too many', async () => {
    const { platform, clock, collect, reach } = await lagging(0, { gapLimit: 100 });
    const gaps = collect('gap');
    platform.say('known');
    await clock.advance(20_000);
    platform.socket.end();
    for (let n = 0; n < 500; n++) platform.say(`b${n}`, false);
    await reach('ready');
    await clock.advance(900_000);
    expect(gaps).toHaveLength(1);
  });
});

describe('a live message with an older time', () => {
  it('is shown if its id is unknown', async () => {
    const { platform, clock, texts, connect } = testClient();
    platform.say('before', false);
    await connect();
    platform.say('late clock', { timestamp: clock.now() - 60_000 });
    expect(texts()).toEqual(['late clock']);
  });

  it('is not shown if the platform redelivers it from before this page', async () => {
    const { platform, texts, connect, clock } = testClient();
    for (let n = 0; n < 3; n++) platform.say(`old ${n}`, false);
    await connect();
    for (let n = 0; n < 3; n++) {
      const [{ data } = {}] = platform.history.records[n]!.components;
      platform.socket.receive({
        type: 'bot_response',
        from: 'bot',
        messageId: platform.history.records[n]!._id,
        timestamp: clock.now(),
        message: [{ type: 'text', component: { type: 'text', payload: { text: data!.text } } }],
      });
    }
    expect(texts()).toEqual([]);
  });
});
