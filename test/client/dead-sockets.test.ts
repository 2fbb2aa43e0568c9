import { describe, expect, it } from 'vitest';
import { sleep } from '../../src/lib/timeout.js';
import { settle } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { testClient } from '../support/test-client.js';
import { botRecord, streamPart } from '../support/wire.js';

/** How long the socket may take to deliver a message that the history contains. */
const GAP_MS = 700;

async function connected(options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  await test.connect();
  // Until then a reading cannot detect a gap, because the history may lag.
  await test.clock.advance(9_500);
  return { ...test, living: test.platform.socket };
}

/** Begins a streamed answer whose first part may be lost, so that the history is read when it ends. The last reading is over by then. */
async function startStream({ living, clock }: Awaited<ReturnType<typeof connected>>) {
  living.receive(streamPart('ms-9', 'ta', { timestamp: clock.now() }));
  await clock.advance(2_000);
  return () => living.receive(streamPart('ms-9', 'il', { endChunk: true, timestamp: clock.now() }));
}

describe('D10 a socket that has missed a message', () => {
  it('is replaced if any reading finds the message', async () => {
    const test = await connected();
    const { clock, platform, living, texts } = test;
    const endStream = await startStream(test);
    platform.say('missed', false);
    endStream();
    await clock.advance(GAP_MS);
    await settle();
    expect(texts()).toContain('missed');
    expect([platform.sockets.length, platform.socket === living]).toEqual([2, false]);
  });

  it('is kept if it delivers a frame in time', async () => {
    const test = await connected();
    const { clock, platform } = test;
    const endStream = await startStream(test);
    platform.say('missed', false);
    endStream();
    await clock.advance(GAP_MS - 100);
    platform.say('late');
    await clock.advance(10_000);
    expect(platform.sockets).toHaveLength(1);
  });

  it('is replaced if the history has the complete answer of a stream that it has not finished', async () => {
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
  it('is kept if the first reading finds messages from before it opened', async () => {
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

  it('is kept if the token expires between two pages of a probe', async () => {
    const test = testClient({ getJwt: () => sleep(test.clock, 1_200).then(() => 'a-jwt') });
    const { client, clock, platform, signals, reach } = test;
    platform.tokenLifeMs = 60_000;
    void client.connect();
    await reach('ready');
    // No more requests follow before the token is renewed, 48 s after it was granted.
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
    expect(platform.requestsTo('grant')).toHaveLength(2);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });

  it('is kept if a new token takes most of the time of a probe', async () => {
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
    expect(platform.requestsTo('grant')).toHaveLength(2);
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });
});
