import { describe, expect, it, vi } from 'vitest';
import { hostileFixtures, serverFrames } from '../fixtures/wire/wire-fixtures.js';
import { settle } from '../simulation/virtual-clock.js';
import { testClient } from '../support/test-client.js';
import { botResponse, event, streamPart, userMessage, userRecord } from '../support/wire.js';

async function ready(options?: Parameters<typeof testClient>[0]) {
  const test = testClient(options);
  await test.connect();
  const receive = (...frames: (object | string | ArrayBuffer)[]) => {
    for (const frame of frames) test.platform.socket.receive(frame);
  };
  return { ...test, receive };
}

describe('a message of the bot', () => {
  it('is emitted and shown', async () => {
    const { client, receive, collect } = await ready();
    const [added, frames] = [collect('message'), collect('bot_response')];
    receive(botResponse('Hello', { messageId: 'ms-1', timestamp: 1_700_000_000_000, icon: 'https://x/i.png' }));
    expect(client.messages).toEqual(added);
    expect(added[0]).toMatchObject({
      id: 'ms-1',
      from: 'bot',
      text: 'Hello',
      status: 'delivered',
      createdAt: 1_700_000_000_000,
      icon: 'https://x/i.png',
    });
    expect(frames).toMatchObject([{ messageId: 'ms-1' }]);
  });

  it('is shown once if it arrives twice', async () => {
    const { receive, texts } = await ready();
    const frame = botResponse('Hello', { messageId: 'ms-1' });
    receive(frame, frame);
    expect(texts()).toEqual(['Hello']);
  });

  it('without an id is a new message each time', async () => {
    const { client, receive } = await ready();
    receive(botResponse('Hello'), botResponse('Hello'));
    const [a, b] = client.messages;
    expect([client.messages.length, a!.id === b!.id]).toEqual([2, false]);
  });

  it('is confirmed only if deliveryReceipts is set', async () => {
    for (const deliveryReceipts of [true, false]) {
      const { receive, platform } = await ready({ deliveryReceipts });
      receive(botResponse('Hello', { timestamp: 17, key: 'k-1' }));
      expect(platform.socket.frames).toEqual(
        deliveryReceipts
          ? [{ clientMessageId: 17, type: 'ack', replyto: 17, status: 'delivered', key: 'k-1', id: 17 }]
          : [],
      );
    }
  });
});

describe('a streamed answer', () => {
  it('is one growing message', async () => {
    const { client, receive, collect } = await ready();
    const [added, changes] = [collect('message'), collect('update')];
    receive(streamPart('ms-1', 'Hel'), streamPart('ms-1', 'lo'), streamPart('ms-1', '!', { endChunk: true }));
    expect(added.map(({ text, streaming }) => [text, streaming])).toEqual([['Hel', true]]);
    expect(changes.map(({ text, streaming }) => [text, streaming])).toEqual([
      ['Hello', true],
      ['Hello!', false],
    ]);
    expect(client.messages).toMatchObject([
      { id: 'ms-1', text: 'Hello!', components: [{ type: 'text', text: 'Hello!' }] },
    ]);
  });

  it('is replaced with completeResponse', async () => {
    const { texts, receive } = await ready();
    receive(streamPart('ms-1', 'Hel'), streamPart('ms-1', '', { endChunk: true, completeResponse: 'Hello' }));
    expect(texts()).toEqual(['Hello']);
  });

  it('may have a single part', async () => {
    const { client, receive } = await ready();
    receive(streamPart('ms-1', 'Hello', { endChunk: true }));
    expect(client.messages).toMatchObject([{ text: 'Hello', streaming: false }]);
  });

  it('keeps its place when other messages arrive', async () => {
    const { texts, receive } = await ready();
    receive(
      streamPart('ms-1', 'a'),
      botResponse('x', { messageId: 'ms-2' }),
      streamPart('ms-1', 'b', { endChunk: true }),
    );
    expect(texts()).toEqual(['ab', 'x']);
  });

  it('ignores further parts after its end', async () => {
    const { texts, receive } = await ready();
    receive(streamPart('ms-1', 'a', { endChunk: true }), streamPart('ms-1', 'b'));
    expect(texts()).toEqual(['a']);
  });

  it('that was cut off is completed from the history', async () => {
    const { client, receive, platform, reach } = await ready();
    receive(streamPart('ms-0', 'Hel'));
    platform.say('Hello', false);
    platform.socket.end();
    await reach('ready');
    expect(client.messages).toMatchObject([{ id: 'ms-0', text: 'Hello', streaming: false }]);
    expect(client.messages[0]!.interrupted).toBeFalsy();
  });

  it('that was cut off and is not in the history is marked as interrupted', async () => {
    const { client, receive, platform, reach } = await ready();
    receive(streamPart('ms-9', 'Hel'));
    platform.socket.end();
    await reach('ready');
    expect(client.messages).toMatchObject([{ text: 'Hel', streaming: false, interrupted: true }]);
  });
});

describe('a message of the user from elsewhere', () => {
  it('is shown once, even if its record comes first and has no userMsgId', async () => {
    const { client, platform, receive, signals, clock, texts } = await ready();
    platform.namesNumbers = false;
    const number = (clock.now() - 50) * 4096;
    platform.history.records.push(userRecord('ms-7', 'from the phone', clock.now()));
    signals.emit('online');
    await clock.advance(100);
    expect(texts()).toEqual(['from the phone']);
    receive(userMessage('from the phone', number), userMessage('from the phone', number));
    expect(client.messages).toMatchObject([{ text: 'from the phone', clientMessageId: number }]);
  });
});

describe('typing and agent', () => {
  it('the bot counts as typing from the ack to its answer', async () => {
    const { client, platform } = await ready();
    await client.send('Hi');
    expect(client.typing).toEqual({ active: true, from: 'bot' });
    platform.say('Hello');
    expect(client.typing).toEqual({ active: false });
  });

  it('an agent is typing only after the typing event', async () => {
    const { client, receive, collect } = await ready();
    const typing = collect('typing');
    receive(event('agent_connected', { agentInfo: { firstName: 'Ann' } }));
    await client.send('Hi');
    expect([client.agent, client.typing.active]).toEqual([{ connected: true, name: 'Ann' }, false]);
    receive(event('typing', { author: { type: 'AGENT' } }));
    expect(typing).toEqual([{ active: true, from: 'agent' }]);
  });

  it('wait_for_response shows no message, but typing', async () => {
    const { client, receive } = await ready();
    receive(
      botResponse('', {
        message: [{ component: { type: 'template', payload: { template_type: 'wait_for_response' } } }],
      }),
    );
    expect([client.messages, client.typing]).toEqual([[], { active: true, from: 'bot' }]);
  });

  it('typing ends with the connection', async () => {
    const { client, platform } = await ready();
    await client.send('Hi');
    platform.socket.end();
    expect(client.typing.active).toBe(false);
  });
});

describe('receipts of an agent', () => {
  const withThreeMessages = async () => {
    const test = await ready();
    for (const text of ['a', 'b', 'c']) await test.client.send(text);
    const statuses = () => test.client.messages.map(({ status }) => status).join(' ');
    return { ...test, statuses, ids: test.client.messages.map(({ id }) => Number(id)) };
  };

  it('mark one message as read', async () => {
    const { receive, statuses, ids } = await withThreeMessages();
    receive(event('message_read', { clientMessageId: ids[1] }));
    expect(statuses()).toBe('delivered read delivered');
  });

  it('mark all messages as read, and no later ones', async () => {
    const { receive, statuses, client } = await withThreeMessages();
    receive(event('message_read', { clientMessageId: 'all' }));
    await client.send('d');
    expect(statuses()).toBe('read read read delivered');
  });

  it('confirm a message that waits for its ack', async () => {
    const { client, platform, receive } = await ready();
    platform.acks = false;
    const sending = client.send('Hi');
    receive(event('message_delivered', { clientMessageId: platform.sent[0]!.id }));
    expect(await sending).toMatchObject({ status: 'delivered' });
  });

  it('never change read to delivered', async () => {
    const { receive, statuses, ids } = await withThreeMessages();
    receive(
      event('message_read', { clientMessageId: ids[0] }),
      event('message_delivered', { clientMessageId: ids[0] }),
    );
    expect(statuses()).toBe('read delivered delivered');
  });
});

describe('an agent', () => {
  const withAgent = async () => {
    const test = await ready();
    test.receive(event('agent_connected', { agentInfo: { firstName: 'Ann' } }));
    const sentEvents = () =>
      test.platform.socket.frames.flatMap((frame) => {
        const { event, messageId } = frame as { event?: string; messageId?: string };
        return event ? [messageId ? `${event} ${messageId}` : event] : [];
      });
    return { ...test, sentEvents };
  };
  const agentMessage = (text: string, messageId: string) => botResponse(text, { messageId, fromAgent: true });

  it('gets message_delivered and message_read once for each message', async () => {
    const { client, receive, sentEvents } = await withAgent();
    receive(
      agentMessage('Hello', 'ms-1'),
      agentMessage('Hello', 'ms-1'),
      botResponse('I am a bot', { messageId: 'ms-2' }),
    );
    expect(sentEvents()).toEqual(['message_delivered ms-1']);
    client.markRead();
    client.markRead();
    expect(sentEvents()).toEqual(['message_delivered ms-1', 'message_read ms-1']);
  });

  it('gets message_read after a reconnect if there was no connection', async () => {
    const { client, receive, platform, reach, sentEvents } = await withAgent();
    receive(agentMessage('Hello', 'ms-1'));
    platform.socket.end();
    client.markRead();
    await reach('ready');
    client.markRead();
    expect(sentEvents()).toEqual(['message_read ms-1']);
  });

  it('gets typing, and disconnect() leaves no timer', async () => {
    const { client, clock, sentEvents } = await withAgent();
    client.setTyping(true);
    expect(sentEvents()).toEqual(['typing']);
    void client.disconnect();
    await clock.advance(2_000);
    expect(clock.pending).toBe(0);
  });

  it('gets close_agent_chat from endAgentChat()', async () => {
    const { client, sentEvents } = await withAgent();
    await client.endAgentChat();
    expect(sentEvents()).toEqual(['close_agent_chat']);
    await client.disconnect();
    await expect(client.endAgentChat()).rejects.toMatchObject({ code: 'XO_DISCONNECTED' });
  });
});

describe('a notice of the platform', () => {
  it.each(['bot_active', 'session_start', 'botKitUnreachable', 'form_failure'])(
    '%s is emitted as events',
    async (type) => {
      const { receive, collect } = await ready();
      const events = collect('events');
      receive({ type, sessionId: 's-1' });
      expect(events).toMatchObject([{ type: type.toLowerCase(), sessionId: 's-1' }]);
    },
  );
});

describe('hostile frames', () => {
  it.each(hostileFixtures())(
    '$name: is emitted as unknown, and the client continues',
    async ({ data, type, reason }) => {
      const { client, receive, collect, platform } = await ready();
      const unknown = collect('unknown');
      receive(data);
      expect(unknown).toEqual(type === 'unknown' ? [expect.objectContaining({ reason })] : []);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      receive(botResponse('still here', { messageId: 'ms-77' }));
      await client.send('Hi');
      expect(client.state.status).toBe('ready');
      expect(platform.sockets).toHaveLength(1);
      expect(client.messages.slice(-2)).toMatchObject([{ text: 'still here' }, { text: 'Hi', status: 'delivered' }]);
    },
  );

  it('a binary frame is unknown', async () => {
    const { client, receive, collect } = await ready();
    const unknown = collect('unknown');
    receive(new ArrayBuffer(8));
    expect([unknown.map(({ reason }) => reason), client.state.status]).toEqual([['binary'], 'ready']);
  });

  it('all known frames in a row do no harm', async () => {
    const { client, receive, logs } = await ready();
    receive(...serverFrames().map(({ frame }) => frame));
    await client.send('Hi');
    expect(client.state.status).toBe('ready');
    expect(logs.filter(([level]) => level !== 'debug')).toEqual([]);
  });
});

describe('subscribe', () => {
  it('calls the listener once for simultaneous changes', async () => {
    const { client, receive } = await ready();
    const listener = vi.fn();
    client.subscribe(listener);
    receive(botResponse('a'), botResponse('b'), event('typing'));
    expect(listener).not.toHaveBeenCalled();
    await settle();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('keeps the same snapshot until messages change', async () => {
    const { client, receive } = await ready();
    receive(botResponse('a'));
    const { messages } = client;
    receive(event('typing'));
    expect(client.messages).toBe(messages);
    receive(botResponse('b'));
    expect(client.messages).not.toBe(messages);
    expect(client.messages[0]).toBe(messages[0]);
  });

  it('returns a function that removes the listener', async () => {
    const { client, receive } = await ready();
    const listener = vi.fn();
    client.subscribe(listener)();
    receive(botResponse('a'));
    await settle();
    expect(listener).not.toHaveBeenCalled();
  });

  it("isolates listeners from each other's errors, which are logged", async () => {
    const { client, receive, logs } = await ready();
    const after = vi.fn();
    for (const name of ['message', 'bot_response', 'state'] as const) {
      client.on(name, () => {
        throw new Error(`oops in ${name}`);
      });
    }
    client.subscribe(() => {
      throw new Error('oops in a subscriber');
    });
    client.subscribe(after);
    receive(botResponse('a'));
    await settle();
    expect(after).toHaveBeenCalled();
    expect(client.state.status).toBe('ready');
    expect(logs.filter(([level]) => level === 'error')).toHaveLength(3);
  });

  it('allows a listener to send', async () => {
    const { client, platform, receive } = await ready();
    client.on('message', ({ from }) => from === 'bot' && void client.send('auto'));
    receive(botResponse('a'));
    await settle();
    expect(platform.log).toEqual(['auto']);
  });
});
