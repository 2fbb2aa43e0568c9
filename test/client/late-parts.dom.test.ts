import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { XoError } from '../../src/errors/index.js';

const SYNCHRONIZER = '../../src/conversation/synchronizer.js';
const AGAIN = '../../src/conversation/synchronizer-again.js';
let actual: object;

/** Lets what loads, in real time, come while the clock of the client stands still. */
async function loaded(): Promise<void> {
  await vi.dynamicImportSettled();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Fails so often, and then loads. */
function failing(times: number) {
  const seen = { loads: [] as string[] };
  const load = (name: string) => () => {
    seen.loads.push(name);
    if (seen.loads.length <= times) throw new TypeError('Failed to fetch dynamically imported module');
    return actual;
  };
  vi.doMock(SYNCHRONIZER, load('first'));
  vi.doMock(AGAIN, load('again'));
  return seen;
}

// Modules of its own: those of other tests have loaded everything.
let testClient: typeof import('../support/test-client.js').testClient;

beforeEach(async () => {
  vi.resetModules();
  ({ testClient } = await import('../support/test-client.js'));
  actual = await vi.importActual('../../src/conversation/synchronizer.js');
});
afterEach(() => {
  vi.resetModules();
  vi.doUnmock(SYNCHRONIZER);
  vi.doUnmock(AGAIN);
});

describe('what reads the history', () => {
  it('loads behind the first words, and is asked for once', async () => {
    const { loads } = failing(0);
    const { client, connect, clock, platform } = testClient();
    await connect();
    expect(loads).toEqual([]);
    await clock.advance(2_000);
    await loaded();
    await clock.advance(60_000);
    expect([loads, client.state.status]).toEqual([['first'], 'ready']);
    expect(platform.requestsTo('history').length).toBeGreaterThan(1);
  });

  it('that does not load is told, tried at its other address, and misses nothing', async () => {
    const { loads } = failing(1);
    const { client, connect, clock, platform, texts, collect } = testClient();
    const errors: XoError[] = collect('error');
    await connect();
    platform.say('missed', false);
    await clock.advance(2_000);
    await loaded();
    await clock.advance(0);
    expect(errors).toMatchObject([{ code: 'network', message: 'unable to load what reads the history' }]);
    await clock.advance(2_000);
    await loaded();
    await clock.advance(1_000);
    expect([loads, texts(), client.state.status]).toEqual([['first', 'again'], ['missed'], 'ready']);
  });

  it('is not asked for without a connection, and blocks no message for good', async () => {
    const { loads } = failing(1);
    const { client, connect, clock, platform, reach } = testClient();
    await connect();
    platform.acks = false;
    const delivery = client.send('in doubt');
    await clock.advance(10);
    platform.instead.start = () => new TypeError('fetch failed');
    platform.socket.end();
    await clock.advance(60_000);
    expect(loads).toEqual([]);
    platform.acks = true;
    delete platform.instead.start;
    await reach('ready');
    for (let step = 0; step < 30; step++) {
      await loaded();
      await clock.advance(1_000);
    }
    expect(await delivery).toMatchObject({ status: 'delivered' });
    expect([platform.log, loads]).toEqual([['in doubt'], ['first', 'again']]);
  });

  it('makes loadHistory() reject where it does not load, and the next call tries again', async () => {
    failing(1);
    const { client, connect, platform } = testClient();
    platform.say('old', false);
    await connect();
    await expect(client.loadHistory()).rejects.toMatchObject({ code: 'network', name: 'ConnectionError' });
    expect((await client.loadHistory()).messages).toHaveLength(1);
  });

  it('that does not load is told once, however many wait for it', async () => {
    const { loads } = failing(1);
    const { client, connect, clock, platform, signals, collect } = testClient();
    const errors: XoError[] = collect('error');
    await connect();
    platform.acks = false;
    const delivery = client.send('waits for it');
    const refused = expect(client.loadHistory()).rejects.toMatchObject({ code: 'network' });
    signals.emit('visibilitychange');
    platform.socket.end();
    // The clock stands still until the load has failed: it would be tried again after 2 s.
    await loaded();
    await clock.advance(0);
    await refused;
    expect([loads, errors.map(({ code }) => code)]).toEqual([['first'], ['network']]);
    platform.acks = true;
    for (let step = 0; step < 10; step++) {
      await clock.advance(1_000);
      await loaded();
    }
    expect([loads, errors.length, await delivery]).toMatchObject([['first', 'again'], 1, { status: 'delivered' }]);
  });

  it('is not asked for again after disconnect(): no timer of a load that failed outlives it', async () => {
    const { loads } = failing(Infinity);
    const { client, connect, clock } = testClient();
    await connect();
    await clock.advance(2_000);
    await loaded();
    const left = client.disconnect();
    await clock.advance(0);
    await left;
    expect(clock.pending).toBe(0);
    await clock.advance(60_000);
    await loaded();
    expect(loads).toEqual(['first']);
  });

  it('leaves nothing behind after disconnect(), however late it comes', async () => {
    failing(1);
    const { client, connect, clock } = testClient();
    await connect();
    await clock.advance(2_000);
    const left = client.disconnect();
    await loaded();
    await clock.advance(5_000);
    await left;
    expect(clock.pending).toBe(0);
  });
});

describe('the outbox store', () => {
  const STORE = '../../src/client/outbox-store.js';
  const STORE_AGAIN = '../../src/client/outbox-store-again.js';

  afterEach(() => {
    vi.doUnmock(STORE);
    vi.doUnmock(STORE_AGAIN);
  });

  it('that did not load is loaded from its other address with the next connection, and stores what waits', async () => {
    const store: object = await vi.importActual('../../src/client/outbox-store.js');
    const loads: string[] = [];
    vi.doMock(STORE, () => {
      loads.push('first');
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    vi.doMock(STORE_AGAIN, () => {
      loads.push('again');
      return store;
    });
    const storage = new Map<string, string>();
    const { client, clock, platform, collect } = testClient({
      storage: {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
        removeItem: (key) => void storage.delete(key),
      },
      locks: null,
    });
    const errors: XoError[] = collect('error');
    await loaded();
    expect(errors).toMatchObject([{ code: 'storage_failed' }]);
    platform.acks = false;
    void client.send('written before the store loads');
    expect(loads).toEqual(['first']);
    void client.connect();
    for (let step = 0; step < 10; step++) {
      await loaded();
      await clock.advance(100);
    }
    expect([loads, errors.length]).toEqual([['first', 'again'], 1]);
    expect([...storage.values()].join('\n')).toContain('written before the store loads');
  });
});
