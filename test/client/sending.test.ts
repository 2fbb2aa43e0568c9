import { describe, expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { ack } from '../support/wire.js';

describe('send', () => {
  it('sends the documented frame and resolves with the ack', async () => {
    const { client, connect, platform } = testClient({ locale: 'de-DE' });
    await connect();
    const delivery = await client.send('Hi');
    const [frame] = platform.socket.frames;
    expect(frame).toMatchObject({
      clientMessageId: frame!.id,
      resourceid: '/bot.message',
      message: { body: 'Hi' },
      botInfo: { chatBot: 'Demo', taskBotId: 'st-1' },
      client: 'sdk',
      meta: { locale: 'de-DE' },
    });
    expect(delivery).toEqual({ id: `${frame!.id}`, status: 'delivered' });
  });

  it('accepts a message before connect() and delivers it afterwards', async () => {
    const { client, connect, platform } = testClient();
    const sending = client.send('early');
    expect(client.messages).toMatchObject([{ text: 'early', status: 'queued', from: 'user' }]);
    await connect();
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['early']);
  });

  it('accepts messages during an outage and delivers them afterwards, in order', async () => {
    const { client, connect, platform, reach } = testClient();
    await connect();
    platform.instead.start = () => failure(503, 503);
    platform.socket.end();
    const sending = ['a', 'b', 'c'].map((text) => client.send(text));
    await reach('waiting');
    delete platform.instead.start;
    await reach('ready');
    await Promise.all(sending);
    expect(platform.log).toEqual(['a', 'b', 'c']);
  });

  it('emits each status: queued, sent, delivered', async () => {
    const { client, connect, collect } = testClient();
    const [added, changes] = [collect('message'), collect('update')];
    const sending = client.send('Hi');
    await connect();
    await sending;
    expect([added, changes].map((events) => events.map(({ status }) => status))).toEqual([
      ['queued'],
      ['sent', 'delivered'],
    ]);
    expect(new Set([...added, ...changes].map(({ id }) => id)).size).toBe(1);
  });

  it('emits the sent frame', async () => {
    const { client, connect, collect, platform } = testClient();
    const frames = collect('bot.message');
    await connect();
    await client.send({ text: 'A', payload: 'a' });
    expect(frames).toEqual([platform.socket.frames[0]]);
    expect(frames[0]!.message).toEqual({ body: 'a', renderMsg: 'A' });
  });

  it('ends the wait after a first failure', async () => {
    const { client, connect, platform, reach } = testClient();
    await connect();
    platform.socket.end();
    await client.send('now');
    expect(await reach('ready')).toBeLessThan(1_000);
  });

  it('sends files without a text', async () => {
    const { client, connect, platform } = testClient();
    await connect();
    const file = { fileId: 'f-1', fileName: 'a.png', fileType: 'image' as const };
    await client.send({ attachments: [file] });
    expect(platform.sent[0]!.message).toEqual({ attachments: [file] });
    expect(client.messages[0]!.components).toEqual([{ type: 'attachment', ...file }]);
  });
});

describe('an ack', () => {
  it.each([String, Number])('matches its message by the id, as a string or a number (%o)', async (type) => {
    const { client, connect, platform } = testClient();
    await connect();
    platform.acks = false;
    const sending = client.send('Hi');
    platform.socket.receive(ack(type(platform.sent[0]!.id)));
    expect(await sending).toMatchObject({ status: 'delivered' });
  });

  it.each([ack(99), ack(undefined), ack('undefined'), { type: 'ok', replyto: {} }])(
    'for an unknown message is ignored: %j',
    async (frame) => {
      const { client, connect, platform, collect } = testClient();
      await connect();
      const acks = collect('ack');
      platform.acks = false;
      void client.send('Hi');
      platform.socket.receive(frame);
      expect([acks.length, client.messages[0]!.status, client.state.status]).toEqual([1, 'sent', 'ready']);
    },
  );
});

describe('a lost connection', () => {
  it.each([
    ['before the message is recorded', false],
    ['between record and ack', true],
  ])('%s: records the message once', async (_, recorded) => {
    const { client, connect, platform, reach, clock } = testClient();
    await connect();
    Object.assign(platform, { acks: false, listens: recorded });
    const sending = client.send('once');
    void client.send('after');
    platform.socket.end();
    Object.assign(platform, { acks: true, listens: true });
    await reach('ready');
    await clock.advance(recorded ? 0 : 6_000);
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['once', 'after']);
    expect(new Set(platform.sent.map(({ id }) => id)).size).toBe(2);
  });

  it('sends no message in doubt while the history fails', async () => {
    const { client, connect, platform, reach, clock, collect } = testClient();
    await connect();
    const errors = collect('error');
    platform.acks = false;
    void client.send('once');
    platform.socket.end();
    platform.instead.history = () => failure(500, 500);
    await reach('ready');
    await clock.advance(30_000);
    expect(platform.log).toEqual(['once']);
    expect(errors.length).toBeGreaterThan(1);
    delete platform.instead.history;
    await clock.advance(30_000);
    expect(client.messages.map(({ status }) => status)).toEqual(['delivered']);
  });

  it('matches by text if the server sends no userMsgId', async () => {
    const { client, connect, platform, reach } = testClient();
    await connect();
    Object.assign(platform, { acks: false, namesNumbers: false });
    const sending = client.send('once');
    platform.socket.end();
    await reach('ready');
    await sending;
    expect(platform.log).toEqual(['once']);
    expect(client.messages).toHaveLength(1);
  });
});

describe('a missing ack', () => {
  it('replaces the socket, and reads the history before sending again', async () => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    Object.assign(platform, { acks: false, listens: false });
    const sending = client.send('Hi');
    await clock.advance(7_999);
    expect(platform.sockets).toHaveLength(1);
    Object.assign(platform, { acks: true, listens: true });
    await clock.advance(2_000);
    expect([platform.sockets.length, platform.log]).toEqual([2, []]);
    // The history may lag, so a message that is not in it may still have arrived.
    await clock.advance(5_000);
    await sending;
    expect([platform.sockets.length, platform.log]).toEqual([2, ['Hi']]);
  });

  it('replaces the socket sooner after a long silence', async () => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    await clock.advance(90_000);
    Object.assign(platform, { acks: false, listens: false });
    void client.send('Hi');
    await clock.advance(4_999);
    expect(platform.sockets).toHaveLength(1);
    await clock.advance(1);
    expect(platform.sockets).toHaveLength(2);
  });

  it('replaces the socket after ackTimeoutMs', async () => {
    const { client, connect, platform, clock } = testClient({ ackTimeoutMs: 1_000 });
    await connect();
    platform.acks = false;
    void client.send('Hi');
    await clock.advance(1_000);
    expect(platform.living.length + platform.sockets.length).toBe(3);
  });
});

describe('retry and discard', () => {
  it('withdraw a message and send it again with the same id', async () => {
    const { client, connect, platform } = testClient();
    const sending = client.send('Hi').catch((error: Error) => error);
    const { id } = client.messages[0]!;
    expect([client.discard(id), client.messages[0]!.status]).toEqual([true, 'failed']);
    expect(await sending).toMatchObject({ code: 'XO_MESSAGE_DISCARDED', messageId: id });
    const retried = client.retry(id);
    await connect();
    expect(await retried).toEqual({ id, status: 'delivered' });
    expect(platform.sent.map((frame) => `${frame.id}`)).toEqual([id]);
    expect(client.messages).toMatchObject([{ id, status: 'delivered' }]);
  });
});

describe('getMessage', () => {
  it('gives a message that is in the list, under its id only', async () => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    platform.say('from the bot');
    await client.send('Hi');
    await clock.advance(20_000);
    for (const message of client.messages) expect(client.getMessage(message.id)).toBe(message);
    for (const id of ['nothing', '', 'constructor', 'undefined undefined', platform.history.records.at(-1)!._id])
      expect(client.getMessage(id as string)).toBeUndefined();
  });

  it('gives nothing for a message that was removed with discard()', () => {
    const { client } = testClient();
    void client.send('Hi');
    const { id } = client.messages[0]!;
    client.discard(id);
    expect(client.getMessage(id)).toBe(client.messages[0]);
    client.discard(id);
    expect([client.getMessage(id), client.messages]).toEqual([undefined, []]);
  });
});

describe('a failed message', () => {
  it('is named by its error, unless it was never accepted', async () => {
    const { client } = testClient({ queueLimit: 1 });
    const first = client.send('Hi').catch((error: Error) => error);
    const [full, empty] = await Promise.all(
      ['too many', ''].map((text) => client.send(text).catch((error: Error) => error)),
    );
    client.discard(client.messages[0]!.id);
    expect(await first).toMatchObject({ messageId: client.messages[0]!.id });
    for (const error of [full, empty]) expect(error).not.toHaveProperty('messageId');
  });

  it.each(['1', '', 'constructor'])('retry(%j) of an unknown id rejects, and changes nothing', async (id) => {
    const { client } = testClient();
    const { messages } = client;
    await expect(client.retry(id)).rejects.toMatchObject({
      name: 'DeliveryError',
      code: 'XO_MESSAGE_UNKNOWN',
      ...(id && { messageId: id }),
    });
    expect(client.messages).toEqual(messages);
  });
});

describe('the events message and update', () => {
  it('report each message once as news, and each change as an update', async () => {
    const { client, connect, collect, platform, clock } = testClient();
    platform.say('before this page', false);
    await connect();
    const [news, updates, pages] = [collect('message'), collect('update'), collect('history')];
    platform.say('live');
    await client.send('own');
    platform.receiveFromOtherDevice('of another device', 7);
    await clock.advance(10_000);
    expect(news.map(({ text }) => text)).toEqual(['live', 'own', 'of another device']);
    expect(updates.map(({ text }) => text)).toEqual(['own', 'own']);
    const { length } = pages;
    expect((await client.loadHistory()).messages.map(({ text }) => text)).toEqual(['before this page']);
    expect([news.length, updates.length, pages.length]).toEqual([3, 2, length + 1]);
  });

  it('report what a gap fill brings as news', async () => {
    const { connect, collect, platform, clock, reach } = testClient();
    await connect();
    await clock.advance(20_000);
    const news = collect('message');
    platform.socket.end();
    platform.say('missed', false);
    await reach('ready');
    await clock.advance(20_000);
    expect(news.map(({ text }) => text)).toEqual(['missed']);
  });
});

describe('two tabs of one user', () => {
  it('have the same messages', async () => {
    const one = testClient();
    const two = testClient({ random: () => 0.25 }, one.clock, one.platform);
    await one.connect();
    await two.connect();
    await one.client.send('from one');
    await two.client.send('from two');
    one.platform.say('to both');
    for (const { texts } of [one, two]) expect(texts()).toEqual(['from one', 'from two', 'to both']);
    expect(two.client.messages[0]).toMatchObject({ from: 'user', status: 'delivered' });
  });

  it('a message from elsewhere goes before the queue', async () => {
    const { client, connect, platform, texts } = testClient();
    await connect();
    platform.acks = false;
    void client.send('mine');
    platform.receiveFromOtherDevice('theirs', 1_700_000_000_000);
    expect(texts()).toEqual(['theirs', 'mine']);
  });

  it('an echo that arrives twice is shown once', async () => {
    const { connect, platform, texts } = testClient();
    await connect();
    platform.receiveFromOtherDevice('Hi', 1_700_000_000_000);
    platform.socket.receive({ type: 'user_message', from: 'self', id: '1700000000000', message: { body: 'Hi' } });
    expect(texts()).toEqual(['Hi']);
  });
});
