import { hostileFixtures, serverFrames, wireFixtures } from '../../fixtures/wire/wire-fixtures.js';
import { VirtualClock } from '../../simulation/virtual-clock.js';
import { VirtualStorage } from '../../simulation/virtual-storage.js';
import { failure } from '../../support/fake-fetch.js';
import { FakePlatform } from '../../support/fake-platform.js';
import { botRecord, botResponse, event, streamPart } from '../../support/wire.js';
import type { Recorder } from './record.js';

/** Scenarios for the client. Each story has its own virtual clock, so it runs the same every time. */
export const STORIES: Readonly<Record<string, (recorder: Recorder) => Promise<void>>> = {
  async 'a conversation, with every field of a message'(recorder) {
    const bot = { name: 'Demo', id: 'st-1', customData: { tier: 'gold' }, metaTags: [{ name: 'a', value: 1 }] };
    const { client, connect, platform, clock, end } = recorder.begin({
      bot,
      language: 'de',
      locale: 'de-DE',
      connectionMode: 'Start_New_Resume_Agent',
      deliveryReceipts: true,
    });
    await connect();
    recorder.outcome('send', client.send('Hello  there'));
    await clock.advance(10);
    const attachments = [
      {
        fileId: 'f-1',
        fileName: 'a.png',
        fileType: 'image' as const,
        fileUrl: 'https://x.test/a.png',
        size: 1,
        uniqueId: 'u',
      },
    ];
    const payload = { order: 1 };
    const meta = { customData: { a: 1 }, metaTags: { b: 2 } };
    recorder.outcome('send', client.send({ text: 'Buy', renderText: 'Buy it', payload, attachments, ...meta }));
    await clock.advance(10);
    platform.say('Hi', { key: 'k-1', createdOn: '2026-01-05T09:00:00.000Z', icon: 'https://x.test/i.png' });
    platform.say('Not live', false);
    platform.receiveFromOtherDevice('From the phone', 42);
    await clock.advance(10);
    recorder.outcome('loadHistory', client.loadHistory({ limit: 2 }));
    await clock.advance(10);
    client.once('message', (message) => recorder.note('once', message));
    const removed = () => recorder.note('a removed listener was called');
    client.on('message', removed);
    client.off('message', removed);
    const unsubscribe = client.subscribe(removed);
    unsubscribe();
    client.setWatched(true, { announces: true });
    platform.say('Bye');
    recorder.outcome('closeSession', client.closeSession());
    await clock.advance(60_000);
    recorder.outcome('disconnect', client.disconnect());
    await clock.advance(10);
    recorder.outcome('closeSession', client.closeSession());
    await clock.advance(10);
    end();
  },

  async 'every frame of the wire'(recorder) {
    const { client, connect, platform, clock, end } = recorder.begin();
    await connect();
    void client.send('Hello').catch(() => {});
    await clock.advance(10);
    for (const { frame } of serverFrames()) {
      platform.socket.receive(frame);
      await clock.advance(10);
    }
    for (const { data } of hostileFixtures()) platform.socket.receive(data);
    platform.socket.receive(new ArrayBuffer(4));
    await clock.advance(1_000);
    end();
  },

  async 'every record of the history'(recorder) {
    const { client, connect, platform, clock, end } = recorder.begin();
    platform.history.records.push(...wireFixtures('history-records').map(({ frame }) => frame as never));
    await connect();
    for (let page = 0; page < 4; page++) {
      recorder.outcome('loadHistory', client.loadHistory({ limit: 10 }));
      await clock.advance(10);
    }
    end();
  },

  async 'streamed answers, whole and cut'(recorder) {
    const { connect, platform, clock, end, reach } = recorder.begin();
    await connect();
    platform.socket.receive(streamPart('ms-a', 'Hel'));
    await clock.advance(10);
    platform.socket.receive(streamPart('ms-a', 'lo', { endChunk: true, completeResponse: 'Hello' }));
    platform.socket.receive(streamPart('ms-b', 'Never'));
    await clock.advance(10);
    platform.socket.end();
    await reach('ready');
    await clock.advance(120_000);
    end();
  },

  async 'a human agent'(recorder) {
    const { client, connect, platform, clock, end } = recorder.begin();
    await connect();
    recorder.outcome('send', client.send('To a person'));
    await clock.advance(10);
    const { id } = platform.sent[0]!;
    const agentInfo = {
      firstName: 'Ann',
      lastName: 'B',
      nickName: 'Annie',
      profImage: 'https://x.test/ann.png',
      agentId: 'a-1',
    };
    platform.socket.receive(event('agent_connected', { agentInfo }));
    platform.socket.receive(event('typing'));
    recorder.note('presence', client.typing, client.agent);
    client.setTyping(true);
    await clock.advance(15_000);
    client.setTyping(true);
    client.setTyping(false);
    platform.socket.receive(event('message_delivered', { clientMessageId: id }));
    platform.socket.receive(event('message_read', { clientMessageId: id }));
    platform.socket.receive(
      botResponse('Hi', { fromAgent: true, agent_MessageId: 'am-1', author: { ...agentInfo, type: 'AGENT' } }),
    );
    client.markRead();
    recorder.outcome('endAgentChat', client.endAgentChat());
    platform.socket.receive(event('agent_disconnected'));
    await clock.advance(1_000);
    await client.disconnect();
    recorder.outcome('endAgentChat', client.endAgentChat());
    await clock.advance(10);
    end();
  },

  async 'calls of the platform, and a secret'(recorder) {
    const { client, connect, clock, end } = recorder.begin({
      storage: new VirtualStorage().forPage('sync', () => false),
    });
    recorder.note('bot', client.bot);
    const request = (...call: Parameters<typeof client.request>) =>
      recorder.outcome('request', client.request(...call));
    // The first call also loads what removes secrets from texts, which takes longer from the sources than from the bundle.
    let isLoaded = false;
    client.request('nothing/here').catch(() => {
      isLoaded = true;
    });
    while (!isLoaded) await clock.advance(0);
    request('1.1/rtm/start', { method: 'PUT', body: { a: 1 }, timeoutMs: 1_000 });
    request('nothing/here', { operation: 'read' });
    request('nothing/here', { signal: AbortSignal.abort() });
    await clock.advance(10);
    await connect();
    recorder.outcome('send', client.send({ payload: '1234', secret: true }));
    recorder.outcome('send', client.send({ text: '1234', renderText: 'My PIN', secret: true }));
    for (let turn = 0; turn < 20; turn++) await clock.advance(20);
    end();
  },

  async 'connections that fail'(recorder) {
    const refusals = [
      failure(401, 4_002, 'wrong'),
      failure(403, 'TOKEN_EXPIRED'),
      failure(429, 'RATE_LIMIT', 'slow', { 'retry-after': '7' }),
      failure(503, 503),
      new Response('<html>', { status: 500 }),
      new Response('no json'),
      Response.json({ unexpected: true }),
      new TypeError('fetch failed'),
      undefined,
    ];
    for (const endpoint of ['grant', 'start', 'history'] as const) {
      for (const refusal of refusals) {
        const { client, platform, clock, end } = recorder.begin({ requestTimeoutMs: 5_000 });
        let left = 2;
        platform.instead[endpoint] = () => {
          if (--left === 0) delete platform.instead[endpoint];
          return refusal instanceof Response ? refusal.clone() : refusal;
        };
        recorder.outcome('connect', client.connect());
        await clock.advance(60_000);
        recorder.outcome('loadHistory', client.loadHistory());
        await clock.advance(20_000);
        recorder.note('at last', client.state);
        void client.disconnect();
        await clock.advance(10);
        end();
      }
    }
  },

  async 'JWTs that are not available'(recorder) {
    const answers = ['', 'rejected', new Error('no session'), 7];
    for (const answer of answers) {
      const { client, clock, end } = recorder.begin({
        getJwt: () => {
          if (answer instanceof Error) throw answer;
          return answer as string;
        },
      });
      recorder.outcome('connect', client.connect());
      await clock.advance(30_000);
      await client.disconnect();
      end();
    }
  },

  async 'sockets that are closed or never open'(recorder) {
    for (const code of [1000, 1001, 1006, 1007, 1008, 1009, 1011, 4000]) {
      const { client, connect, platform, clock, end } = recorder.begin();
      await connect();
      platform.acks = false;
      recorder.outcome('send', client.send('in doubt'));
      await clock.advance(10);
      platform.socket.end(code);
      platform.acks = true;
      await clock.advance(60_000);
      recorder.note('at last', client.state);
      end();
    }
    const { client, platform, clock, end } = recorder.begin();
    platform.opens = false;
    recorder.outcome('connect', client.connect());
    await clock.advance(60_000);
    end();
  },

  async 'networks that come and go, and acks that do not come'(recorder) {
    const { client, connect, platform, clock, signals, end } = recorder.begin({
      ackTimeoutMs: 3_000,
      secureRtm: false,
    });
    await connect();
    signals.emit('offline');
    await clock.advance(5_000);
    recorder.outcome('send', client.send('offline'));
    signals.emit('online');
    await clock.advance(30_000);
    signals.emit('visibilitychange');
    signals.emit('pageshow');
    Object.assign(platform, { acks: false, listens: false });
    recorder.outcome('send', client.send('lost'));
    await clock.advance(20_000);
    Object.assign(platform, { acks: true, listens: true });
    await clock.advance(60_000);
    end();
  },

  async 'messages that are not delivered'(recorder) {
    const { client, connect, clock, platform, end } = recorder.begin({ queueLimit: 3 });
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const abort = new AbortController();
    recorder.outcome('send', client.send(''));
    recorder.outcome('send', client.send({ text: 'a', customData: cycle }));
    recorder.outcome('send', client.send('discarded'));
    recorder.outcome('send', client.send('aborted', { signal: abort.signal }));
    recorder.outcome('send', client.send('third'));
    recorder.outcome('send', client.send('one too many'));
    await clock.advance(10);
    recorder.note('discard', client.discard(client.messages.find(({ text }) => text === 'discarded')!.id));
    recorder.note('discard', client.discard('nothing'));
    recorder.note('getMessage', client.getMessage(client.messages[0]!.id), client.getMessage('nothing'));
    abort.abort();
    await clock.advance(10);
    for (const { id, status } of client.messages) recorder.note('retry', status, client.retry(id));
    await connect();
    recorder.note('who and where', client.userId, client.apiUrl);
    platform.acks = false;
    recorder.outcome('send', client.send('refused'));
    await clock.advance(10);
    platform.socket.end(1009);
    await clock.advance(30_000);
    end();
  },

  async 'aborted calls'(recorder) {
    const { client, clock, end } = recorder.begin();
    const abort = new AbortController();
    recorder.outcome('connect', client.connect({ signal: abort.signal }));
    abort.abort();
    await clock.advance(10);
    recorder.outcome('connect', client.connect({ signal: AbortSignal.abort() }));
    recorder.outcome('loadHistory', client.loadHistory({ signal: AbortSignal.abort() }));
    await clock.advance(10);
    end();
  },

  async 'more missed than is fetched'(recorder) {
    const { connect, platform, reach, clock, end } = recorder.begin({ gapLimit: 5 });
    await connect();
    platform.say('before');
    platform.socket.end();
    for (let n = 0; n < 120; n++) platform.history.records.push(botRecord(`r-${n}`, `missed ${n}`, clock.now() + n));
    await reach('ready');
    await clock.advance(1_000);
    end();
  },

  async 'messages that outlive their page'(recorder) {
    for (const kind of ['sync', 'async', 'broken'] as const) {
      const clock = new VirtualClock();
      const platform = new FakePlatform(clock);
      const storage = new VirtualStorage();
      const noteStorage = () => recorder.note('storage', [...storage.items]);
      const page = (random: number) => {
        const life = { isGone: false };
        const own = {
          now: () => clock.now(),
          after: (ms: number, run: () => void) => clock.after(ms, () => life.isGone || run()),
        };
        const tabStorage = storage.forPage(kind, () => life.isGone);
        return { life, ...recorder.begin({ storage: tabStorage, random: () => random, clock: own }, clock, platform) };
      };
      const before = page(0.25);
      for (const text of ['a', 'b'])
        void before.client.send({ text, renderText: text, customData: { n: 1 } }).catch(() => {});
      void before.client.connect();
      platform.acks = false;
      for (let turn = 0; turn < 20; turn++) await clock.advance(20);
      noteStorage();
      before.life.isGone = true;
      for (const socket of platform.sockets) {
        socket.onclose = socket.onmessage = null;
        socket.end();
      }
      platform.acks = true;
      const after = page(0.75);
      void after.client.connect();
      for (let second = 0; second < 60; second++) await clock.advance(1_000);
      noteStorage();
      after.end();
    }
  },

  async 'Web Locks that other pages hold'(recorder) {
    const storage = new VirtualStorage();
    const held = new Set<string>();
    const { client, connect, clock, end } = recorder.begin({
      storage: storage.forPage('sync', () => false),
      locks: {
        async request(name, options, callback) {
          recorder.note('lock', name, options);
          const isFree = !held.has(name);
          if (isFree) held.add(name);
          const result = await callback(isFree ? { name } : null);
          if (isFree) held.delete(name);
          return result;
        },
      },
    });
    await connect();
    recorder.outcome('send', client.send('a'));
    for (let turn = 0; turn < 20; turn++) await clock.advance(20);
    await client.disconnect();
    recorder.note('storage', [...storage.items]);
    end();
  },

  async 'options that are wrong'(recorder) {
    const good = { apiUrl: 'https://x.test', bot: { name: 'a', id: 'st-1' }, getJwt: () => 'a' };
    const wrong: object[] = [
      {},
      { ...good, apiUrl: 'ftp://x.test' },
      { ...good, apiUrl: 'not a url' },
      { ...good, bot: { name: 'a' } },
      { ...good, bot: { id: 'st-1' } },
      { ...good, getJwt: 'a' },
      { ...good, fetch: null },
      { ...good, WebSocket: null },
    ];
    for (const options of wrong) {
      recorder.attempt('createChatClient', () => Object.keys(recorder.make.createChatClient(options as never)));
    }
  },

  async 'errors that users create'(recorder) {
    const { make } = recorder;
    const cause = new Error('underneath');
    const status = { status: 500, platformCode: 'X', retryAfterMs: 1 };
    const errors = [
      new make.ConfigError('XO_CONFIG_INVALID', 'a', { hint: 'b' }),
      new make.TokenError('XO_JWT_REJECTED', 'a', { cause }),
      new make.ConnectionError('XO_SOCKET_CLOSED', 'a', { closeCode: 1006 }),
      new make.ProtocolError('XO_PROTOCOL_ANSWER', 'a'),
      new make.HttpError('XO_HTTP_STATUS', 'a', status),
      new make.DeliveryError('XO_QUEUE_FULL', 'a'),
    ];
    for (const error of errors) recorder.note('error', error, make.isXoError(error), error instanceof make.XoError);
    for (const other of [cause, undefined, { code: 'XO_NETWORK' }])
      recorder.note('not an XoError', make.isXoError(other));
  },
};
