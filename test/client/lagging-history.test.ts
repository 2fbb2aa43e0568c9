import { describe, expect, it } from 'vitest';
import { testClient } from '../support/test-client.js';

/** A client whose platform shows each record only so long after it was made. */
async function lagging(lagMs: number | ((id: string) => number), options: Parameters<typeof testClient>[0] = {}) {
  const test = testClient(options);
  const { platform, clock } = test;
  const lagOf = typeof lagMs === 'number' ? () => lagMs : lagMs;
  platform.history.isVisible = ({ _id, createdOn }) => Date.parse(createdOn!) + lagOf(_id!) <= clock.now();
  await test.connect();
  return test;
}

describe('D3 a message in doubt, where the history lags', () => {
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
    let toldAt = 0;
    void sending.then(() => {
      toldAt = clock.now();
    });
    while (!toldAt && clock.now() - since < 60_000) await clock.advance(100);
    await next;
    expect(platform.log).toEqual(['once', 'after']);
    // The settle time and five seconds more.
    expect(toldAt - since).toBeLessThanOrEqual(10_000);
  });

  it('is sent again after the settle time, and within five seconds more, where it has not arrived', async () => {
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

  it('waits as long as the app knows that the history lags', async () => {
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

  it('waits one and a half times the worst lag that own messages have shown', async () => {
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
    // Following one message has taken a few readings, and no polling.
    expect(readings).toBeLessThan(12);
  });

  it('is told at once where the history shows it, and the next one does not wait', async () => {
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

describe('D4 what was missed, where the history lags', () => {
  it('is found though the first reading that succeeded did not show it', async () => {
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

  it('is found though it becomes visible later than what is newer', async () => {
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

  it('is found by the page that comes after: the mark that is kept stays behind', async () => {
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

  it('costs no healthy socket', async () => {
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

  it('is told as a gap once, where it is too much', async () => {
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
  it('is shown where its id is not known', async () => {
    const { platform, clock, texts, connect } = testClient();
    platform.say('before', false);
    await connect();
    platform.say('late clock', { timestamp: clock.now() - 60_000 });
    expect(texts()).toEqual(['late clock']);
  });

  it('is not shown where the platform repeats what was there before this page', async () => {
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
