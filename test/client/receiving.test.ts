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
  it('is told and shown', async () => {
    const { client, receive, hear } = await ready();
    const [added, frames] = [hear('message'), hear('bot_response')];
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

  it('that comes twice is one message', async () => {
    const { receive, texts } = await ready();
    const frame = botResponse('Hello', { messageId: 'ms-1' });
    receive(frame, frame);
    expect(texts()).toEqual(['Hello']);
  });

  it('without a name is a message each time, with an id of its own', async () => {
    const { client, receive } = await ready();
    receive(botResponse('Hello'), botResponse('Hello'));
    const [a, b] = client.messages;
    expect([client.messages.length, a!.id === b!.id]).toEqual([2, false]);
  });

  it('is confirmed where receipts are wanted, and only there', async () => {
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
  it('is one message that grows', async () => {
    const { client, receive, hear } = await ready();
    const changes = hear('message');
    receive(streamPart('ms-1', 'Hel'), streamPart('ms-1', 'lo'), streamPart('ms-1', '!', { endChunk: true }));
    expect(changes.map(({ text, streaming }) => [text, streaming])).toEqual([
      ['Hel', true],
      ['Hello', true],
      ['Hello!', false],
    ]);
    expect(client.messages).toMatchObject([
      { id: 'ms-1', text: 'Hello!', components: [{ type: 'text', text: 'Hello!' }] },
    ]);
  });

  it('believes the whole text more than its parts', async () => {
    const { texts, receive } = await ready();
    receive(streamPart('ms-1', 'Hel'), streamPart('ms-1', '', { endChunk: true, completeResponse: 'Hello' }));
    expect(texts()).toEqual(['Hello']);
  });

  it('may be one part', async () => {
    const { client, receive } = await ready();
    receive(streamPart('ms-1', 'Hello', { endChunk: true }));
    expect(client.messages).toMatchObject([{ text: 'Hello', streaming: false }]);
  });

  it('keeps its place while others speak', async () => {
    const { texts, receive } = await ready();
    receive(
      streamPart('ms-1', 'a'),
      botResponse('x', { messageId: 'ms-2' }),
      streamPart('ms-1', 'b', { endChunk: true }),
    );
    expect(texts()).toEqual(['ab', 'x']);
  });

  it('that is complete takes no further parts', async () => {
    const { texts, receive } = await ready();
    receive(streamPart('ms-1', 'a', { endChunk: true }), streamPart('ms-1', 'b'));
    expect(texts()).toEqual(['a']);
  });

  it('that was cut is completed from the history', async () => {
    const { client, receive, platform, reach } = await ready();
    receive(streamPart('ms-0', 'Hel'));
    platform.say('Hello', false);
    platform.socket.end();
    await reach('ready');
    expect(client.messages).toMatchObject([{ id: 'ms-0', text: 'Hello', streaming: false }]);
    expect(client.messages[0]!.interrupted).toBeFalsy();
  });

  it('that was cut, and is not in the history, is marked', async () => {
    const { client, receive, platform, reach } = await ready();
    receive(streamPart('ms-9', 'Hel'));
    platform.socket.end();
    await reach('ready');
    expect(client.messages).toMatchObject([{ text: 'Hel', streaming: false, interrupted: true }]);
  });
});

describe('what the user sends elsewhere', () => {
  it('is one message, though its record comes first and has no number', async () => {
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
  it('the bot is taken to write from the ack to its answer', async () => {
    const { client, platform } = await ready();
    await client.send('Hi');
    expect(client.typing).toEqual({ active: true, from: 'bot' });
    platform.say('Hello');
    expect(client.typing).toEqual({ active: false });
  });

  it('an agent says so themselves', async () => {
    const { client, receive, hear } = await ready();
    const typing = hear('typing');
    receive(event('agent_connected', { agentInfo: { firstName: 'Ann' } }));
    await client.send('Hi');
    expect([client.agent, client.typing.active]).toEqual([{ connected: true, name: 'Ann' }, false]);
    receive(event('typing', { author: { type: 'AGENT' } }));
    expect(typing).toEqual([{ active: true, from: 'agent' }]);
  });

  it('a placeholder is no message, but a sign of life', async () => {
    const { client, receive } = await ready();
    receive(
      botResponse('', {
        message: [{ component: { type: 'template', payload: { template_type: 'wait_for_response' } } }],
      }),
    );
    expect([client.messages, client.typing]).toEqual([[], { active: true, from: 'bot' }]);
  });

  it('ends with the connection', async () => {
    const { client, platform } = await ready();
    await client.send('Hi');
    platform.socket.end();
    expect(client.typing.active).toBe(false);
  });
});

describe('receipts of an agent', () => {
  const three = async () => {
    const test = await ready();
    for (const text of ['a', 'b', 'c']) await test.client.send(text);
    const statuses = () => test.client.messages.map(({ status }) => status).join(' ');
    return { ...test, statuses, ids: test.client.messages.map(({ id }) => Number(id)) };
  };

  it('mark one message as read', async () => {
    const { receive, statuses, ids } = await three();
    receive(event('message_read', { clientMessageId: ids[1] }));
    expect(statuses()).toBe('delivered read delivered');
  });

  it('mark all messages as read, and none that comes later', async () => {
    const { receive, statuses, client } = await three();
    receive(event('message_read', { clientMessageId: 'all' }));
    await client.send('d');
    expect(statuses()).toBe('read read read delivered');
  });

  it('deliver what waited for its ack', async () => {
    const { client, platform, receive } = await ready();
    platform.acks = false;
    const sending = client.send('Hi');
    receive(event('message_delivered', { clientMessageId: platform.sent[0]!.id }));
    expect(await sending).toMatchObject({ status: 'delivered' });
  });

  it('never turn a message back', async () => {
    const { receive, statuses, ids } = await three();
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
    const told = () =>
      test.platform.socket.frames.flatMap((frame) => {
        const { event, messageId } = frame as { event?: string; messageId?: string };
        return event ? [messageId ? `${event} ${messageId}` : event] : [];
      });
    return { ...test, told };
  };
  const says = (text: string, messageId: string) => botResponse(text, { messageId, fromAgent: true });

  it('is told which of their messages have arrived, and which were read', async () => {
    const { client, receive, told } = await withAgent();
    receive(says('Hello', 'ms-1'), says('Hello', 'ms-1'), botResponse('I am a bot', { messageId: 'ms-2' }));
    expect(told()).toEqual(['message_delivered ms-1']);
    client.markRead();
    client.markRead();
    expect(told()).toEqual(['message_delivered ms-1', 'message_read ms-1']);
  });

  it('is told of what was read without a connection when there is one', async () => {
    const { client, receive, platform, reach, told } = await withAgent();
    receive(says('Hello', 'ms-1'));
    platform.socket.end();
    client.markRead();
    await reach('ready');
    client.markRead();
    expect(told()).toEqual(['message_read ms-1']);
  });

  it('is told when the user writes, and nothing of it is left when the connection ends', async () => {
    const { client, clock, told } = await withAgent();
    client.setTyping(true);
    expect(told()).toEqual(['typing']);
    void client.disconnect();
    await clock.advance(2_000);
    expect(clock.pending).toBe(0);
  });

  it('is left by the user', async () => {
    const { client, told } = await withAgent();
    await client.endAgentChat();
    expect(told()).toEqual(['close_agent_chat']);
    await client.disconnect();
    await expect(client.endAgentChat()).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe('what the platform announces', () => {
  it.each(['bot_active', 'session_start', 'botKitUnreachable', 'form_failure'])('%s is an event', async (type) => {
    const { receive, hear } = await ready();
    const events = hear('events');
    receive({ type, sessionId: 's-1' });
    expect(events).toMatchObject([{ type: type.toLowerCase(), sessionId: 's-1' }]);
  });
});

describe('hostile frames (law 8)', () => {
  it.each(hostileFixtures())('$name: announced, and the client goes on', async ({ data, type, reason }) => {
    const { client, receive, hear, platform } = await ready();
    const unknown = hear('unknown');
    receive(data);
    expect(unknown).toEqual(type === 'unknown' ? [expect.objectContaining({ reason })] : []);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    receive(botResponse('still here', { messageId: 'ms-77' }));
    await client.send('Hi');
    expect(client.state.status).toBe('ready');
    expect(platform.sockets).toHaveLength(1);
    expect(client.messages.slice(-2)).toMatchObject([{ text: 'still here' }, { text: 'Hi', status: 'delivered' }]);
  });

  it('bytes are unknown', async () => {
    const { client, receive, hear } = await ready();
    const unknown = hear('unknown');
    receive(new ArrayBuffer(8));
    expect([unknown.map(({ reason }) => reason), client.state.status]).toEqual([['binary'], 'ready']);
  });

  it('every frame that is known to us, one after the other, stops nothing', async () => {
    const { client, receive, logs } = await ready();
    receive(...serverFrames().map(({ frame }) => frame));
    await client.send('Hi');
    expect(client.state.status).toBe('ready');
    expect(logs.filter(([level]) => level !== 'debug')).toEqual([]);
  });
});

describe('subscribe', () => {
  it('calls once for all that changes in one go', async () => {
    const { client, receive } = await ready();
    const listener = vi.fn();
    client.subscribe(listener);
    receive(botResponse('a'), botResponse('b'), event('typing'));
    expect(listener).not.toHaveBeenCalled();
    await settle();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('shows a snapshot that stays the same until something changes', async () => {
    const { client, receive } = await ready();
    receive(botResponse('a'));
    const { messages } = client;
    receive(event('typing'));
    expect(client.messages).toBe(messages);
    receive(botResponse('b'));
    expect(client.messages).not.toBe(messages);
    expect(client.messages[0]).toBe(messages[0]);
  });

  it('ends with what it gave', async () => {
    const { client, receive } = await ready();
    const listener = vi.fn();
    client.subscribe(listener)();
    receive(botResponse('a'));
    await settle();
    expect(listener).not.toHaveBeenCalled();
  });

  it('survives a listener that throws: the others hear, the log tells', async () => {
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

  it('hears of a client that a listener sends with', async () => {
    const { client, platform, receive } = await ready();
    client.on('message', ({ from }) => from === 'bot' && void client.send('auto'));
    receive(botResponse('a'));
    await settle();
    expect(platform.log).toEqual(['auto']);
  });
});
