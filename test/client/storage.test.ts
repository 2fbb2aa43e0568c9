import { describe, expect, it } from 'vitest';
import { SecretScanner } from '../simulation/secrets.js';
import { settle, VirtualClock } from '../simulation/virtual-clock.js';
import { VirtualStorage } from '../simulation/virtual-storage.js';
import { FakePlatform } from '../support/fake-platform.js';
import { testClient } from '../support/test-client.js';

/** A browser whose storage outlives its pages. */
function browser(kind: 'sync' | 'async' | 'broken' = 'sync') {
  const clock = new VirtualClock();
  const platform = new FakePlatform(clock);
  const storage = new VirtualStorage();
  let pages = 0;
  return {
    clock,
    platform,
    storage,
    /** Opens a page with a client. `crash()` ends it abruptly. */
    page() {
      const life = { isGone: false };
      const chance = (++pages * 0.137) % 1;
      const test = testClient(
        {
          storage: storage.forPage(kind, () => life.isGone),
          random: () => chance,
          clock: { now: () => clock.now(), after: (ms, callback) => clock.after(ms, () => life.isGone || callback()) },
        },
        clock,
        platform,
      );
      return {
        ...test,
        crash() {
          life.isGone = true;
          for (const socket of platform.sockets) {
            socket.onclose = socket.onmessage = null;
            socket.end();
          }
        },
        async connect() {
          delete platform.instead.start;
          void test.client.connect();
          // The outbox store accesses the storage step by step.
          for (let turn = 0; turn < 20; turn++) await clock.advance(20);
        },
        /** Gets a token; then the platform is unreachable until the next page connects. */
        async strand() {
          await this.connect();
          platform.instead.start = () => new TypeError('fetch failed');
          for (const socket of platform.living) socket.end();
          await clock.advance(0);
        },
      };
    },
    async pass(ms: number) {
      for (let done = 0; done < ms; done += 1_000) await clock.advance(1_000);
      await settle();
    },
  };
}

describe.each(['sync', 'async'] as const)('a %s storage', (kind) => {
  it('keeps queued messages over a reload: they are sent once, in order', async () => {
    const { page, platform, pass, clock } = browser(kind);
    const before = page();
    await before.strand();
    for (const text of ['a', 'b', 'c']) void before.client.send(text);
    await clock.advance(100);
    before.crash();
    const after = page();
    await after.connect();
    await pass(60_000);
    expect(platform.log).toEqual(['a', 'b', 'c']);
    expect(after.client.messages.map(({ text, status }) => [text, status])).toEqual(
      ['a', 'b', 'c'].map((text) => [text, 'delivered']),
    );
  });

  it('keeps the order of two pages, even if the ids of the first are greater', async () => {
    const { page, platform, pass, clock } = browser(kind);
    // The ids of a page are up to a second behind the clock; those of the later page further.
    const first = page();
    const second = page();
    await first.strand();
    await second.strand();
    void first.client.send('a');
    void first.client.send('b');
    await clock.advance(100);
    first.crash();
    void second.client.send('c');
    await second.connect();
    await pass(60_000);
    expect(second.client.messages.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    const ids = second.client.messages.map(({ id }) => Number(id));
    expect(ids).not.toEqual(ids.toSorted((one, other) => one - other));
    expect(platform.log).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['recorded', true],
    ['lost', false],
  ])('records a message once that was in flight at the crash and %s', async (_, listens) => {
    const { page, platform, pass } = browser(kind);
    const before = page();
    await before.connect();
    Object.assign(platform, { acks: false, listens });
    void before.client.send('once');
    await pass(1_000);
    before.crash();
    Object.assign(platform, { acks: true, listens: true });
    await page().connect();
    await pass(60_000);
    expect(platform.log).toEqual(['once']);
  });

  it('records a message once that was in flight at the crash, even if another page has read the history since', async () => {
    const { page, platform, pass } = browser(kind);
    const first = page();
    await first.connect();
    platform.acks = false;
    void first.client.send('once');
    await pass(1_000);
    first.crash();
    const second = page();
    await second.connect();
    platform.say('answer');
    await pass(1_000);
    second.crash();
    platform.acks = true;
    const third = page();
    await third.connect();
    await pass(60_000);
    expect(platform.log).toEqual(['once', 'answer']);
    expect(third.texts()).toEqual(['once', 'answer']);
  });

  it('misses no message while a page waits until the one before it is dead', async () => {
    const { page, platform, pass } = browser(kind);
    for (let n = 0; n < 40; n++) platform.say(`old ${n}`, false);
    const first = page();
    await first.strand();
    void first.client.send('once');
    await pass(100);
    first.crash();
    const second = page();
    await second.connect();
    platform.say('said', false);
    await pass(60_000);
    expect(platform.log.slice(40)).toEqual(['said', 'once']);
    expect(second.texts()).toEqual(['said', 'once']);
  });

  it('finds messages from between the pages', async () => {
    const { page, platform, pass } = browser(kind);
    const before = page();
    await before.connect();
    platform.say('known');
    // The next probe of the idle connection stores the cursor.
    await pass(60_000);
    before.crash();
    platform.say('missed', false);
    const after = page();
    await after.connect();
    await pass(2_000);
    expect(after.texts()).toContain('missed');
  });

  it('contains no message after all are delivered', async () => {
    const { page, storage, pass } = browser(kind);
    const { client, connect } = page();
    void client.send('a');
    await connect();
    await pass(2_000);
    expect(client.messages[0]!.status).toBe('delivered');
    expect([...storage.items.values()].join()).not.toContain('"a"');
  });

  it('contains no secret', async () => {
    const { page, platform, storage, pass } = browser(kind);
    const { client, connect } = page();
    await connect();
    platform.acks = false;
    void client.send('a');
    await pass(2_000);
    const leaks: string[] = [];
    new SecretScanner((place) => leaks.push(place)).scan('storage', [...storage.items].flat());
    expect(storage.items.size).toBeGreaterThan(0);
    expect(leaks).toEqual([]);
  });
});

describe('two tabs with one storage', () => {
  it('each send their own messages once', async () => {
    const { page, platform, pass } = browser();
    const [one, two] = [page(), page()];
    await one.connect();
    await two.connect();
    for (const text of ['a', 'b']) {
      void one.client.send(`one ${text}`);
      void two.client.send(`two ${text}`);
    }
    await pass(60_000);
    expect([...platform.log].sort()).toEqual(['one a', 'one b', 'two a', 'two b']);
  });
});

describe("two tabs that have adopted each other's messages", () => {
  it('do not wait for each other', async () => {
    const { page, platform, pass } = browser();
    const [x, y] = [page(), page()];
    await x.strand();
    await y.strand();
    void y.client.send('y1');
    await pass(100);
    void x.client.send('x1');
    await pass(100);
    x.crash();
    y.crash();
    const [x2, y2] = [page(), page()];
    await x2.connect();
    await y2.connect();
    void x2.client.send('x2');
    void y2.client.send('y2');
    await pass(120_000);
    expect([...platform.log].sort()).toEqual(['x1', 'x2', 'y1', 'y2']);
  });
});

describe('a disconnected client', () => {
  it('stores new messages after another tab has sent its old ones', async () => {
    const { page, platform, pass } = browser();
    const [one, two] = [page(), page()];
    await one.strand();
    void one.client.send('one');
    await one.client.disconnect();
    await two.connect();
    await pass(60_000);
    expect(platform.log).toEqual(['one']);
    void one.client.send('two');
    await pass(100);
    one.crash();
    await page().connect();
    await pass(60_000);
    expect(platform.log).toEqual(['one', 'two']);
  });
});

describe('a message that several pages have adopted, one after the other', () => {
  it('is sent once', async () => {
    const { page, platform, clock, pass } = browser();
    platform.history.isVisible = ({ createdOn }) => Date.parse(createdOn!) + 4_500 <= clock.now();
    const [first, second, third] = [page(), page(), page()];
    await first.strand();
    void first.client.send('one');
    await first.client.disconnect();
    await pass(25_000);
    await second.strand();
    second.crash();
    await pass(25_000);
    // No living page has the message now, so that the first page takes it back.
    void first.client.send('two');
    await pass(25_000);
    await third.connect();
    while (!platform.log.includes('two')) await clock.advance(100);
    await first.connect();
    await pass(60_000);
    expect(platform.log).toEqual(['one', 'two']);
  });
});

describe('a storage that does not work', () => {
  it('is reported once, and messages are sent', async () => {
    const { page, platform, pass } = browser('broken');
    const { client, connect, logs, collect } = page();
    const errors = collect('error');
    void client.send('a');
    await connect();
    void client.send('b');
    await pass(5_000);
    expect(platform.log).toEqual(['a', 'b']);
    expect(errors.map(({ code }) => code)).toEqual(['XO_STORAGE_FAILED']);
    expect(logs.filter(([level]) => level === 'warn')).toHaveLength(1);
  });
});

describe('disconnect', () => {
  it('leaves no timer, and the queue stays stored', async () => {
    const { page, clock, storage, pass } = browser();
    const { client, connect, platform } = page();
    await connect();
    platform.acks = false;
    void client.send('kept');
    // It is not in the history yet.
    await pass(1_000);
    void client.disconnect();
    await pass(2_000);
    expect(clock.pending).toBe(0);
    expect([...storage.items.values()].join()).toContain('kept');
  });
});
