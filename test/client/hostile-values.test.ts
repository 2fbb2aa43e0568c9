import { afterEach, describe, expect, it } from 'vitest';
import { storageKey } from '../../src/client/storage-key.js';
import { isXoError } from '../../src/errors/index.js';
import { serverFrames, wireFixtures } from '../fixtures/wire/wire-fixtures.js';
import { VirtualStorage } from '../simulation/virtual-storage.js';
import { DEEP_JSON, HUGE_JSON, ODD_JSON, withInEveryPlace } from '../support/hostile-json.js';
import { isWhole, sample } from '../support/sample.js';
import { testClient } from '../support/test-client.js';
import { BOT, botRecord, botResponse } from '../support/wire.js';

const SLOW = { timeout: 120_000 };

afterEach(() => expect(({} as { polluted?: boolean }).polluted).toBeUndefined());

/** Expects that the client still sends and receives. */
async function expectAlive(test: ReturnType<typeof testClient>) {
  expect(test.client.state.status).toBe('ready');
  test.platform.socket.receive(botResponse('still here', { messageId: 'ms-after', timestamp: test.clock.now() }));
  const sent = test.client.send('and you?');
  await test.clock.advance(10);
  expect(await sent).toMatchObject({ status: 'delivered' });
  expect(test.texts()).toEqual(expect.arrayContaining(['still here', 'and you?']));
}

describe('frames', () => {
  const frames = serverFrames();
  const size = (frame: object) => JSON.stringify(frame).length;
  /** The largest frame of each type. */
  const richest = [...new Set(frames.map(({ frame }) => frame.type))].map((type) =>
    frames
      .filter(({ frame }) => frame.type === type)
      .reduce((one, other) => (size(one.frame) < size(other.frame) ? other : one)),
  );

  it.each(Object.entries(DEEP_JSON).map(([name, json], at) => [name, json, at] as const))(
    'with a value nested 20,000 deep (%s) in any place are unknown',
    SLOW,
    async (_, json, at) => {
      const test = testClient();
      await test.connect();
      const unknown = test.collect('unknown');
      let sent = 0;
      for (const { frame } of richest) {
        for (const [, text] of sample([...withInEveryPlace(frame, json)], 6, at)) {
          test.platform.socket.receive(text);
          sent++;
        }
      }
      expect(sent).toBeGreaterThan(isWhole ? 100 : 20);
      expect(unknown).toHaveLength(sent);
      await expectAlive(test);
    },
  );

  it.each(frames.map(({ name, frame }) => [name, frame] as const))(
    'with an odd value in any place: %s',
    SLOW,
    async (_, frame) => {
      const test = testClient();
      await test.connect();
      for (const json of ODD_JSON) {
        for (const [, text] of withInEveryPlace(frame, json)) test.platform.socket.receive(text);
        await test.clock.advance(0);
      }
      expect(test.logs.filter(([level]) => level === 'error')).toEqual([]);
      await expectAlive(test);
    },
  );

  it.each(HUGE_JSON.map((json) => [json.slice(0, 8), json]))(
    'with a huge value in any place: %s…',
    SLOW,
    async (_, json) => {
      const test = testClient();
      await test.connect();
      for (const { frame } of richest) {
        for (const [, text] of withInEveryPlace(frame, json)) test.platform.socket.receive(text);
      }
      await expectAlive(test);
    },
  );

  it('a byte order mark is ignored', async () => {
    const test = testClient();
    await test.connect();
    test.platform.socket.receive(`\ufeff${JSON.stringify(botResponse('Hello', { messageId: 'ms-1' }))}`);
    expect(test.texts()).toEqual(['Hello']);
  });
});

describe('records of the history', () => {
  const records = wireFixtures('history-records').flatMap(({ frame }) =>
    Array.isArray(frame.messages) ? (frame.messages as Record<string, unknown>[]) : [frame],
  );

  /** The largest record of the user or of the bot. */
  const longest = (type: string) =>
    records
      .filter((record) => record.type === type)
      .reduce((one, other) => (JSON.stringify(one).length < JSON.stringify(other).length ? other : one));

  /** A page of 19 good records and the bad ones among them. */
  const pageWith = (...bad: string[]) => {
    const texts = Array.from({ length: 19 }, (_, n) => JSON.stringify(botRecord(`ms-${n}`, `text ${n}`, 1_000 * n)));
    texts.splice(9, 0, ...bad);
    return `{"total":${texts.length},"moreAvailable":false,"messages":[${texts.join()}]}`;
  };
  const others = Array.from({ length: 19 }, (_, n) => `text ${n}`);

  async function read(...bad: string[]) {
    const test = testClient();
    test.platform.instead.history = () => pageWith(...bad);
    const unknown = test.collect('unknown');
    const connected = test.client.connect();
    await test.clock.advance(0);
    await connected;
    const page = test.client.loadHistory();
    await test.clock.advance(0);
    await page;
    return { ...test, unknown };
  }

  it.each(Object.entries(DEEP_JSON).map(([name, json], at) => [name, json, at] as const))(
    'with a value nested 20,000 deep (%s) in any place cost only themselves',
    SLOW,
    async (_, json, at) => {
      for (const record of records.slice(0, 1)) {
        for (const [, text] of sample([...withInEveryPlace(record, json)], 4, at)) {
          const { texts, unknown, client } = await read(text);
          expect(texts()).toEqual(expect.arrayContaining(others));
          expect(texts().length).toBeLessThanOrEqual(20);
          expect(unknown.length).toBeGreaterThan(0);
          expect(unknown[0]).toMatchObject({ type: 'unknown', reason: 'malformed' });
          expect(client.state.status).toBe('ready');
        }
      }
    },
  );

  it.each([longest('incoming'), longest('outgoing')].map((record, n) => [n, record] as const))(
    'with an odd value in any place cost at most themselves (%i)',
    SLOW,
    async (_, record) => {
      for (const json of ODD_JSON) {
        const { texts } = await read(...[...withInEveryPlace(record, json)].map(([, text]) => text));
        expect(texts()).toEqual(expect.arrayContaining(others));
      }
    },
  );

  it('that cannot be read are skipped by a backfill, and count for the offset', async () => {
    const test = testClient();
    await test.connect();
    const { history } = test.platform;
    for (let n = 0; n < 30; n++) history.records.push(botRecord(`ms-gap-${n}`, `gap ${n}`, test.clock.now() + n));
    test.platform.instead.history = ({ url }) => {
      const page = history.page({
        offset: Number(url.searchParams.get('offset')),
        limit: Number(url.searchParams.get('limit')),
      });
      const messages = page.messages.map((record) =>
        record._id === 'ms-gap-25' ? `{"_id":"ms-gap-25","x":${DEEP_JSON.objects}}` : JSON.stringify(record),
      );
      return `{"total":${page.total},"moreAvailable":${page.moreAvailable},"messages":[${messages.join()}]}`;
    };
    const unknown = test.collect('unknown');
    test.platform.socket.end();
    await test.reach('ready');
    await test.clock.advance(1_000);
    expect(test.texts()).toEqual(Array.from({ length: 30 }, (_, n) => `gap ${n}`).filter((_, n) => n !== 25));
    expect(unknown.length).toBeGreaterThan(0);
  });

  it('that are malformed still confirm an own message in doubt, which is not sent twice', async () => {
    const test = testClient();
    await test.connect();
    test.platform.acks = false;
    const delivered = test.client.send('once');
    await test.clock.advance(100);
    const { id } = test.platform.sent[0]!;
    test.platform.instead.history = () =>
      `{"total":1,"moreAvailable":false,"messages":[{"_id":"ms-9","type":"incoming","userMsgId":${id},"tags":${DEEP_JSON.lists}}]}`;
    test.platform.socket.end();
    await test.reach('ready');
    await test.clock.advance(1_000);
    expect(await delivered).toMatchObject({ status: 'delivered' });
    expect(test.platform.sent).toHaveLength(1);
  });
});

describe('responses of the platform', () => {
  const answers = {
    grant: {
      authorization: { accessToken: 'a', token_type: 'bearer', issuedDate: '2026-01-01', expiresDate: '2026-01-02' },
      userInfo: { userId: 'u-1' },
    },
    start: { url: 'wss://bots.test/rtm/bot?sid=1', nonce: 'n' },
    history: { total: 1, moreAvailable: false, icon: 'https://bots.test/i.png', messages: [botRecord('ms-1', 'Hi')] },
  };

  it.each(Object.keys(answers) as (keyof typeof answers)[])(
    'of %s with any value in any place lead to a state and not to a crash',
    SLOW,
    async (endpoint) => {
      for (const json of [...ODD_JSON, DEEP_JSON.lists!, DEEP_JSON.objects!]) {
        for (const [place, text] of withInEveryPlace(answers[endpoint], json)) {
          const test = testClient();
          test.platform.instead[endpoint] = () => text;
          const errors = test.collect('error');
          void test.client.connect();
          await test.clock.advance(100);
          const { status, cause } = test.client.state as { status: string; cause?: unknown };
          expect(
            ['ready', 'waiting', 'failed', 'opening'],
            `${endpoint} with ${json.slice(0, 40)} at ${place}`,
          ).toContain(status);
          if (cause) expect(isXoError(cause)).toBe(true);
          for (const error of errors) expect(isXoError(error)).toBe(true);
          await test.client.disconnect();
        }
      }
    },
  );

  it('with an error body with any value in any place become an XoError', SLOW, async () => {
    const body = { errors: [{ msg: 'no', code: 400, httpStatus: '400' }], error: { code: 'x', message: 'y' } };
    for (const json of [...ODD_JSON, DEEP_JSON.lists!, DEEP_JSON.errors!]) {
      for (const [, text] of withInEveryPlace(body, json)) {
        const test = testClient();
        test.platform.instead.grant = () => new Response(text, { status: 400 });
        void test.client.connect();
        await test.clock.advance(100);
        expect(['failed', 'waiting']).toContain(test.client.state.status);
        expect(isXoError((test.client.state as { cause?: unknown }).cause)).toBe(true);
        await test.client.disconnect();
      }
    }
  });

  it('of request() may be nested to any depth', async () => {
    const { platform } = testClient();
    const fetch: typeof globalThis.fetch = async (url, init) =>
      String(url).endsWith('/deep') ? new Response(`{"deep":${DEEP_JSON.objects}}`) : platform.fetch(url, init);
    const test = testClient({ fetch });
    const response = test.client.request('deep');
    await test.clock.advance(100);
    expect(Object.keys((await response) as object)).toEqual(['deep']);
  });
});

describe('values of the application', () => {
  /** A nested object. JSON.parse can create it, but JSON.stringify cannot serialize it if it is very deep. */
  const deep = (depth: number) => JSON.parse('{"a":'.repeat(depth) + 1 + '}'.repeat(depth));
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const impossible: [string, unknown][] = [
    ['20,000 deep', deep(20_000)],
    ['2,000 deep', deep(2_000)],
    ['300 deep', deep(300)],
    ['a cycle', cycle],
    ['a BigInt', { n: 5n }],
    [
      'a toJSON that throws',
      {
        toJSON: () => {
          throw new Error('x');
        },
      },
    ],
  ];

  it.each(impossible)('a message with customData that is %s is rejected, and costs no other', async (_, value) => {
    const test = testClient();
    await test.connect();
    const first = test.client.send('first');
    const refused = test.client.send({ text: 'x', customData: value as never });
    const metaTags = test.client.send({ text: 'x', metaTags: value });
    const last = test.client.send('last');
    await expect(refused).rejects.toMatchObject({ name: 'DeliveryError', code: 'XO_MESSAGE_INVALID' });
    await expect(metaTags).rejects.toThrow('unable to deliver the message; it is empty, no JSON, or nested too deeply');
    await test.clock.advance(100);
    expect([await first, await last]).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }]);
    expect(test.texts()).toEqual(['first', 'last']);
    await expectAlive(test);
  });

  it.each(impossible.filter(([name]) => !/^(2,000|300) deep/.test(name)))(
    'a payload that is %s is rejected',
    async (_, value) => {
      const test = testClient();
      await test.connect();
      await expect(test.client.send({ payload: value as never })).rejects.toMatchObject({ code: 'XO_MESSAGE_INVALID' });
      await expectAlive(test);
    },
  );

  it.each(impossible)('a bot with customData that is %s causes a ConfigError', (_, value) => {
    for (const extra of [{ customData: value as never }, { metaTags: value }]) {
      expect(() => testClient({ bot: { ...BOT, ...extra } })).toThrow(
        expect.objectContaining({ name: 'ConfigError', code: 'XO_CONFIG_INVALID' }),
      );
    }
  });

  it('customData is copied when the client is created', async () => {
    const customData: Record<string, unknown> = { a: 1 };
    const test = testClient({ bot: { ...BOT, customData } });
    customData.deep = deep(20_000);
    await test.connect();
    await expectAlive(test);
    expect(test.platform.requestsTo('grant')[0]!.body.botInfo).toMatchObject({ customData: { a: 1 } });
  });

  it.each(impossible.filter(([name]) => !/^(2,000|300) deep/.test(name)))(
    'a body of request() that is %s causes a ConfigError',
    async (_, value) => {
      const test = testClient();
      await test.connect();
      await expect(test.client.request('x', { body: value as object })).rejects.toMatchObject({ name: 'ConfigError' });
      await expectAlive(test);
    },
  );
});

describe('the storage', () => {
  const stored = {
    owner: 'gone',
    until: 0,
    user: 'u-1',
    queue: [[4_096_000_000_000, { body: 'kept', renderMsg: 'kept', attachments: [{ fileId: 'f' }] }, 1_000_000]],
    mark: { serverId: 'ms-1', createdAt: 5 },
  };
  const put = ({ items }: VirtualStorage, name: string, text: string) =>
    void (items as Map<string, string>).set(name, text);
  const key = (name: string | number) => storageKey('https://bots.test', BOT.id, 'u-1', name);

  it('may contain any value in any place: messages are sent, and the storage is used', SLOW, async () => {
    for (const json of [...ODD_JSON, DEEP_JSON.lists!, DEEP_JSON.attachments!]) {
      const texts = [...withInEveryPlace(stored, json)].map(([, text]) => text);
      const storage = new VirtualStorage();
      for (const [n, text] of texts.slice(0, 12).entries()) put(storage, key(n), text);
      for (const name of ['user', 'mark']) put(storage, key(name), json);
      const test = testClient({ storage: storage.forPage('sync', () => false), locks: null });
      const errors = test.collect('error');
      void test.client.connect();
      const sent = test.client.send('new');
      await test.clock.advance(60_000);
      expect(test.client.state.status, json.slice(0, 40)).toBe('ready');
      expect(await sent).toMatchObject({ status: 'delivered' });
      expect(errors.map(({ code }) => code)).not.toContain('XO_STORAGE_FAILED');
      await test.client.disconnect();
    }
  });

  it('sends a good message among bad ones', async () => {
    const storage = new VirtualStorage();
    const queue = [null, 5, ['x'], [1, null], [2, { body: {} }], [3, { body: 'x', attachments: 'y' }], ...stored.queue];
    put(storage, key(0), JSON.stringify({ ...stored, queue }));
    const test = testClient({ storage: storage.forPage('sync', () => false), locks: null });
    void test.client.connect();
    await test.clock.advance(60_000);
    expect(test.platform.log).toEqual(['kept']);
  });
});

describe('ids that are no ids', () => {
  const ODD_IDS = [
    Symbol('id'),
    Object.create(null),
    { toString: null },
    () => {},
    5n,
    Number.NaN,
    [],
    null,
    undefined,
    '',
  ];

  it.each(ODD_IDS.map((id, at) => [at, id]))('are ids of no message: %i', async (_, id) => {
    const { client } = testClient();
    const refusal: unknown = await client.retry(id as never).catch((error) => error);
    expect(isXoError(refusal)).toBe(true);
    expect(refusal).toMatchObject({ code: 'XO_MESSAGE_UNKNOWN', name: 'DeliveryError' });
    expect(client.discard(id as never)).toBe(false);
    expect(client.getMessage(id as never)).toBeUndefined();
  });
});
