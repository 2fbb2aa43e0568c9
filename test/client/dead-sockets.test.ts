import { describe, expect, it } from 'vitest';
import { sleep } from '../../src/lib/timeout.js';
import { settle } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { testClient } from '../support/test-client.js';
import { botRecord, streamPart } from '../support/wire.js';

/** The history is ahead of the frames by no more than this: then the socket is given up. */
const GAP_MS = 700;

async function connected(options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  await test.connect();
  // What a reading brings before is no fault of the socket: the history may lag so far.
  await test.clock.advance(9_500);
  return { ...test, living: test.platform.socket };
}

describe('D10 a socket that owes something', () => {
  it('is replaced when a reading finds what it should have brought, whatever the reading was for', async () => {
    const { clock, platform, living, texts } = await connected();
    platform.say('missed', false);
    // The first part may be lost: when the answer ends, the history is read.
    living.receive(streamPart('ms-9', 'tail', { endChunk: true, timestamp: clock.now() }));
    await clock.advance(GAP_MS);
    await settle();
    expect(texts()).toContain('missed');
    expect([platform.sockets.length, platform.socket === living]).toEqual([2, false]);
  });

  it('is kept when it brings anything in time', async () => {
    const { clock, platform, living } = await connected();
    platform.say('missed', false);
    living.receive(streamPart('ms-9', 'tail', { endChunk: true, timestamp: clock.now() }));
    await clock.advance(GAP_MS - 100);
    platform.say('late');
    await clock.advance(10_000);
    expect(platform.sockets).toHaveLength(1);
  });

  it('is replaced when the history has the whole of an answer that it left unfinished', async () => {
    const { client, clock, platform, signals, living } = await connected();
    living.receive(streamPart('ms-9', 'Hel', { timestamp: clock.now() }));
    platform.history.records.push(botRecord('ms-9', 'Hello', clock.now()));
    signals.emit('visibilitychange');
    await clock.advance(GAP_MS);
    await settle();
    expect(client.messages).toMatchObject([{ text: 'Hello', streaming: false }]);
    expect(platform.socket).not.toBe(living);
  });
});

describe('a healthy socket', () => {
  it('is kept where the first reading on it brings what was said before', async () => {
    const { client, clock, platform, signals } = await connected();
    platform.socket.end();
    platform.say('before', false);
    const first = deferred<void>();
    let reads = 0;
    platform.instead.history = async () => {
      if (!reads++) await first.promise;
      return platform.history.page({ offset: 0, limit: 10 });
    };
    while (platform.sockets.length < 2) await clock.advance(100);
    await clock.advance(100);
    signals.emit('online');
    await clock.advance(5_000);
    expect(reads).toBeGreaterThan(1);
    expect(client.messages).toMatchObject([{ text: 'before' }]);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 2]);
  });

  it('is kept though its token runs out between two pages of the question', async () => {
    const test = testClient({ getJwt: () => sleep(test.clock, 1_200).then(() => 'a-jwt') });
    const { client, clock, platform, signals, reach } = test;
    platform.tokenLifeMs = 60_000;
    void client.connect();
    await reach('ready');
    // Nothing is asked any more before the token is to be renewed, 48 s after it came.
    await clock.advance(20_000);
    for (let n = 0; n < 30; n++) platform.say(`b${n}`);
    platform.history.pageCap = 10;
    platform.instead.history = ({ url: { searchParams } }) =>
      sleep(clock, 1_500).then(() =>
        platform.history.page({ offset: Number(searchParams.get('offset')), limit: Number(searchParams.get('limit')) }),
      );
    await clock.advance(27_000);
    signals.emit('online');
    await clock.advance(30_000);
    expect(platform.asked('grant')).toHaveLength(2);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });

  it('is kept though a new token takes most of the time for a verdict', async () => {
    const test = testClient({ getJwt: () => sleep(test.clock, 1_500).then(() => 'a-jwt') });
    const { client, clock, platform, signals, reach } = test;
    platform.tokenLifeMs = 10_000;
    platform.instead.history = ({ url: { searchParams } }) =>
      sleep(clock, 1_000).then(() => platform.history.page({ offset: Number(searchParams.get('offset')), limit: 10 }));
    void client.connect();
    await reach('ready');
    await clock.advance(10_000);
    signals.emit('online');
    await clock.advance(10_000);
    expect(platform.asked('grant')).toHaveLength(2);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });
});
