import { describe, expect, it, vi } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { BOT } from '../support/wire.js';

// Defects of the vendor's web client, with the numbers of vendor-defects.test.ts: connection, REST, page.

async function ready(options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  await test.connect();
  return test;
}

describe('the connection', () => {
  it('vendor defect 7: reconnects after rtm/start has failed for an hour', async () => {
    const { platform, reach, clock, client } = await ready();
    platform.instead.start = () => new TypeError('fetch failed');
    platform.socket.end();
    await clock.advance(3_600_000);
    expect(client.state.status).toBe('waiting');
    delete platform.instead.start;
    expect(await reach('ready')).toBeLessThanOrEqual(20_000);
  });

  it('vendor defect 8: detects a half-open socket within 45 s, without a message of the user', async () => {
    const { client, platform, clock, reach } = await ready();
    // No data passes any more, without any error.
    const { start, history } = platform.instead;
    platform.instead.history = platform.instead.start = () => undefined;
    await clock.advance(45_000);
    expect(client.state.status).toBe('offline');
    Object.assign(platform.instead, { start, history });
    await reach('ready');
    expect(platform.sockets).toHaveLength(2);
  });

  it('vendor defect 9: stops after 1008, and connect() can be called again', async () => {
    const { client, platform, clock, connect } = await ready();
    platform.socket.end(1008);
    await clock.advance(3_600_000);
    expect(client.state).toMatchObject({ status: 'failed', cause: { code: 'XO_SOCKET_POLICY', closeCode: 1008 } });
    expect([platform.sockets.length, clock.pending]).toEqual([1, 0]);
    await connect();
    expect(client.state.status).toBe('ready');
  });

  it.each([1000, 1001, 1002, 1005, 1006, 1007, 1009, 1011])(
    'vendor defect 9: reconnects after %i with growing waits',
    async (code) => {
      const { client, platform, clock, reach } = await ready();
      const waits: number[] = [];
      for (let cut = 0; cut < 5; cut++) {
        platform.socket.end(code);
        const { retryAt } = client.state as { retryAt: number };
        waits.push(retryAt - clock.now());
        await reach('ready');
      }
      expect(waits).toEqual([4_000, 8_000, 10_000, 10_000, 10_000]);
    },
  );

  it('vendor defect 10: probes the socket after `online`, and keeps it if it is alive', async () => {
    const { client, platform, signals, clock, reasons } = await ready();
    const starts = platform.requestsTo('start').length;
    for (const signal of ['offline', 'online', 'visibilitychange']) {
      signals.emit(signal);
      await clock.advance(2_000);
    }
    expect(client.state.status).toBe('ready');
    expect([platform.sockets.length, platform.requestsTo('start').length - starts, reasons()]).toEqual([
      1,
      0,
      ['initial'],
    ]);
  });

  it('vendor defect 37: encodes query parameters, and keeps those of the URL', async () => {
    for (const [url, mode] of [
      ['wss://bots.test/rtm?sid=a%26b', 'Start_New'],
      ['wss://bots.test/rtm', 'Default'],
    ] as const) {
      const { client, platform, clock } = testClient({ connectionMode: mode, bot: { ...BOT, id: 'st-1&x=y' } });
      platform.instead.start = () => ({ url });
      void client.connect();
      await clock.advance(0);
      const { searchParams } = new URL(platform.socket.url);
      expect([searchParams.get('sid'), searchParams.get('ConnectionMode')]).toEqual([
        url.includes('sid') ? 'a&b' : null,
        mode,
      ]);
      expect(platform.requestsTo('history')[0]!.url.searchParams.get('botId')).toBe('st-1&x=y');
    }
  });
});

describe('REST', () => {
  it('vendor defect 11: sends REST requests again after a 429', async () => {
    const { client, platform, clock } = await ready();
    platform.say('before', false);
    platform.instead.history = () => failure(429, 429, 'slow down', { 'retry-after': '2' });
    await expect(client.loadHistory()).rejects.toMatchObject({ code: 'XO_HTTP_RATE_LIMITED', retryAfterMs: 2_000 });
    delete platform.instead.history;
    await clock.advance(2_000);
    await client.loadHistory();
    expect(client.messages).toHaveLength(1);
  });

  it('vendor defect 11: waits for two 429 with Retry-After: 2', async () => {
    const { client, platform, clock, reach } = testClient({ random: () => 0 });
    platform.instead.start = () => failure(429, 429, 'slow down', { 'retry-after': '2' });
    void client.connect();
    const counts: number[] = [];
    for (let n = 0; n < 2; n++) {
      await clock.advance(0);
      counts.push(platform.requestsTo('start').length);
      await clock.advance(1_999);
      expect(platform.requestsTo('start')).toHaveLength(counts.at(-1)!);
      if (n) delete platform.instead.start;
      await clock.advance(1);
    }
    await reach('ready', 0);
    expect(counts).toEqual([1, 2]);
  });

  it('vendor defect 12: reports a failure once, and aborts a request that timed out', async () => {
    const { client, platform, clock } = await ready({ requestTimeoutMs: 1_000 });
    platform.instead.history = () => undefined;
    const settled = vi.fn();
    void client.loadHistory().then(settled, settled);
    await clock.advance(1_000);
    expect(platform.requests.at(-1)!.signal.aborted).toBe(true);
    await clock.advance(10_000);
    expect(settled).toHaveBeenCalledOnce();
  });

  it('vendor defect 13: renews the token before it expires, while the connection is idle', async () => {
    const { platform, clock, client, reasons } = testClient();
    platform.tokenLifeMs = 600_000;
    void client.connect();
    await clock.advance(590_000);
    expect(reasons()).toEqual(['initial', 'expired']);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });

  it.each([
    failure(401, 'TOKEN_EXPIRED'),
    failure(401, 401),
    failure(400, 40, 'token expired'),
    Response.json({ error: 'token_expired' }),
  ])('vendor defect 13: replaces a refused token once, for each form of the refusal (%#)', async (refusal) => {
    const { platform, clock, client, reasons } = await ready();
    platform.socket.end();
    platform.instead.start = () => {
      delete platform.instead.start;
      return refusal;
    };
    await clock.advance(20_000);
    expect([client.state.status, reasons()]).toEqual(['ready', ['initial', 'expired']]);
  });
});

describe('the page', () => {
  it('vendor defect 32: needs no window, no document and no callback', async () => {
    expect([typeof window, typeof document]).toEqual(['undefined', 'undefined']);
    const { client } = await ready();
    expect(client.state.status).toBe('ready');
    await client.disconnect();
  });

  it('vendor defect 33: two clients share no state, and add no globals', async () => {
    const globals = new Set(Reflect.ownKeys(globalThis));
    const one = await ready({ language: 'de' });
    const two = await ready({ language: 'ja', bot: { name: 'Other', id: 'st-2' } });
    await one.client.send('for one');
    two.platform.say('for two');
    expect([one.texts(), two.texts()]).toEqual([['for one'], ['for two']]);
    expect([one, two].map(({ platform }) => platform.requestsTo('start')[0]!.body.language)).toEqual(['de', 'ja']);
    await one.client.disconnect();
    expect(two.client.state.status).toBe('ready');
    expect(Reflect.ownKeys(globalThis).filter((key) => !globals.has(key))).toEqual([]);
  });

  it('vendor defect 34: has one set of listeners however often it connects, and none afterwards', async () => {
    const { client, signals, clock, connect } = testClient();
    const counts: number[] = [];
    for (let round = 0; round < 20; round++) {
      await connect();
      counts.push(signals.listening);
      await client.disconnect();
      await clock.advance(0);
    }
    expect(new Set(counts).size).toBe(1);
    expect(signals.listening).toBe(0);
  });

  it('vendor defect 38: reports a failed getJwt in the state', async () => {
    const { client, clock, collect } = testClient({
      getJwt: () => {
        throw new Error('the token endpoint is down');
      },
    });
    const states = collect('state');
    void client.connect();
    await clock.advance(1_000);
    expect(states.map(({ current }) => 'cause' in current && current.cause?.code)).toContain('XO_JWT_UNAVAILABLE');
  });

  it('vendor defect 35: sends token and JWT only where the protocol requires them', async () => {
    const { client, platform } = await ready();
    await client.send('Hi');
    const { url, protocols, sent } = platform.socket;
    expect(url).not.toContain('eyJ');
    expect(protocols.filter((one) => one.includes('eyJ'))).toHaveLength(1);
    expect(sent.join()).not.toMatch(/eyJ|CnRy/);
    for (const { url: requested, body } of platform.requests.filter(({ url }) => !url.pathname.endsWith('jwtgrant'))) {
      expect(`${requested}${JSON.stringify(body)}`).not.toMatch(/eyJ|CnRy/);
    }
  });
});
