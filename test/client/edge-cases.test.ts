import { describe, expect, it } from 'vitest';
import { settle } from '../simulation/virtual-clock.js';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { botResponse, event, userMessage, userRecord } from '../support/wire.js';

const DAY_MS = 86_400_000;

describe('two tabs of one user', () => {
  it('a message of another tab has the current time', async () => {
    const one = testClient();
    const two = testClient({ random: () => 0.25 }, one.clock, one.platform);
    await one.connect();
    await two.connect();
    await one.client.send('Hi');
    expect(Math.abs(two.client.messages[0]!.createdAt - one.clock.now())).toBeLessThan(DAY_MS);
  });

  it('a message of another tab is not duplicated by a history without userMsgId', async () => {
    const one = testClient();
    one.platform.namesNumbers = false;
    const two = testClient({ random: () => 0.25 }, one.clock, one.platform);
    await one.connect();
    await two.connect();
    await one.client.send('Hi');
    await two.client.loadHistory();
    expect(two.texts()).toEqual(['Hi']);
  });

  it.each([1, 2])('nor if its frame comes after %i calls of loadHistory() have shown it', async (calls) => {
    const { client, connect, platform, clock, texts } = testClient();
    await connect();
    platform.say('Hello', false);
    platform.history.records.unshift(userRecord('ms-a', 'Hi', clock.now()));
    for (let n = 0; n < calls; n++) await client.loadHistory({ limit: 1 });
    platform.socket.receive(userMessage('Hi', 17));
    expect(texts().filter((text) => text === 'Hi')).toHaveLength(1);
  });

  it('a message of another tab is shown although an old one that was just loaded has the same text', async () => {
    const { client, connect, platform, texts } = testClient();
    platform.history.records.push(userRecord('ms-a', 'yes', 1));
    await connect();
    await client.loadHistory();
    platform.socket.receive(userMessage('yes', 17));
    expect(texts()).toEqual(['yes', 'yes']);
  });
});

describe('disconnect', () => {
  it('aborts a running loadHistory()', async () => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    platform.instead.history = () => undefined;
    const loading = expect(client.loadHistory()).rejects.toMatchObject({ name: 'ConnectionError' });
    await clock.advance(0);
    await client.disconnect();
    await settle();
    expect(clock.pending).toBe(0);
    await loading;
  });

  it.each(['ack', 'message', 'bot.message'] as const)('in a listener of %s leaves nothing', async (name) => {
    const { client, clock, connect, collect, platform } = testClient();
    await connect();
    client.on(name, () => void client.disconnect());
    const states = collect('state');
    void client.send('bye').catch(() => {});
    await settle();
    expect(states.at(-1)!.current.status).toBe('closed');
    expect([client.state.status, client.typing.active, clock.pending]).toEqual(['closed', false, 0]);
    expect(platform.living).toEqual([]);
  });

  it('in a listener of a queued message that is sent on connect leaves nothing', async () => {
    const { client, clock, connect, collect, platform, reach } = testClient();
    await connect();
    platform.socket.end();
    void client.send('bye');
    const states = collect('state');
    client.on('bot.message', () => void client.disconnect());
    platform.instead.history = () => failure(500, 500);
    await reach('closed');
    await settle();
    expect(states.at(-1)!.current.status).toBe('closed');
    expect(clock.pending).toBe(0);
  });
});

describe('a refused message', () => {
  it.each([1007, 1009])('is sent again after close code %i, because another frame may have caused it', async (code) => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    Object.assign(platform, { acks: false, listens: false });
    const sending = client.send('innocent');
    platform.socket.end(code);
    Object.assign(platform, { acks: true, listens: true });
    await clock.advance(60_000);
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['innocent']);
  });

  it.each([1007, 1009])('fails after close code %i has come twice, and the queue continues', async (code) => {
    const { client, connect, platform, clock, reach } = testClient();
    await connect();
    Object.assign(platform, { acks: false, listens: false });
    const sending = client.send('too big').catch((error: Error) => error);
    const next = client.send('next');
    platform.socket.end(code);
    await reach('ready');
    // It is sent again after the settle time.
    await clock.advance(6_000);
    platform.socket.end(code);
    Object.assign(platform, { acks: true, listens: true });
    await clock.advance(60_000);
    expect(await sending).toMatchObject({ name: 'DeliveryError', code: 'XO_MESSAGE_REFUSED' });
    expect(await next).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['next']);
  });

  it('that cannot be serialized does not keep the client from connecting', async () => {
    const { client, connect } = testClient();
    const customData: Record<string, unknown> = {};
    customData.self = customData;
    const sending = client.send({ text: 'a', customData }).catch((error: Error) => error);
    const next = client.send('next');
    await connect();
    expect(await sending).toMatchObject({ code: 'XO_MESSAGE_INVALID' });
    expect(await next).toMatchObject({ status: 'delivered' });
  });
});

describe('receipts', () => {
  it('a read receipt for an unknown message is ignored', async () => {
    const { client, connect, platform } = testClient();
    await connect();
    await client.send('a');
    platform.socket.receive(event('message_read', { clientMessageId: 17 }));
    expect(client.messages[0]!.status).toBe('delivered');
  });
});

describe('a gap marker', () => {
  it('has no data of the next message', async () => {
    const { client, connect, platform, reach } = testClient({ gapLimit: 5 });
    await connect();
    platform.say('before');
    platform.socket.end();
    for (let n = 0; n < 300; n++) platform.receiveFromOtherDevice(`m${n}`, 1_000 + n);
    await reach('ready');
    const gap = client.messages.find(({ components }) => components[0]?.type === 'gap')!;
    expect(gap.clientMessageId).toBeUndefined();
    expect(gap.raw).toBeUndefined();
  });
});

describe('a refused history request', () => {
  it.each([403, 404])('with %i does not end a healthy connection', async (status) => {
    const { client, connect, platform, clock } = testClient();
    platform.instead.history = () => failure(status, status);
    await connect();
    await clock.advance(120_000);
    expect(client.state.status).toBe('ready');
    expect(platform.sockets).toHaveLength(1);
  });

  it('settles a message in doubt', async () => {
    const { client, connect, platform, reach, clock } = testClient();
    await connect();
    platform.acks = false;
    const sending = client.send('a').then(
      () => 'settled',
      () => 'settled',
    );
    platform.socket.end();
    platform.acks = true;
    platform.instead.history = () => failure(404, 404);
    await reach('ready');
    await clock.advance(10 * 60_000);
    expect(await Promise.race([sending, settle().then(() => 'in doubt for ever')])).toBe('settled');
  });

  it('with Retry-After is not repeated before that time', async () => {
    const { connect, platform, reach, clock } = testClient();
    await connect();
    platform.socket.end();
    platform.instead.history = () => failure(429, 429, 'slow down', { 'retry-after': '60' });
    await reach('ready');
    const count = platform.requestsTo('history').length;
    await clock.advance(59_000);
    expect(platform.requestsTo('history').length).toBe(count);
  });
});

describe('Retry-After', () => {
  it.each(['2592000', '1e12'])('of %s seconds causes no hot loop', async (value) => {
    const { client, platform, clock } = testClient();
    platform.instead.start = () => failure(429, 429, 'slow down', { 'retry-after': value });
    void client.connect();
    await clock.advance(60_000);
    expect(platform.requestsTo('start')).toHaveLength(1);
  });
});

describe('options', () => {
  it('may be undefined', () => {
    expect(() => testClient({ storage: undefined, logger: undefined, signals: undefined } as never)).not.toThrow();
    expect(() => testClient({ clock: undefined, random: undefined } as never).client.send('x')).not.toThrow();
  });
});

describe('hostile ids', () => {
  it('a message with the id "undefined" replaces no other', async () => {
    const { connect, platform, texts } = testClient();
    await connect();
    platform.socket.receive(botResponse('a', { messageId: 'undefined' }));
    platform.socket.receive(botResponse('b'));
    expect(texts()).toEqual(['a', 'b']);
  });

  it('a message of the bot with the id of an own message is another message', async () => {
    const { client, connect, platform, texts } = testClient();
    await connect();
    await client.send('mine');
    platform.socket.receive(botResponse('theirs', { messageId: client.messages[0]!.id }));
    expect(texts()).toEqual(['mine', 'theirs']);
  });
});
