import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { XoError } from '../../src/errors/index.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { FakePlatform } from '../support/fake-platform.js';

const SYNCHRONIZER = '../../src/conversation/synchronizer.js';
const AGAIN = '../../src/conversation/synchronizer-again.js';
let actual: object;

/** Waits for dynamic imports, in real time, while the client's clock does not advance. */
async function importsSettled(): Promise<void> {
  await vi.dynamicImportSettled();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Makes the first `times` imports of the synchronizer fail. */
function failImports(times: number) {
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

// Imported anew for each test, because the modules of other tests have loaded everything.
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

describe('the synchronizer', () => {
  it('loads after the first message, and only once', async () => {
    const { loads } = failImports(0);
    const { client, connect, clock, platform } = testClient();
    await connect();
    expect(loads).toEqual([]);
    await clock.advance(2_000);
    await importsSettled();
    await clock.advance(60_000);
    expect([loads, client.state.status]).toEqual([['first'], 'ready']);
    expect(platform.requestsTo('history').length).toBeGreaterThan(1);
  });

  it('is loaded from its other address after a reported failure, and misses nothing', async () => {
    const { loads } = failImports(1);
    const { client, connect, clock, platform, texts, collect } = testClient();
    const errors: XoError[] = collect('error');
    await connect();
    platform.say('missed', false);
    await clock.advance(2_000);
    await importsSettled();
    await clock.advance(0);
    expect(errors).toMatchObject([{ code: 'XO_NETWORK', message: 'unable to load what reads the history' }]);
    await clock.advance(2_000);
    await importsSettled();
    await clock.advance(1_000);
    expect([loads, texts(), client.state.status]).toEqual([['first', 'again'], ['missed'], 'ready']);
  });

  it('is not loaded without a connection, and does not block messages for good', async () => {
    const { loads } = failImports(1);
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
      await importsSettled();
      await clock.advance(1_000);
    }
    expect(await delivery).toMatchObject({ status: 'delivered' });
    expect([platform.log, loads]).toEqual([['in doubt'], ['first', 'again']]);
  });

  it('makes loadHistory() reject if it does not load, and the next call tries again', async () => {
    failImports(1);
    const { client, connect, platform } = testClient();
    platform.say('old', false);
    await connect();
    await expect(client.loadHistory()).rejects.toMatchObject({ code: 'XO_NETWORK', name: 'ConnectionError' });
    expect((await client.loadHistory()).messages).toHaveLength(1);
  });

  it('reports a failed load once, however many callers wait for it', async () => {
    const { loads } = failImports(1);
    const { client, connect, clock, platform, signals, collect } = testClient();
    const errors: XoError[] = collect('error');
    await connect();
    platform.acks = false;
    const delivery = client.send('waits for it');
    const refused = expect(client.loadHistory()).rejects.toMatchObject({ code: 'XO_NETWORK' });
    signals.emit('visibilitychange');
    platform.socket.end();
    // The clock does not advance until the load has failed, because it would be retried after 2 s.
    await importsSettled();
    await clock.advance(0);
    await refused;
    expect([loads, errors.map(({ code }) => code)]).toEqual([['first'], ['XO_NETWORK']]);
    platform.acks = true;
    for (let step = 0; step < 10; step++) {
      await clock.advance(1_000);
      await importsSettled();
    }
    expect([loads, errors.length, await delivery]).toMatchObject([['first', 'again'], 1, { status: 'delivered' }]);
  });

  it('is not loaded again after disconnect(), which clears the timer of a failed load', async () => {
    const { loads } = failImports(Infinity);
    const { client, connect, clock } = testClient();
    await connect();
    await clock.advance(2_000);
    await importsSettled();
    const disconnected = client.disconnect();
    await clock.advance(0);
    await disconnected;
    expect(clock.pending).toBe(0);
    await clock.advance(60_000);
    await importsSettled();
    expect(loads).toEqual(['first']);
  });

  it('leaves no timer after disconnect(), even if it loads later', async () => {
    failImports(1);
    const { client, connect, clock } = testClient();
    await connect();
    await clock.advance(2_000);
    const disconnected = client.disconnect();
    await importsSettled();
    await clock.advance(5_000);
    await disconnected;
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

  it('is loaded from its other address on the next connect, and stores the queue', async () => {
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
    await importsSettled();
    expect(errors).toMatchObject([{ code: 'XO_STORAGE_FAILED' }]);
    platform.acks = false;
    void client.send('written before the store loads');
    expect(loads).toEqual(['first']);
    void client.connect();
    for (let step = 0; step < 10; step++) {
      await importsSettled();
      await clock.advance(100);
    }
    expect([loads, errors.length]).toEqual([['first', 'again'], 1]);
    expect([...storage.values()].join('\n')).toContain('written before the store loads');
  });
});

describe('the token endpoint and the redactor', () => {
  const PARTS = '../../src/client/late-parts.js';
  const PARTS_AGAIN = '../../src/client/late-parts-again.js';
  const loads: string[] = [];

  beforeEach(async () => {
    loads.length = 0;
    const parts: object = await vi.importActual('../../src/client/late-parts.js');
    vi.doMock(PARTS, () => {
      loads.push('first');
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    vi.doMock(PARTS_AGAIN, () => {
      loads.push('again');
      return parts;
    });
  });
  afterEach(() => {
    vi.doUnmock(PARTS);
    vi.doUnmock(PARTS_AGAIN);
  });

  it('are loaded from their other address, and the client connects', async () => {
    const clock = new VirtualClock();
    const platform = new FakePlatform(clock);
    const jwtUrl = 'https://app.test/jwt';
    const fetch = async (...[url, init]: Parameters<typeof platform.fetch>) =>
      url === jwtUrl ? Response.json({ jwt: 'a.jwt' }) : platform.fetch(url, init);
    const test = testClient({ getJwt: undefined, jwtUrl, fetch }, clock, platform);
    await importsSettled();
    expect(loads).toEqual(['first']);
    const connected = test.client.connect();
    for (let step = 0; step < 10; step++) {
      await importsSettled();
      await test.clock.advance(1_000);
    }
    await connected;
    expect([loads, test.client.state.status]).toEqual([['first', 'again'], 'ready']);
  });

  it('let the second error quote the platform if the first one could not', async () => {
    const { client, clock, platform } = testClient();
    platform.instead.start = () =>
      Response.json({ errors: [{ msg: 'the bot is asleep', code: 'asleep' }] }, { status: 503 });
    void client.connect();
    const messages = new Set<string>();
    client.on(
      'state',
      ({ current }) => void ('cause' in current && current.cause && messages.add(current.cause.message)),
    );
    for (let step = 0; step < 10; step++) {
      await importsSettled();
      await clock.advance(2_000);
    }
    expect(loads).toEqual(['first', 'again']);
    expect([...messages].map((text) => text.includes('the bot is asleep'))).toEqual([false, true]);
  });
});
