import { describe, expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { botRecord, userRecord } from '../support/wire.js';

const textRange = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `m${from + i}`);

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

/** Creates a client for a platform that already has `count` messages. */
async function connectTo(count: number, options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  for (const text of textRange(0, count)) test.platform.say(text, false);
  await test.connect();
  /** Loads a page. */
  const load = async (limit: number) => {
    const { messages, ...rest } = await test.client.loadHistory({ limit });
    return { texts: messages.map(({ text }) => text), ...rest };
  };
  /** Cuts the connection while the bot sends `count` messages. */
  const outage = async (count: number) => {
    const { length } = test.platform.history.records;
    test.platform.socket.end();
    for (const text of textRange(length, length + count)) test.platform.say(text, false);
    await test.reach('ready');
    await test.clock.advance(0);
  };
  return { ...test, load, outage };
}

it('loadHistory() rejects for an argument that is no object, and does not throw', async () => {
  const { client } = testClient();
  await expect(client.loadHistory(null as never)).rejects.toThrow(TypeError);
});

describe('a record', () => {
  it('with only the wait_for_response template is not shown', async () => {
    const { client, platform, load } = await connectTo(1);
    const record = botRecord('ms-wait', '', 1_000);
    record.components = [
      { cT: 'template', data: { text: '{"type":"template","payload":{"template_type":"wait_for_response"}}' } },
    ];
    platform.history.records.unshift(record);
    expect(await load(5)).toMatchObject({ texts: ['m0'] });
    expect(client.messages).toHaveLength(1);
  });
});

describe('loadHistory', () => {
  it('returns page after page, back to the beginning', async () => {
    const { load, texts } = await connectTo(5);
    expect(await load(2)).toEqual({ texts: ['m3', 'm4'], hasMore: true, total: 5 });
    expect(await load(2)).toEqual({ texts: ['m1', 'm2'], hasMore: true, total: 5 });
    expect(await load(2)).toEqual({ texts: ['m0'], hasMore: false, total: 5 });
    expect(texts()).toEqual(textRange(0, 5));
  });

  it('puts older messages before live ones, without duplicates', async () => {
    const { load, texts, platform } = await connectTo(4);
    platform.say('live 1');
    platform.say('live 2');
    await load(3);
    await load(3);
    expect(texts()).toEqual([...textRange(0, 4), 'live 1', 'live 2']);
  });

  it('loads the same conversation in another session', async () => {
    const { client, platform, texts, clock } = await connectTo(0);
    for (const text of ['a', 'b']) {
      await client.send(text);
      platform.say(`${text}!`);
    }
    const third = testClient({}, clock, platform);
    await third.connect();
    await third.client.loadHistory();
    expect(third.texts()).toEqual(texts());
    const shape = ({ from, text, clientMessageId }: (typeof client.messages)[0]) => ({ from, text, clientMessageId });
    expect(third.client.messages.map(shape)).toEqual(client.messages.map(shape));
  });

  it('works without a socket', async () => {
    const { client, clock, platform, texts } = testClient();
    platform.say('before', false);
    await client.loadHistory();
    expect([texts(), platform.sockets.length, clock.pending]).toEqual([['before'], 0, 0]);
  });

  it.each([0, 1, 30])('before connect() shows where the connection continues, after %i messages', async (count) => {
    const { client, connect, clock, platform, texts } = testClient();
    for (const text of textRange(0, count)) platform.say(text, false);
    await client.loadHistory();
    for (const text of textRange(count, count + 50)) platform.say(text, false);
    await connect();
    await clock.advance(10_000);
    expect(texts()).toEqual(textRange(Math.max(0, count - 20), count + 50));
  });

  it('before connect() hides no message since the stored cursor, although another tab has moved it on', async () => {
    const storage = memoryStorage();
    const { clock, platform, ...earlier } = testClient({ storage });
    platform.say('m0', false);
    await earlier.connect();
    await earlier.client.disconnect();
    for (const text of textRange(1, 40)) platform.say(text, false);
    const page = testClient({ storage }, clock, platform);
    await page.client.loadHistory({ limit: 5 });
    await testClient({ storage }, clock, platform).connect();
    await clock.advance(20_000);
    await page.connect();
    await clock.advance(10_000);
    expect(page.texts()).toEqual(textRange(1, 40));
  });

  it('before connect() hides no message since then if another tab has stored the first cursor', async () => {
    const storage = memoryStorage();
    const { client, connect, clock, platform, texts } = testClient({ storage });
    await client.loadHistory();
    for (const text of textRange(0, 40)) platform.say(text, false);
    await testClient({ storage }, clock, platform).connect();
    await clock.advance(20_000);
    await connect();
    await clock.advance(10_000);
    expect(texts()).toEqual(textRange(0, 40));
  });

  it('rejects if the request fails, and can be called again', async () => {
    const { load, platform } = await connectTo(3);
    platform.instead.history = () => failure(500, 500);
    await expect(load(2)).rejects.toMatchObject({ name: 'HttpError', status: 500 });
    delete platform.instead.history;
    expect((await load(2)).texts).toEqual(['m1', 'm2']);
  });

  it.each([{}, { messages: 'none' }, [], { messages: null }])(
    'rejects a response that is not a page: %j',
    async (answer) => {
      const { load, platform } = await connectTo(3);
      platform.instead.history = () => answer;
      await expect(load(2)).rejects.toMatchObject({ code: 'XO_PROTOCOL_ANSWER' });
    },
  );

  it('skips invalid records', async () => {
    const { load, platform } = await connectTo(0);
    platform.instead.history = () => ({
      total: 3,
      moreAvailable: false,
      messages: [null, 7, { _id: 5 }, { type: 'incoming', components: 'x' }, botRecord('ms-1', 'good')],
    });
    expect((await load(5)).texts.at(-1)).toBe('good');
  });

  it('can be aborted', async () => {
    const { client, platform, clock } = await connectTo(3);
    platform.instead.history = () => undefined;
    const controller = new AbortController();
    const loading = expect(client.loadHistory({ signal: controller.signal })).rejects.toMatchObject({
      code: 'XO_ABORTED',
    });
    await clock.advance(0);
    controller.abort();
    await loading;
  });

  it('emits the event history for each page', async () => {
    const { load, collect } = await connectTo(3);
    const pages = collect('history');
    await load(2);
    expect(pages).toMatchObject([{ total: 3, moreAvailable: true, messages: [{ _id: 'ms-1' }, { _id: 'ms-2' }] }]);
  });
});

describe('after a lost connection', () => {
  it.each([1, 9, 50, 250, 999])('%i missed messages are added in order', async (missed) => {
    const { outage, texts, platform } = await connectTo(20);
    platform.say('m20');
    await outage(missed);
    expect(texts()).toEqual(textRange(20, 21 + missed));
  });

  it('one request is enough if nothing was missed', async () => {
    const { outage, platform } = await connectTo(500);
    const before = platform.requestsTo('history').length;
    await outage(0);
    expect(platform.requestsTo('history').length - before).toBe(1);
  });

  it('live frames are shown at once, and missed messages are inserted before them', async () => {
    const { platform, texts, reach, clock, connect } = testClient();
    await connect();
    platform.say('before');
    platform.socket.end();
    platform.say('missed', false);
    const page = () => platform.history.page({ limit: 10 });
    let answer = (_: object) => {};
    platform.instead.history = () =>
      new Promise<object>((resolve) => {
        answer = resolve;
      });
    await reach('ready');
    const read = page();
    platform.say('live');
    expect(texts()).toEqual(['before', 'live']);
    answer(read);
    await clock.advance(0);
    expect(texts()).toEqual(['before', 'missed', 'live']);
  });

  it('live frames are shown even if the history fails, and ordered later', async () => {
    const { platform, texts, reach, clock, connect } = testClient();
    await connect();
    platform.say('before');
    platform.socket.end();
    platform.say('missed', false);
    platform.instead.history = () => failure(500, 500);
    await reach('ready');
    platform.say('live');
    await clock.advance(0);
    expect(texts()).toEqual(['before', 'live']);
    delete platform.instead.history;
    await clock.advance(30_000);
    expect(texts()).toEqual(['before', 'missed', 'live']);
  });

  it('own and missed messages are in the order of the platform', async () => {
    const { client, platform, texts, reach, connect } = testClient();
    await connect();
    platform.acks = false;
    void client.send('mine');
    platform.say('answer', false);
    platform.socket.end();
    void client.send('later');
    platform.acks = true;
    await reach('ready');
    expect(texts()).toEqual(['mine', 'answer', 'later']);
  });

  it('only the newest messages are added after a gap marker if gapLimit is exceeded', async () => {
    const { client, outage, platform } = await connectTo(1, { gapLimit: 50 });
    platform.say('m1');
    await outage(300);
    const at = client.messages.findIndex(({ components }) => components.some(({ type }) => type === 'gap'));
    expect(client.messages[at]).toMatchObject({ from: 'system', text: '' });
    expect(client.messages[at - 1]!.text).toBe('m1');
    expect(client.messages.slice(at + 1).map(({ text }) => text)).toEqual(
      textRange(302 - client.messages.slice(at + 1).length, 302),
    );
    expect(client.messages.length).toBeGreaterThan(50);
  });

  it('messages that were read twice are shown once', async () => {
    const { load, outage, texts } = await connectTo(30);
    await load(10);
    await outage(5);
    await load(100);
    await outage(5);
    expect(texts()).toEqual(textRange(0, 40));
  });
});

describe('D4 a reading of many calls', () => {
  /** Delays each history request; pages have five records. */
  async function slowHistory(callMs: number) {
    const test = await connectTo(0);
    const { platform, clock } = test;
    platform.history.pageCap = 5;
    platform.instead.history = async ({ url }) => {
      await new Promise<void>((resolve) => clock.after(callMs, resolve));
      const { offset, limit } = Object.fromEntries(url.searchParams);
      return platform.history.page({ offset: Number(offset), limit: Number(limit) });
    };
    await clock.advance(20_000);
    return test;
  }

  it('completes although no connection lasts long enough', async () => {
    const { client, platform, clock, reach, texts } = await slowHistory(1_000);
    platform.listens = false;
    const sending = client.send('in doubt');
    for (const text of textRange(0, 60)) platform.say(text, false);
    for (let round = 0; round < 15; round++) {
      platform.socket.end();
      await reach('ready');
      await clock.advance(2_500);
    }
    expect(texts().filter((text) => text !== 'in doubt')).toEqual(textRange(0, 60));
    platform.listens = true;
    await clock.advance(60_000);
    expect([await sending, platform.log.at(-1)]).toMatchObject([{ status: 'delivered' }, 'in doubt']);
  });

  it('shows messages from between two connections at once, not only after a settle time', async () => {
    const { platform, clock, reach, texts } = await slowHistory(100);
    for (const text of textRange(0, 20)) platform.say(text, false);
    platform.socket.end();
    await reach('ready');
    await clock.advance(150);
    platform.socket.end();
    for (const text of textRange(20, 25)) platform.say(text, false);
    await reach('ready');
    await clock.advance(1_500);
    expect(texts()).toEqual(textRange(0, 25));
  });

  it('completes even if each call takes longer than the first timeout', async () => {
    const { client, platform, clock, reach, texts } = await slowHistory(8_000);
    platform.listens = false;
    const sending = client.send('in doubt');
    for (const text of textRange(0, 12)) platform.say(text, false);
    platform.socket.end();
    platform.listens = true;
    await reach('ready');
    await clock.advance(300_000);
    expect(texts()).toEqual([...textRange(0, 12), 'in doubt']);
    expect(await sending).toMatchObject({ status: 'delivered' });
  });
});

describe('a message without a frame', () => {
  it('is found by the probe of an idle connection', async () => {
    const { platform, texts, clock, client } = await connectTo(3);
    platform.say('lost on the way', false);
    await clock.advance(45_000);
    expect(texts()).toEqual(['lost on the way']);
    expect(client.state.status).toBe('ready');
  });

  it('is found when the page becomes visible', async () => {
    const { platform, texts, clock, signals } = await connectTo(3);
    platform.say('lost on the way', false);
    signals.emit('visibilitychange');
    await clock.advance(0);
    expect(texts()).toEqual(['lost on the way']);
  });
});

describe('a history without userMsgId (older servers)', () => {
  it('does not duplicate sent and received messages', async () => {
    const { client, platform, connect, texts, reach } = testClient();
    Object.assign(platform, { namesNumbers: false, namesMessages: false });
    await connect();
    await client.send('Hi');
    platform.say('Hello');
    await client.send('Hi');
    platform.say('Hello');
    platform.socket.end();
    await reach('ready');
    await client.loadHistory();
    expect(texts()).toEqual(['Hi', 'Hello', 'Hi', 'Hello']);
  });

  it('shows messages of other sessions', async () => {
    const { client, platform, connect } = testClient();
    platform.history.records.push(userRecord('ms-a', 'Hi', 1), botRecord('ms-b', 'Hello', 2));
    await connect();
    await client.loadHistory();
    expect(client.messages).toMatchObject([
      { from: 'user', text: 'Hi', createdAt: 1, status: 'delivered' },
      { from: 'bot', text: 'Hello', createdAt: 2 },
    ]);
  });
});
