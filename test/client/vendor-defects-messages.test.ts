import { describe, expect, it, vi } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { ack, botRecord, botResponse, event, streamPart } from '../support/wire.js';

// Defects of the vendor's web client, with the numbers of vendor-defects.test.ts: messages. The defects of the connection are
// in vendor-defects-connection.test.ts, those of the window and of uploads in the tests of these.

async function ready(options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  await test.connect();
  return test;
}

const many = (count: number, name = 'm') => Array.from({ length: count }, (_, n) => `${name}${n}`);

describe('sending', () => {
  it('vendor defect 1: queues a message without a connection instead of rejecting it', async () => {
    const { client, platform, reach } = await ready();
    platform.socket.end();
    const sending = client.send('Hi');
    expect(client.messages[0]!.status).toBe('queued');
    await reach('ready');
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(platform.log).toEqual(['Hi']);
  });

  it('vendor defect 2: send() resolves only after the platform has the message', async () => {
    const { client, platform, clock } = await ready();
    platform.acks = false;
    const delivered = vi.fn();
    platform.listens = false;
    void client.send('Hi').then(delivered);
    await clock.advance(5_000);
    expect(delivered).not.toHaveBeenCalled();
    platform.socket.receive(ack(platform.sent[0]!.id));
    await clock.advance(0);
    expect(delivered).toHaveBeenCalledOnce();
  });

  it('vendor defect 3: matches an ack to its message, and detects a missing one within 10 s', async () => {
    const { client, platform, clock } = await ready();
    Object.assign(platform, { acks: false, listens: false });
    void client.send('a');
    platform.socket.receive(ack(1));
    expect(client.messages[0]!.status).toBe('sent');
    await clock.advance(10_000);
    expect(platform.sockets).toHaveLength(2);
  });

  it('vendor defect 21: sends 20 messages in one tick, each with its own id up to the ack', async () => {
    const { client, platform, clock } = await ready();
    const sending = many(20).map((text) => client.send(text));
    const file = { fileId: 'f', fileName: 'a.png', fileType: 'image' as const };
    sending.push(client.send({ text: 'with a file', attachments: [file] }));
    await clock.advance(1_000);
    const ids = (await Promise.all(sending)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(21);
    expect(platform.sent.map(({ id }) => `${id}`)).toEqual(ids);
    expect(client.messages.map(({ id, clientMessageId }) => [id, `${clientMessageId}`])).toEqual(
      ids.map((id) => [id, id]),
    );
    expect(platform.sent.at(-1)!.message).toEqual({ body: 'with a file', attachments: [file] });
  });

  it('vendor defect 22: sends text and files as one message', async () => {
    const { client, platform, clock } = await ready();
    const attachments = [{ fileId: 'f', fileName: 'a.png', fileType: 'image' as const }];
    void client.send({ text: 'see this', attachments });
    await clock.advance(0);
    expect(platform.sent.map(({ message }) => message)).toEqual([{ body: 'see this', attachments }]);
  });

  it('vendor defect 27: closeSession() rejects on failure, and sends no close_agent_chat', async () => {
    const { client, platform } = await ready();
    const frames = platform.socket.sent;
    await client.closeSession();
    expect(frames.at(-1)).toContain('/bot.closeConversationSession');
    await client.disconnect();
    await expect(client.closeSession()).rejects.toMatchObject({ code: 'XO_DISCONNECTED' });
    expect(frames.join()).not.toContain('close_agent_chat');
  });

  it('vendor defect 30: sends typing once to an agent, and never without one', async () => {
    const { client, platform, clock } = await ready();
    const typingFrames = () => platform.socket.sent.filter((frame) => /"(?:stop_)?typing"/.test(frame)).length;
    for (let key = 0; key < 20; key++) client.setTyping(true);
    expect(typingFrames()).toBe(0);
    platform.socket.receive(event('agent_connected', { author: { type: 'AGENT', firstName: 'Mira' } }));
    for (let key = 0; key < 20; key++) {
      client.setTyping(true);
      await clock.advance(1_000);
    }
    expect(typingFrames()).toBe(1);
    await clock.advance(10_000);
    expect(typingFrames()).toBe(2);
  });
});

describe('frames', () => {
  it('vendor defect 4: emits every frame, including hello and pong', async () => {
    const { platform, collect } = await ready();
    const events = collect('events');
    for (const type of ['hello', 'pong', 'ready']) platform.socket.receive({ type });
    expect(events.map(({ type }) => type)).toEqual(['hello', 'pong', 'ready']);
  });

  it('vendor defect 23: a stream that was cut off does not affect the next, and no text is [object Object]', async () => {
    const { client, platform, reach, texts } = await ready();
    platform.socket.receive(streamPart('ms-7', 'broken'));
    platform.socket.end();
    await reach('ready');
    const payload = {
      template_type: 'button',
      text: 'Pick',
      buttons: [{ type: 'postback', title: 'A', payload: { a: 1 } }],
    };
    platform.socket.receive(streamPart('ms-8', '', { message: [{ component: { type: 'template', payload } }] }));
    platform.socket.receive(streamPart('ms-8', '', { message: [{ component: { type: 'text', payload: {} } }] }));
    platform.socket.receive(streamPart('ms-8', '', { endChunk: true, completeResponse: 'whole' }));
    expect(texts()).toEqual(['broken', 'whole']);
    expect(client.messages.map(({ streaming, interrupted }) => [!!streaming, !!interrupted])).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(JSON.stringify(texts())).not.toContain('[object');
  });

  it('vendor defect 25: reads every part of a message, and ignores components without a payload', async () => {
    const { client, platform } = await ready();
    const parts = [
      { type: 'text', component: { type: 'template' }, cInfo: { body: 'one' } },
      { type: 'text', component: { type: 'template', payload: { template_type: 'button', text: 'two', buttons: [] } } },
      { type: 'text', component: { type: 'image', payload: { url: 'https://x/three.png' } } },
    ];
    platform.socket.receive(botResponse('', { messageId: 'ms-1', message: parts }));
    expect(client.messages[0]!.components.map(({ type }) => type)).toEqual(['text', 'template', 'image']);
    expect(client.messages[0]!.text).toBe('one\ntwo');
  });

  it('vendor defect 24: shows any number of messages at once', async () => {
    const { platform, texts, clock } = await ready();
    const since = clock.now();
    for (const text of many(50)) platform.say(text);
    expect([texts(), clock.now() - since]).toEqual([many(50), 0]);
  });

  it.each(['botKitUnreachable', 'session_end', 'form_failure', 'waiting_for_user_input'])(
    'vendor defect 26: emits %s, and typing does not last for ever',
    async (type) => {
      const { client, platform, clock, collect } = await ready();
      const events = collect('events');
      platform.socket.receive(event('typing', { author: { type: 'AGENT' } }));
      expect(client.typing.active).toBe(true);
      platform.socket.receive({ type });
      expect(events.at(-1)?.type.toLowerCase()).toBe(type.toLowerCase());
      await clock.advance(10_000);
      expect(client.typing.active).toBe(false);
    },
  );
});

describe('history', () => {
  it.each([
    ['is empty', () => ({ total: 0, moreAvailable: false, messages: [] })],
    ['fails', () => failure(500, 500)],
    ['hangs', () => undefined],
  ])('vendor defect 5: shows live messages while the history %s', async (_, answer) => {
    const { client, platform, texts, clock } = testClient();
    platform.instead.history = answer;
    void client.connect();
    await clock.advance(6_000);
    void client.loadHistory().catch(() => {});
    platform.socket.receive(botResponse('live', { messageId: 'ms-9' }));
    expect(texts()).toEqual(['live']);
  });

  it('vendor defect 6: backfills a gap completely, page by page, including own messages', async () => {
    const { platform, texts, reach, clock } = await ready();
    platform.say('before');
    platform.socket.end();
    for (const text of many(123)) platform.say(text, false);
    platform.receiveFromOtherDevice('mine, from elsewhere', 1_700_000_000_000);
    await reach('ready');
    await clock.advance(0);
    expect(texts()).toEqual(['before', ...many(123), 'mine, from elsewhere']);
  });

  it.each([{}, null, [], { messages: null }])(
    'vendor defect 14: loadHistory() rejects for a history of %j',
    async (body) => {
      const { client, platform } = await ready();
      platform.instead.history = () => Response.json(body);
      await expect(client.loadHistory()).rejects.toThrow('unable to read the history');
    },
  );

  it('vendor defect 15: restores images, files and templates after a reload', async () => {
    const { client, platform } = await ready();
    const fields = (cT: string, data: object) => ({ components: [{ cT, data }] });
    const template = { type: 'template', payload: { template_type: 'button', text: 'Pick', buttons: [] } };
    platform.history.records.push(
      botRecord('ms-1', '', 1, fields('image', { url: 'https://x/a.png' })),
      {
        ...botRecord('ms-2', '', 2, fields('image', { fileId: 'f', fileName: 'b.png', fileUrl: 'https://x/b.png' })),
        type: 'incoming',
      },
      botRecord('ms-3', JSON.stringify(template), 3),
    );
    await client.loadHistory();
    expect(client.messages.map(({ components }) => components[0]!.type)).toEqual(['image', 'attachment', 'template']);
  });

  it('vendor defect 16: requests only newer messages after a lost connection', async () => {
    const { platform, reach } = await ready();
    for (const text of many(40)) platform.say(text);
    const before = platform.requestsTo('history').length;
    platform.socket.end();
    await reach('ready');
    expect(platform.requestsTo('history').length - before).toBe(1);
  });

  it('vendor defect 17: pages neither overlap nor shift when messages arrive between them', async () => {
    const { client, platform, texts } = testClient();
    for (const text of many(30)) platform.say(text, false);
    await client.connect();
    for (let page = 0; page < 5; page++) {
      await client.loadHistory({ limit: 6 });
      platform.say(`live ${page}`);
    }
    await client.loadHistory({ limit: 30 });
    expect(texts()).toEqual([...many(30), ...many(5, 'live ')]);
    for (const { url } of platform.requestsTo('history')) expect([...url.searchParams.keys()]).not.toContain('msgId');
  });

  it('vendor defect 18: a message that arrives while a page loads goes to the end, once', async () => {
    const { client, platform, texts, clock } = testClient();
    for (const text of many(4)) platform.say(text, false);
    await client.connect();
    const page = platform.history.page({ limit: 2 });
    let answer = (_: object) => {};
    platform.instead.history = () =>
      new Promise<object>((resolve) => {
        answer = resolve;
      });
    const loading = client.loadHistory({ limit: 2 });
    await clock.advance(0);
    platform.say('live');
    answer(page);
    await loading;
    delete platform.instead.history;
    await client.loadHistory({ limit: 4 });
    expect(texts()).toEqual([...many(4), 'live']);
  });

  it('vendor defect 20: finds duplicates by ids, not by times or texts', async () => {
    const { platform, texts, client } = await ready();
    const at = (id: string, timestamp: number) => botResponse('same', { messageId: id, timestamp });
    platform.socket.receive(at('ms-1', 5));
    platform.socket.receive(at('ms-2', 5));
    platform.socket.receive(at('ms-3', 5));
    platform.socket.receive(at('ms-1', 9));
    expect(texts()).toEqual(['same', 'same', 'same']);
    expect(client.messages.map(({ id }) => id)).toEqual(['ms-1', 'ms-2', 'ms-3']);
  });
});
