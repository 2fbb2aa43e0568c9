import { describe, expect, it, vi } from 'vitest';
import { TokenError } from '../../src/errors/index.js';
import type { StartResponse } from '../../src/protocol/rest.js';
import type { Verdict } from '../../src/rtm/transition.js';
import { settle } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { NETWORK } from '../support/rtm-driver.js';
import { testRtm } from '../support/test-rtm.js';
import { httpError } from '../support/test-tokens.js';

describe('connecting', () => {
  it('goes through every state to ready', async () => {
    const { connect, statuses } = testRtm();
    await connect();
    expect(statuses()).toEqual(['authorizing', 'starting', 'opening', 'ready']);
  });

  it('asks for secure RTM, unless the installation lacks it', async () => {
    const [secure, plain] = [testRtm(), testRtm({ secureRtm: false })];
    await secure.connect();
    await plain.connect();
    expect(secure.starts[0]!.headers).toMatchObject({ 'x-rtm-v': '1' });
    expect(plain.starts[0]!.headers).not.toHaveProperty('x-rtm-v');
  });

  it('shows the JWT in sub-protocols when there is a nonce, and only then', async () => {
    const [secure, plain] = [testRtm({}, 'n-1'), testRtm()];
    await secure.connect();
    await plain.connect();
    expect(secure.socket().protocols).toEqual(['x-rtm-v|1', 'jwt|jwt-1', 'nonce|n-1']);
    expect(plain.socket().protocols).toEqual([]);
  });

  it('never shows it where secure RTM is off', async () => {
    const { connect, socket } = testRtm({ secureRtm: false }, 'n-1');
    await connect();
    expect(socket().protocols).toEqual([]);
  });

  it('waits for what must be done before the first socket', async () => {
    const preparing = deferred<void>();
    const { rtm, clock, sockets } = testRtm({ prepare: () => preparing.promise });
    rtm.tell({ type: 'connect' });
    await clock.advance(0);
    expect(sockets).toEqual([]);
    preparing.resolve();
    await settle();
    expect(sockets).toHaveLength(1);
  });

  it.each([{}, { url: '' }, { url: null }, []])('tries again after an answer without a URL: %j', async (answer) => {
    const { rtm, clock, settings } = testRtm();
    settings.call = () => answer;
    rtm.tell({ type: 'connect' });
    await clock.advance(0);
    expect(rtm.state).toMatchObject({ status: 'waiting', cause: { code: 'protocol_answer' } });
  });

  it('stops where the token service says that trying again is of no use', async () => {
    const { rtm, clock, settings } = testRtm();
    settings.call = () => new TokenError('token_rejected', 'unable to do it; no');
    rtm.tell({ type: 'connect' });
    await clock.advance(600_000);
    expect(rtm.state).toMatchObject({ status: 'failed', cause: { code: 'token_rejected' } });
    expect(clock.pending).toBe(0);
  });

  it('tells of a socket that the page forbids, without the URL that the browser names', async () => {
    const WebSocket = vi.fn(() => {
      throw new DOMException(`blocked: wss://bots.test/rtm?sid=secret`, 'SecurityError');
    });
    const { rtm, clock } = testRtm({ WebSocket: WebSocket as never });
    rtm.tell({ type: 'connect' });
    await clock.advance(0);
    const { cause } = rtm.state as { cause: Error };
    expect(cause).toMatchObject({ code: 'socket_refused' });
    expect(`${cause.message}${cause.stack}${cause.cause}`).not.toContain('secret');
  });
});

describe('a URL', () => {
  it('is used once, a new one is asked for each socket, with the same token (law 4)', async () => {
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

  it('that took 30 s to come is thrown away', async () => {
    const { rtm, clock, settings, sockets } = testRtm();
    const slow = deferred<StartResponse>();
    settings.call = () => slow.promise;
    rtm.tell({ type: 'connect' });
    await clock.advance(30_000);
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect(rtm.state.status).toBe('waiting');
    expect(sockets).toEqual([]);
  });

  it('says from the second time on that it is a reconnect', async () => {
    const { connect, socket, clock } = testRtm({ connectionMode: 'Start_New' });
    await connect();
    socket().end();
    await clock.advance(20_000);
    expect(new URL(socket().url).searchParams.get('ConnectionMode')).toBe('Reconnect');
  });
});

describe('an answer that comes too late is nobody’s', () => {
  it('of rtm/start after disconnect()', async () => {
    const { rtm, clock, settings, sockets, statuses } = testRtm();
    const slow = deferred<StartResponse>();
    settings.call = () => slow.promise;
    rtm.tell({ type: 'connect' });
    await clock.advance(0);
    await rtm.disconnect();
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect(sockets).toEqual([]);
    expect(statuses().at(-1)).toBe('closed');
  });

  it('of rtm/start for an attempt that another one has replaced', async () => {
    const { rtm, clock, settings, sockets } = testRtm();
    const [slow, next] = [deferred<StartResponse>(), deferred<StartResponse>()];
    settings.call = () => slow.promise;
    rtm.tell({ type: 'connect' });
    await clock.advance(2_000);
    settings.call = () => next.promise;
    rtm.tell({ type: 'online' });
    await clock.advance(0);
    slow.resolve({ url: 'wss://bots.test/rtm?sid=old' });
    await settle();
    expect([rtm.state.status, sockets]).toEqual(['starting', []]);
    next.resolve({ url: 'wss://bots.test/rtm?sid=new' });
    await settle();
    expect(sockets.map(({ url }) => url)).toEqual(['wss://bots.test/rtm?sid=new']);
  });

  it('of a probe for a socket that is gone', async () => {
    const verdict = deferred<Verdict>();
    const { rtm, connect, socket, clock, statuses } = testRtm({ probe: () => verdict.promise });
    await connect();
    rtm.tell({ type: 'visibilitychange' });
    socket().end();
    await clock.advance(20_000);
    socket().open();
    const before = statuses();
    verdict.resolve('gap');
    await settle();
    expect(statuses()).toEqual(before);
  });

  it('of a probe that a later one has replaced', async () => {
    const verdicts = [deferred<Verdict>(), deferred<Verdict>()];
    let asked = 0;
    const { rtm, connect, clock, sockets } = testRtm({ probe: () => verdicts[asked++]!.promise });
    await connect();
    rtm.tell({ type: 'visibilitychange' });
    await clock.advance(1_000);
    rtm.tell({ type: 'online' });
    verdicts[0]!.resolve(NETWORK);
    await settle();
    expect(rtm.state.status).toBe('ready');
    verdicts[1]!.resolve('ok');
    await settle();
    expect([rtm.state.status, sockets.length]).toEqual(['ready', 1]);
  });

  it('of a probe that a later one has replaced counts where it is a gap: the later one does not see it again', async () => {
    const verdicts = [deferred<Verdict>(), deferred<Verdict>()];
    let asked = 0;
    const { rtm, connect, clock, sockets } = testRtm({ probe: () => verdicts[asked++]!.promise });
    await connect();
    rtm.tell({ type: 'visibilitychange' });
    await clock.advance(200);
    rtm.tell({ type: 'online' });
    verdicts[0]!.resolve('gap');
    await settle();
    verdicts[1]!.resolve('ok');
    await clock.advance(1_000);
    expect([rtm.state.status, sockets.length]).toEqual(['opening', 2]);
  });

  it('of a socket that was replaced', async () => {
    const { rtm, connect, socket, clock, data, statuses } = testRtm();
    await connect();
    const old = socket();
    rtm.tell({ type: 'suspect', cause: httpError(500) });
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
    else rtm.tell({ type: 'connect' });
    await clock.advance(0);
    if (stop === 'probing') rtm.tell({ type: 'visibilitychange' });
    if (stop === 'offline') rtm.tell({ type: 'offline' });
    expect(rtm.state.status).toBe(stop === 'probing' ? 'ready' : stop);
    await rtm.disconnect();
    await settle();
    expect(rtm.state.status).toBe('closed');
    expect(clock.pending).toBe(0);
    expect(living()).toEqual([]);
    for (const { signal } of [...service.grants, ...service.calls]) expect(signal!.aborted).toBe(true);
  });

  it('closes with 1000 and waits for the peer, a second at most', async () => {
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

  it('can be followed by connect(), at once', async () => {
    const { rtm, connect, living, statuses } = testRtm();
    await connect();
    void rtm.disconnect();
    await connect();
    expect(statuses().at(-1)).toBe('ready');
    expect(living()).toHaveLength(1);
  });
});

describe('an outage', () => {
  // A day is nine thousand attempts.
  const DAY_TIMEOUT_MS = 30_000;

  it.each([1, 10, 60, 3_600, 86_400])(
    'of %i s ends within 20 s of its end, without a signal',
    async (seconds) => {
      const { rtm, connect, socket, clock, settings, starts, living, network } = testRtm();
      network.opens = true;
      await connect();
      const { call } = settings;
      settings.call = () => httpError(503);
      socket().end();
      await clock.advance(seconds * 1_000);
      const asked = starts.length;
      settings.call = call;
      await clock.advance(20_000);
      expect(rtm.state.status).toBe('ready');
      expect(living()).toHaveLength(1);
      // Chance is one half here, so a wait at the cap is 10 s.
      expect(asked).toBeLessThanOrEqual(3 + seconds / 10);
    },
    DAY_TIMEOUT_MS,
  );

  it('ends with the next online signal at once', async () => {
    const { rtm, connect, socket, clock, sockets } = testRtm();
    await connect();
    rtm.tell({ type: 'offline' });
    socket().end();
    await clock.advance(0);
    rtm.tell({ type: 'online' });
    await clock.advance(0);
    expect(sockets).toHaveLength(2);
  });

  it('that the machine slept through is noticed by a late timer, and asked about', async () => {
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
});

describe('a black hole', () => {
  it('is found by its silence in 45 s, and replaced when the network answers', async () => {
    let verdict: Verdict = NETWORK;
    const { connect, clock, statuses, sockets, network } = testRtm({ probe: async () => verdict });
    network.opens = true;
    await connect();
    await clock.advance(45_000);
    expect(statuses().at(-1)).toBe('offline');
    expect(sockets).toHaveLength(1);
    verdict = 'ok';
    await clock.advance(20_000);
    expect(statuses().at(-1)).toBe('ready');
    expect(sockets).toHaveLength(2);
  });
});

describe('send', () => {
  it('takes data only while ready', async () => {
    const { rtm, connect, socket } = testRtm();
    expect(rtm.send('early')).toBe(false);
    await connect();
    expect(rtm.send('now')).toBe(true);
    rtm.tell({ type: 'offline' });
    expect(rtm.send('offline')).toBe(false);
    expect(socket().sent).toEqual(['now']);
  });
});

describe('the one timer', () => {
  it('is one, whatever happens', async () => {
    const { rtm, connect, clock, socket } = testRtm();
    await connect();
    for (const type of ['visibilitychange', 'offline', 'online', 'wake', 'hurry'] as const) {
      rtm.tell({ type });
      await settle();
      socket().receive('x');
      expect(clock.pending).toBeLessThanOrEqual(1);
    }
  });
});
