import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StorageLike } from '../../src/client/options.js';
import { storageKey } from '../../src/client/storage-key.js';
import { DeliveryError, TokenError } from '../../src/errors/index.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { VirtualStorage } from '../simulation/virtual-storage.js';
import { FakePlatform } from '../support/fake-platform.js';
import { testClient } from '../support/test-client.js';
import { BOT } from '../support/wire.js';

type User = 'anna' | 'berta';

const PLATFORM = 'https://bots.test';
const keyOf = (user: User, name: number | string) => storageKey(PLATFORM, BOT.id, `u-${user}`, name);

/** A browser that two users share, each with their own conversation. */
function browser(kind: 'sync' | 'async' = 'sync') {
  const clock = new VirtualClock();
  const storage = new VirtualStorage();
  const platforms = { anna: new FakePlatform(clock), berta: new FakePlatform(clock) };
  for (const [name, platform] of Object.entries(platforms)) platform.userId = `u-${name}`;
  let pages = 0;

  /** A tab, in which pages follow each other. */
  function tab() {
    const tabStorage = new VirtualStorage();
    return {
      tabStorage,
      drafts: () => [...tabStorage.items].filter(([key]) => key.endsWith(':draft')),
      page(user: User, options: { storage?: StorageLike } = {}) {
        /** The users who are logged in to the app, got the newest token, and got the newest socket URL. */
        const life = { isGone: false, user, granted: user, started: user };
        const chance = (++pages * 0.137) % 1;
        const current = () => platforms[life.user];
        const fetch: typeof globalThis.fetch = (...args) => {
          const [url] = args.map(String);
          if (url!.includes('jwtgrant')) life.granted = life.user;
          if (url!.includes('rtm/start')) life.started = life.granted;
          return platforms[life.granted].fetch(...args);
        };
        class Socket {
          constructor(url: string, protocols: string[]) {
            // biome-ignore lint/correctness/noConstructorReturn: the socket of the user who is logged in
            return new platforms[life.started].WebSocket(url, protocols) as never;
          }
        }
        const test = testClient(
          {
            storage: storage.forPage(kind, () => life.isGone),
            tabStorage: tabStorage.forPage(kind, () => life.isGone),
            random: () => chance,
            clock: { now: () => clock.now(), after: (ms, run) => clock.after(ms, () => life.isGone || run()) },
            fetch,
            WebSocket: Socket as never,
            ...options,
          },
          clock,
          platforms[user],
        );
        return {
          ...test,
          /** Another user logs in to the app and gets the next JWT. */
          switchTo(next: User) {
            life.user = next;
          },
          crash() {
            life.isGone = true;
            for (const socket of [...platforms.anna.sockets, ...platforms.berta.sockets]) {
              socket.onclose = socket.onmessage = null;
              socket.end();
            }
          },
          async connect() {
            for (const platform of Object.values(platforms)) delete platform.instead.start;
            void test.client.connect();
            for (let turn = 0; turn < 30; turn++) await clock.advance(20);
          },
          /** Gets a token; then the platform is unreachable until the next page connects. */
          async strand() {
            await this.connect();
            current().instead.start = () => new TypeError('fetch failed');
            for (const socket of current().living) socket.end();
            await clock.advance(0);
          },
          /** Sends before the first grant. */
          async sendEarly(text: string) {
            current().instead.grant = () => new TypeError('fetch failed');
            void test.client.connect();
            void test.client.send(text);
            await clock.advance(100);
            delete current().instead.grant;
          },
        };
      },
    };
  }

  return {
    clock,
    storage,
    platforms,
    tab,
    logs: () => ({ anna: platforms.anna.log, berta: platforms.berta.log }),
    stored: () => JSON.stringify([...storage.items]),
    async pass(ms: number) {
      for (let done = 0; done < ms; done += 1_000) await clock.advance(1_000);
    },
  };
}

describe.each(['sync', 'async'] as const)('with a %s storage, a message before the first grant', (kind) => {
  it('is sent after the first grant of its page, and leaves no draft', async () => {
    const { tab, logs, pass } = browser(kind);
    const { page, drafts, tabStorage } = tab();
    const only = page('anna');
    await only.sendEarly('early');
    await pass(60_000);
    expect(logs()).toEqual({ anna: ['early'], berta: [] });
    expect([drafts(), [...tabStorage.items.values()]]).toEqual([[], ['u-anna']]);
  });

  it('is not sent by a later page, but becomes a draft in the same tab', async () => {
    const { tab, logs, pass, stored } = browser(kind);
    const { page, drafts } = tab();
    const first = page('anna');
    await first.sendEarly('early');
    await first.client.send({ text: '4711', secret: true }, { signal: AbortSignal.abort() }).catch(() => {});
    first.crash();
    const second = page('anna');
    await second.sendEarly('and this');
    second.crash();
    const third = page('anna');
    await third.connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: [], berta: [] });
    expect(third.texts()).toEqual([]);
    expect(drafts()).toEqual([[keyOf('anna', 'draft'), 'early\nand this']]);
    expect(stored()).not.toContain('early');
  });

  it('is not stored if it is secret', async () => {
    const { tab, clock } = browser(kind);
    const { page, tabStorage } = tab();
    const { client } = page('anna');
    void client.send({ text: '4711', renderText: 'My PIN', secret: true });
    await clock.advance(100);
    expect([...tabStorage.items]).toEqual([]);
  });

  it('is not visible to another tab', async () => {
    const { tab, logs, pass } = browser(kind);
    const first = tab().page('anna');
    await first.sendEarly('early');
    first.crash();
    const other = tab();
    await other.page('anna').connect();
    await pass(60_000);
    expect([logs(), other.drafts()]).toEqual([{ anna: [], berta: [] }, []]);
  });

  it('is deleted when another user is granted a token in the tab', async () => {
    const { tab, logs, pass } = browser(kind);
    const { page, drafts, tabStorage } = tab();
    const [first, second, third, last] = [page('anna'), page('anna'), page('berta'), page('anna')];
    await first.strand();
    first.crash();
    await second.sendEarly('private words of anna');
    second.crash();
    await third.connect();
    await pass(10_000);
    expect([logs(), drafts(), third.texts()]).toEqual([{ anna: [], berta: [] }, [], []]);
    third.crash();
    await last.connect();
    await pass(60_000);
    expect([logs(), drafts()]).toEqual([{ anna: [], berta: [] }, []]);
    expect(JSON.stringify([...tabStorage.items])).not.toContain('private');
  });

  it('becomes a draft of the last user of the tab', async () => {
    const { tab } = browser(kind);
    const { page, drafts } = tab();
    const [first, second, third] = [page('anna'), page('anna'), page('anna')];
    await first.strand();
    first.crash();
    await second.sendEarly('words of anna');
    second.crash();
    await third.connect();
    expect(drafts()).toEqual([[keyOf('anna', 'draft'), 'words of anna']]);
  });
});

describe.each(['sync', 'async'] as const)('with a %s storage, a message after a grant', (kind) => {
  it('is sent by any page of the same user, and by no page of another', async () => {
    const { tab, logs, pass } = browser(kind);
    const first = tab().page('anna');
    await first.strand();
    void first.client.send('private words of anna');
    await pass(1_000);
    first.crash();
    const guest = tab().page('berta');
    await guest.connect();
    void guest.client.send('words of berta');
    await pass(60_000);
    expect(logs()).toEqual({ anna: [], berta: ['words of berta'] });
    expect(guest.texts()).toEqual(['words of berta']);
    guest.crash();
    await tab().page('anna').connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: ['private words of anna'], berta: ['words of berta'] });
  });

  it('belongs to the granted user even after disconnect()', async () => {
    const { tab, logs, pass } = browser(kind);
    const first = tab().page('anna');
    await first.connect();
    await first.client.disconnect();
    void first.client.send('words of anna');
    await pass(1_000);
    first.crash();
    await tab().page('berta').connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: [], berta: [] });
    await tab().page('anna').connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: ['words of anna'], berta: [] });
  });
});

describe("a client whose getJwt returns another user's JWT", () => {
  async function switched(kind: 'none' | 'sync' = 'sync') {
    const world = browser();
    world.platforms.anna.tokenLifeMs = 100_000;
    const page = world.tab().page('anna', kind === 'none' ? { storage: undefined as never } : {});
    const errors = page.collect('error');
    return { ...world, page, errors };
  }

  it.each(['none', 'sync'] as const)(
    'neither sends nor shows messages of the first user to the second (storage: %s)',
    async (kind) => {
      const { page, platforms, clock, pass, errors } = await switched(kind);
      await page.connect();
      void page.client.send('old words of anna');
      platforms.anna.say('answer to anna');
      await pass(1_000);
      platforms.anna.acks = platforms.anna.listens = false;
      const outcomes = ['one', 'two'].map((text) => page.client.send(`${text} of anna`).catch((error) => error));
      page.switchTo('berta');
      const shown: string[] = [];
      page.client.subscribe(() => {
        if (page.client.userId === 'u-berta') shown.push(...page.texts());
      });
      await pass(120_000);
      const [one, two] = await Promise.all(outcomes);
      for (const error of [one, two]) {
        expect(error).toBeInstanceOf(DeliveryError);
        expect(error).toMatchObject({
          code: 'XO_MESSAGE_REFUSED',
          retryable: false,
          cause: { code: 'XO_USER_CHANGED' },
        });
      }
      expect([page.client.userId, page.client.state.status]).toEqual(['u-berta', 'ready']);
      platforms.berta.say('answer to berta');
      await expect(page.client.send('words of berta')).resolves.toMatchObject({ status: 'delivered' });
      await clock.advance(0);
      expect(page.texts()).toEqual(['answer to berta', 'words of berta']);
      expect(platforms.berta.log).toEqual(['answer to berta', 'words of berta']);
      expect(shown.join()).not.toContain('anna');
      expect(errors.filter((error) => error instanceof TokenError).map(({ code }) => code)).toEqual([
        'XO_USER_CHANGED',
      ]);
      // The socket does not resume the session of the first user.
      expect(platforms.berta.sockets[0]!.url).not.toContain('isReconnect');
      expect(platforms.anna.living).toEqual([]);
    },
  );

  it('stores no rejected message', async () => {
    const { page, pass, logs, tab } = await switched();
    await page.strand();
    const outcome = page.client.send('words of anna').catch((error) => error);
    page.switchTo('berta');
    await pass(150_000);
    expect(await outcome).toMatchObject({ cause: { code: 'XO_USER_CHANGED' } });
    page.crash();
    await tab().page('anna').connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: [], berta: [] });
  });

  it('keeps stored messages of the first user for the first user', async () => {
    const { page, platforms, pass, logs, tab } = await switched();
    const before = tab().page('anna');
    await before.strand();
    void before.client.send('words of anna');
    await pass(1_000);
    before.crash();
    platforms.anna.acks = platforms.anna.listens = false;
    await page.connect();
    await pass(2_000);
    page.switchTo('berta');
    await pass(150_000);
    expect([page.client.userId, page.texts()]).toEqual(['u-berta', []]);
    platforms.anna.acks = platforms.anna.listens = true;
    await tab().page('anna').connect();
    await pass(60_000);
    expect(logs()).toEqual({ anna: ['words of anna'], berta: [] });
  });

  it.each(['start', 'history'] as const)('gives up a connection attempt of the first user (%s)', async (endpoint) => {
    const { page, platforms, pass, clock } = await switched();
    const { anna, berta } = platforms;
    let answer = () => {};
    const usual = { url: 'wss://bots.test/rtm/bot?sid=CnRyABcdEFghIJklsidMNopQRst' };
    anna.instead[endpoint] = () =>
      new Promise((resolve) => {
        answer = () => resolve(endpoint === 'start' ? usual : anna.history.page({ offset: 0, limit: 10 }));
      });
    void page.client.connect();
    await clock.advance(100);
    page.switchTo('berta');
    // A request of the app gets the new token while the first user's connection is being opened.
    await clock.advance(100_000);
    void page.client.request('files').catch(() => {});
    await clock.advance(10);
    answer();
    delete anna.instead[endpoint];
    await pass(60_000);
    expect([page.client.userId, page.client.state.status]).toEqual(['u-berta', 'ready']);
    expect([anna.living.length, berta.living.length]).toEqual([0, 1]);
    anna.say('only for anna');
    await clock.advance(0);
    expect(page.texts()).toEqual([]);
  });

  it('rejects a request of the first user instead of sending it for the second', async () => {
    const { page, platforms, clock } = await switched();
    platforms.anna.tokenLifeMs = 2_000;
    await page.connect();
    page.switchTo('berta');
    // The token has expired, and nothing else has requested a new one.
    await clock.advance(1_100);
    const call = page.client.request('files', { body: { file: 'of anna' } }).catch((error) => error);
    await clock.advance(1_000);
    expect(await call).toMatchObject({ code: 'XO_USER_CHANGED' });
    expect(platforms.berta.requests.map(({ url }) => url.pathname)).not.toContain('/api/files');
  });
});

describe('a grant without a connection', () => {
  it.each(['sync', 'async'] as const)('assigns waiting messages to its user (%s storage)', async (kind) => {
    const world = browser(kind);
    const tab = world.tab();
    const before = tab.page('berta');
    void before.client.send('of berta').catch(() => {});
    await world.pass(1_000);
    await before.client.request('files').catch(() => {});
    await world.pass(1_000);
    expect([before.client.userId, before.client.state.status]).toEqual(['u-berta', 'idle']);
    before.crash();
    const other = tab.page('anna');
    await other.connect();
    await world.pass(10_000);
    expect([other.texts(), tab.drafts()]).toEqual([[], []]);
    other.crash();
    const after = tab.page('berta');
    await after.connect();
    await world.pass(60_000);
    expect([world.platforms.anna.log, world.platforms.berta.log]).toEqual([[], ['of berta']]);
  });
});

describe('stored data', () => {
  const READY = { owner: 'gone', until: 0 };
  const message = (text: unknown, id = 1_000_000_000) => [id, { body: text }, 1];

  async function reload(items: Record<string, unknown>, platform: Partial<FakePlatform> = {}) {
    const world = browser();
    Object.assign(world.platforms.anna, platform);
    const pageStorage = world.storage.forPage('sync', () => false);
    for (const [key, value] of Object.entries(items))
      await pageStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value));
    const page = world.tab().page('anna');
    const errors = page.collect('error');
    await page.connect();
    return { ...world, page, errors };
  }

  it('of earlier versions is not read and removed', async () => {
    const old = (name: number | string) => `xo-rtm:${BOT.id}:${name}`;
    const { storage, platforms, pass, page } = await reload({
      [old('user')]: 'u-anna',
      [old('mark:u-anna')]: { serverId: 'ms-1', createdAt: 1 },
      [old(0)]: { ...READY, queue: [message('whose?')] },
      [old(3)]: { ...READY, user: 'u-anna', queue: [message('of anna?')] },
    });
    await pass(60_000);
    expect([platforms.anna.log, page.texts()]).toEqual([[], []]);
    expect([...storage.items.keys()]).toEqual([keyOf('anna', 'mark')]);
  });

  const BAD: [string, unknown][] = [
    ['null', [null]],
    ['a number', [7]],
    ['no body', [[1_000, null]]],
    ['a text for a message', ['hello']],
    ['an empty list', [[]]],
    ['a text for an id', [['1000', { body: 'x' }, 1]]],
    ['a fraction for an id', [[1.5, { body: 'x' }, 1]]],
    ['an id below zero', [[-5, { body: 'x' }, 1]]],
    ['a body that is an object', [message({ text: 'x' })]],
    ['a body that is a number', [message(5)]],
    ['a renderMsg that is an object', [[1_000, { body: 'x', renderMsg: { a: 1 } }, 1]]],
    ['invalid attachments', [[1_000, { attachments: [null, 5, 'x', {}] }, 1]]],
    ['a message of two million characters', [message('x'.repeat(2_000_000))]],
  ];

  it.each(BAD)('that is invalid costs only itself: %s', async (_, bad) => {
    const { platforms, page, errors, pass, tab, stored } = await reload({
      [keyOf('anna', 0)]: { ...READY, queue: [...(bad as unknown[]), message('good', 2_000_000_000)] },
      [keyOf('anna', 1)]: { ...READY, queue: bad },
    });
    await pass(60_000);
    expect(platforms.anna.log).toEqual(['good']);
    expect(page.texts()).toEqual(['good']);
    expect(errors).toEqual([]);
    // Messages are still stored.
    await page.strand();
    void page.client.send('kept');
    await pass(1_000);
    expect(stored()).toContain('kept');
    page.crash();
    const next = tab().page('anna');
    await next.connect();
    await pass(60_000);
    expect(next.texts()).toEqual(['kept']);
    for (const { text, createdAt } of next.client.messages)
      expect([typeof text, typeof createdAt]).toEqual(['string', 'number']);
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['null', null],
    ['a list', []],
    ['no queue', { owner: 'x' }],
    ['a queue that is not an array', { owner: 'x', queue: 'abc' }],
    ['an owner that is not a string', { owner: { a: 1 }, until: 'soon', queue: [null] }],
  ])('that is invalid in all slots does not keep messages from being stored: %s', async (_, bad) => {
    const slots = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [keyOf('anna', n), bad]));
    const { page, errors, pass, stored } = await reload(slots);
    await page.strand();
    void page.client.send('kept');
    await pass(1_000);
    expect(stored()).toContain('kept');
    expect(errors).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['a number', 5],
    ['a time that is a string', { createdAt: 'soon' }],
    ['an id that is an object', { serverId: {} }],
    ['a time in a thousand years', { serverId: 'ms-x', createdAt: 4e13 }],
    ['a time beyond all dates', { serverId: 'ms-x', createdAt: 1e300 }],
  ])('with an invalid cursor hides no message: %s', async (_, bad) => {
    const { platforms, page, errors, clock } = await reload({ [keyOf('anna', 'mark')]: bad });
    platforms.anna.say('hello');
    await clock.advance(0);
    expect(page.texts()).toEqual(['hello']);
    expect(errors).toEqual([]);
  });

  it('with an invalid time does no harm', async () => {
    const { page, pass } = await reload({
      [keyOf('anna', 0)]: { ...READY, queue: [[4_096_000, { body: 'x' }, 1e300]] },
    });
    await pass(60_000);
    expect(() => page.client.messages.map(({ createdAt }) => new Date(createdAt).toISOString())).not.toThrow();
  });

  it('with ten thousand messages in a slot leaves room for new ones, and causes one warning', async () => {
    const queue = Array.from({ length: 10_000 }, (_, n) => message(`m${n}`, 1_000_000_000 + n));
    // The platform accepts nothing, so that no message leaves the queue.
    const { page, pass } = await reload({ [keyOf('anna', 0)]: { ...READY, queue } }, { acks: false, listens: false });
    const { logs } = page;
    await pass(1_000);
    const sent = page.client.send('mine');
    let outcome: unknown = 'waits';
    sent.catch((error) => {
      outcome = error.code;
    });
    await pass(1_000);
    expect(outcome).toBe('waits');
    expect(logs.filter(([level]) => level === 'warn')).toEqual([
      ['warn', 'unable to restore 9500 stored messages; at most 500 may wait'],
    ]);
    expect(page.client.messages.length).toBeLessThanOrEqual(501);
  });
});

describe('after forget()', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** Removes all entries, like `forget()`. */
  const erase = async (...storages: VirtualStorage[]) => {
    for (const storage of storages)
      for (const key of [...storage.items.keys()]) await storage.forPage('sync', () => false).removeItem(key);
  };

  it('a running client stores nothing any more, nor does another tab', async () => {
    const { tab, storage, pass } = browser();
    const [one, two] = [tab(), tab()];
    const [here, there] = [one.page('anna'), two.page('anna')];
    await here.strand();
    await there.strand();
    void here.client.send('words here');
    void there.client.send('words there');
    await pass(1_000);
    await erase(storage, one.tabStorage);
    void here.client.send('more words here');
    void there.client.send('more words there');
    await pass(5_000);
    await here.connect();
    await pass(60_000);
    expect([...storage.items]).toEqual([]);
  });

  it('a client without a grant stores nothing any more', async () => {
    const { tab } = browser();
    const { page, tabStorage } = tab();
    const early = page('anna');
    await early.sendEarly('early');
    expect(tabStorage.items.size).toBe(1);
    await erase(tabStorage);
    await early.sendEarly('more');
    expect(tabStorage.items.size).toBe(0);
  });

  it('a new client stores messages again', async () => {
    const { tab, storage, pass, logs } = browser();
    const before = tab().page('anna');
    await before.strand();
    void before.client.send('forgotten');
    await pass(1_000);
    await erase(storage);
    before.crash();
    const after = tab().page('anna');
    await after.strand();
    void after.client.send('kept');
    await pass(1_000);
    after.crash();
    await tab().page('anna').connect();
    await pass(60_000);
    expect(logs().anna).toEqual(['kept']);
  });
});
