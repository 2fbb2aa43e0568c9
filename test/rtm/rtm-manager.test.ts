import { describe, expect, it, vi } from 'vitest';
import { TokenError } from '../../src/errors/index.js';
import type { StartResponse } from '../../src/protocol/rest.js';
import type { ProbeResult } from '../../src/rtm/transition.js';
import { settle } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { NETWORK, tooMany } from '../support/rtm-driver.js';
import { testRtm } from '../support/test-rtm.js';
import { httpError } from '../support/test-tokens.js';

describe('connecting', () => {
  it('goes through every state to ready', async () => {
    const { connect, statuses } = testRtm();
    await connect();
    expect(statuses()).toEqual(['authorizing', 'starting', 'opening', 'ready']);
  });

  it('requests secure RTM, unless it is off', async () => {
    const [secure, plain] = [testRtm(), testRtm({ secureRtm: false })];
    await secure.connect();
    await plain.connect();
    expect(secure.starts[0]!.headers).toMatchObject({ 'x-rtm-v': '1' });
    expect(plain.starts[0]!.headers).not.toHaveProperty('x-rtm-v');
  });

  it('sends the JWT in sub-protocols only if there is a nonce', async () => {
    const [secure, plain] = [testRtm({}, 'n-1'), testRtm()];
    await secure.connect();
    await plain.connect();
    expect(secure.socket().protocols).toEqual(['x-rtm-v|1', 'jwt|jwt-1', 'nonce|n-1']);
    expect(plain.socket().protocols).toEqual([]);
  });

  it('never sends the JWT if secure RTM is off', async () => {
    const { connect, socket } = testRtm({ secureRtm: false }, 'n-1');
    await connect();
    expect(socket().protocols).toEqual([]);
  });

  it('waits for prepare() before it opens the first socket', async () => {
    const preparing = deferred<void>();
    const { rtm, clock, sockets } = testRtm({ prepare: () => preparing.promise });
    rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    expect(sockets).toEqual([]);
    preparing.resolve();
    await settle();
    expect(sockets).toHaveLength(1);
  });

  it.each([{}, { url: '' }, { url: null }, []])('retries after a response without a URL: %j', async (answer) => {
    const { rtm, clock, settings } = testRtm();
    settings.call = () => answer;
    rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    expect(rtm.state).toMatchObject({ status: 'waiting', cause: { code: 'XO_PROTOCOL_ANSWER' } });
  });

  it('stops after an error that is not retryable', async () => {
    const { rtm, clock, settings } = testRtm();
    settings.call = () => new TokenError('XO_TOKEN_REJECTED', 'unable to do it; no');
    rtm.dispatch({ type: 'connect' });
    await clock.advance(600_000);
    expect(rtm.state).toMatchObject({ status: 'failed', cause: { code: 'XO_TOKEN_REJECTED' } });
    expect(clock.pending).toBe(0);
  });

  it("reports a socket that the page forbids without the URL in the browser's error", async () => {
    const WebSocket = vi.fn(function blocked() {
      throw new DOMException(`blocked: wss://bots.test/rtm?sid=secret`, 'SecurityError');
    });
    const { rtm, clock } = testRtm({ WebSocket: WebSocket as never });
    rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    const { cause } = rtm.state as { cause: Error };
    expect(cause).toMatchObject({ code: 'XO_SOCKET_REFUSED' });
    expect(`${cause.message}${cause.stack}${cause.cause}`).not.toContain('secret');
  });

  it('reports characters that a sub-protocol may not have as an answer against the protocol, without the secrets', async () => {
    const WebSocket = vi.fn(function strict(_: string, protocols: string[]) {
      throw new DOMException(`the subprotocol '${protocols.at(-1)}' is invalid`, 'SyntaxError');
    });
    const { rtm, clock } = testRtm({ WebSocket: WebSocket as never }, 'secret nonce');
    rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    const { cause } = rtm.state as { cause: Error };
    expect(rtm.state).toMatchObject({ status: 'waiting', cause: { code: 'XO_PROTOCOL_ANSWER' } });
    expect(cause.message).toBe('unable to open a socket; the JWT or the nonce is malformed');
    expect(`${cause.message}${cause.stack}${cause.cause}`).not.toContain('secret');
  });
});

describe('a socket URL', () => {
  it('is used once; each socket requests a new one with the same token', async () => {
    const { connect, socket, clock, sockets, starts, grants } = testRtm();
    await connect();
    for (let cut = 0; cut < 3; cut++) {
      socket().end();
      await clock.advance(20_000);
      socket().open();
    }
    expect(sockets.map(({ url }) => new URL(url).searchParams.get('sid'))).toEqual(['1', '2', '3', '4']);
    expect([starts.length, grants.length]).toEqual([4, 1]);
  });

  it('is discarded if it arrives after 30 s', async () => {
    const { rtm, clock, settings, sockets } = testRtm();
    const slow = deferred<StartResponse>();
    settings.call = () => slow.promise;
    rtm.dispatch({ type: 'connect' });
    await clock.advance(30_000);
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect(rtm.state.status).toBe('waiting');
    expect(sockets).toEqual([]);
  });

  it('has ConnectionMode=Reconnect from the second socket on', async () => {
    const { connect, socket, clock } = testRtm({ connectionMode: 'Start_New' });
    await connect();
    socket().end();
    await clock.advance(20_000);
    expect(new URL(socket().url).searchParams.get('ConnectionMode')).toBe('Reconnect');
  });
});

describe('a late result', () => {
  it('of rtm/start is ignored after disconnect()', async () => {
    const { rtm, clock, settings, sockets, statuses } = testRtm();
    const slow = deferred<StartResponse>();
    settings.call = () => slow.promise;
    rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    await rtm.disconnect();
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect(sockets).toEqual([]);
    expect(statuses().at(-1)).toBe('closed');
  });

  it('of rtm/start is ignored after another attempt has started', async () => {
    const { rtm, clock, settings, sockets } = testRtm();
    const [slow, next] = [deferred<StartResponse>(), deferred<StartResponse>()];
    settings.call = () => slow.promise;
    rtm.dispatch({ type: 'connect' });
    await clock.advance(2_000);
    settings.call = () => next.promise;
    rtm.dispatch({ type: 'online' });
    await clock.advance(0);
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect([rtm.state.status, sockets]).toEqual(['starting', []]);
    next.resolve({ url: 'wss://bots.test/rtm?sid=new' });
    await settle();
    expect(sockets.map(({ url }) => url)).toEqual(['wss://bots.test/rtm?sid=new']);
  });

  it('of a probe is ignored after its socket has closed', async () => {
    const result = deferred<ProbeResult>();
    const { rtm, connect, socket, clock, statuses } = testRtm({ probe: () => result.promise });
    await connect();
    rtm.dispatch({ type: 'visibilitychange' });
    socket().end();
    await clock.advance(20_000);
    socket().open();
    const before = statuses();
    result.resolve('gap');
    await settle();
    expect(statuses()).toEqual(before);
  });

  it('of a probe is ignored after a later probe has started', async () => {
    const results = [deferred<ProbeResult>(), deferred<ProbeResult>()];
    let probeCount = 0;
    const { rtm, connect, clock, sockets } = testRtm({ probe: () => results[probeCount++]!.promise });
    await connect();
    rtm.dispatch({ type: 'visibilitychange' });
    await clock.advance(1_000);
    rtm.dispatch({ type: 'online' });
    results[0]!.resolve(NETWORK);
    await settle();
    expect(rtm.state.status).toBe('ready');
    results[1]!.resolve('ok');
    await settle();
    expect([rtm.state.status, sockets.length]).toEqual(['ready', 1]);
  });

  it('of a probe counts after a later probe has started if it is a gap, because the later probe cannot see it', async () => {
    const results = [deferred<ProbeResult>(), deferred<ProbeResult>()];
    let probeCount = 0;
    const { rtm, connect, clock, sockets } = testRtm({ probe: () => results[probeCount++]!.promise });
    await connect();
    rtm.dispatch({ type: 'visibilitychange' });
    await clock.advance(200);
    rtm.dispatch({ type: 'online' });
    results[0]!.resolve('gap');
    await settle();
    results[1]!.resolve('ok');
    await clock.advance(1_000);
    expect([rtm.state.status, sockets.length]).toEqual(['opening', 2]);
  });

  it('of a socket is ignored after the socket was replaced', async () => {
    const { rtm, connect, socket, clock, data, statuses } = testRtm();
    await connect();
    const old = socket();
    rtm.dispatch({ type: 'suspect', cause: httpError(500) });
    await clock.advance(0);
    socket().open();
    old.receive('late');
    old.end();
    expect(data).toEqual([]);
    expect(statuses().at(-1)).toBe('ready');
  });
});

describe('disconnect()', () => {
  const stops = ['authorizing', 'starting', 'opening', 'ready', 'probing', 'waiting', 'offline'] as const;

  it.each(stops)('while %s leaves no timer, no socket and no request', async (stop) => {
    const { rtm, connect, clock, settings, living, service } = testRtm({ probe: () => new Promise(() => {}) });
    if (stop === 'authorizing') settings.getJwt = () => new Promise(() => {});
    if (stop === 'starting') settings.call = () => undefined;
    if (stop === 'waiting') settings.call = () => httpError(503);
    if (/ready|probing|offline/.test(stop)) await connect();
    else rtm.dispatch({ type: 'connect' });
    await clock.advance(0);
    if (stop === 'probing') rtm.dispatch({ type: 'visibilitychange' });
    if (stop === 'offline') rtm.dispatch({ type: 'offline' });
    expect(rtm.state.status).toBe(stop === 'probing' ? 'ready' : stop);
    await rtm.disconnect();
    await settle();
    expect(rtm.state.status).toBe('closed');
    expect(clock.pending).toBe(0);
    expect(living()).toEqual([]);
    for (const { signal } of [...service.grants, ...service.calls]) expect(signal!.aborted).toBe(true);
  });

  it('closes with 1000 and waits at most one second for the peer', async () => {
    const { rtm, connect, socket, clock } = testRtm();
    await connect();
    socket().agrees = false;
    const close = vi.spyOn(socket(), 'close');
    const done = vi.fn();
    void rtm.disconnect().then(done);
    expect(close).toHaveBeenCalledWith(1000);
    await clock.advance(999);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalled();
  });

  it('can be followed by connect() at once', async () => {
    const { rtm, connect, living, statuses } = testRtm();
    await connect();
    void rtm.disconnect();
    await connect();
    expect(statuses().at(-1)).toBe('ready');
    expect(living()).toHaveLength(1);
  });
});

describe('an outage', () => {
  // A day has about nine thousand attempts.
  const DAY_TIMEOUT_MS = 30_000;

  it.each([1, 10, 60, 3_600, 86_400])(
    'of %i s is over for the client within 20 s, without a signal',
    async (seconds) => {
      const { rtm, connect, socket, clock, settings, starts, living, network } = testRtm();
      network.opens = true;
      await connect();
      const { call } = settings;
      settings.call = () => httpError(503);
      socket().end();
      await clock.advance(seconds * 1_000);
      const attempts = starts.length;
      settings.call = call;
      await clock.advance(20_000);
      expect(rtm.state.status).toBe('ready');
      expect(living()).toHaveLength(1);
      // `random` is one half here, so the longest wait is 10 s.
      expect(attempts).toBeLessThanOrEqual(3 + seconds / 10);
    },
    DAY_TIMEOUT_MS,
  );

  it('ends at once with the next online signal', async () => {
    const { rtm, connect, socket, clock, sockets } = testRtm();
    await connect();
    rtm.dispatch({ type: 'offline' });
    socket().end();
    await clock.advance(0);
    rtm.dispatch({ type: 'online' });
    await clock.advance(0);
    expect(sockets).toHaveLength(2);
  });

  it('during which the machine slept is detected by a late timer and followed by a probe', async () => {
    const probe = vi.fn(async () => 'ok' as const);
    let sleptMs = 0;
    const { clock, connect } = testRtm({ probe });
    const { now } = clock;
    clock.now = () => now.call(clock) + sleptMs;
    await connect();
    sleptMs = 8 * 3_600_000;
    await clock.advance(30_000);
    expect(probe).toHaveBeenCalledWith(2_000);
  });

  it('still replaces a socket that has missed a message, although its timer fires late', async () => {
    let sleptMs = 0;
    const { rtm, clock, connect, sockets } = testRtm();
    const { now } = clock;
    clock.now = () => now.call(clock) + sleptMs;
    await connect();
    rtm.dispatch({ type: 'probed', result: 'gap' });
    sleptMs = 60_000;
    await clock.advance(1_000);
    expect(sockets).toHaveLength(2);
  });

  it('still pings a silent socket during a pause that the platform has demanded, although the timer fires late', async () => {
    let sleptMs = 0;
    const probes: ProbeResult[] = [tooMany(300_000)];
    const { rtm, clock, connect, socket } = testRtm({ probe: async () => probes.shift() ?? 'ok' });
    const { now } = clock;
    clock.now = () => now.call(clock) + sleptMs;
    await connect();
    rtm.dispatch({ type: 'visibilitychange' });
    await settle();
    rtm.dispatch({ type: 'offline' });
    socket().receive('x');
    const before = socket().sent.length;
    sleptMs = 60_000;
    await clock.advance(30_000);
    expect(socket().sent.length).toBeGreaterThan(before);
  });
});

describe('a dead network', () => {
  it('is detected within 45 s, and the socket is replaced when a probe succeeds', async () => {
    let result: ProbeResult = NETWORK;
    const { connect, clock, statuses, sockets, network } = testRtm({ probe: async () => result });
    network.opens = true;
    await connect();
    await clock.advance(45_000);
    expect(statuses().at(-1)).toBe('offline');
    expect(sockets).toHaveLength(1);
    result = 'ok';
    await clock.advance(20_000);
    expect(statuses().at(-1)).toBe('ready');
    expect(sockets).toHaveLength(2);
  });
});

describe('send', () => {
  it('accepts data only in the state ready', async () => {
    const { rtm, connect, socket } = testRtm();
    expect(rtm.send('early')).toBe(false);
    await connect();
    expect(rtm.send('now')).toBe(true);
    rtm.dispatch({ type: 'offline' });
    expect(rtm.send('offline')).toBe(false);
    expect(socket().sent).toEqual(['now']);
  });
});

describe('the timer', () => {
  it('is the only one, whatever happens', async () => {
    const { rtm, connect, clock, socket } = testRtm();
    await connect();
    for (const type of ['visibilitychange', 'offline', 'online', 'wake', 'urgencyChanged'] as const) {
      rtm.dispatch({ type });
      await settle();
      socket().receive('x');
      expect(clock.pending).toBeLessThanOrEqual(1);
    }
  });
});
