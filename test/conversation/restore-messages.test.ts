import { describe, expect, it } from 'vitest';
import { createConversation } from '../../src/conversation/conversation.js';
import { restoreMessages } from '../../src/conversation/restore-messages.js';
import { createEventBus } from '../../src/events/event-bus.js';
import { VirtualClock } from '../proof/virtual-clock.js';
import { FakeHistory } from '../support/fake-history.js';
import { botRecord } from '../support/wire.js';

/** Creates a conversation with a platform that has 30 messages and returns three per page. */
function createTestConversation() {
  const clock = new VirtualClock();
  const platform = new FakeHistory();
  platform.pageCap = 3;
  for (let n = 0; n < 30; n++) platform.records.push(botRecord(`m${n}`, `${n}`, clock.now() + n));
  const made = createConversation({
    clock,
    random: () => 0.5,
    nextId: () => 1,
    bus: createEventBus(() => {}),
    changed() {},
    transmit: () => false,
    sendUserEvent: () => false,
    sendReceipt() {},
    fetchHistory: async (query) => platform.page(query),
    suspectSocket() {},
    reportGap() {},
    acquireQueue: undefined,
    saveQueue() {},
    saveCursor() {},
    ackWaitMs: () => 8_000,
    historyLagMs: 5_000,
    urgency: () => 'none',
    queueLimit: 500,
    gapLimit: 1_000,
  });
  return { ...made, platform, clock };
}

describe('restored messages', () => {
  it('that two pages have stored are added once', () => {
    const conversation = createTestConversation();
    restoreMessages(
      conversation,
      [
        [41, { body: 'a' }, 1_000],
        [41, { body: 'a' }, 1_000],
        [42, { body: 'b' }, 1_000],
      ],
      undefined,
    );
    expect(conversation.timeline.queue.map(({ message }) => message.text)).toEqual(['a', 'b']);
  });

  it('are ordered by their times, not by their ids', () => {
    const conversation = createTestConversation();
    restoreMessages(conversation, [[42, { body: 'second' }, 2_000]], undefined);
    restoreMessages(conversation, [[43, { body: 'first' }, 1_000]], undefined);
    expect(conversation.timeline.queue.map(({ message }) => message.text)).toEqual(['first', 'second']);
  });

  it('move cursorBeforeQueue() back until they are confirmed', async () => {
    const conversation = createTestConversation();
    await conversation.prepare(new AbortController().signal);
    const cursor = conversation.cursorBeforeQueue()!;
    restoreMessages(conversation, [[42, { body: 'a' }, 1_000]], undefined);
    expect(conversation.cursorBeforeQueue()).toEqual({ createdAt: 1_000 - 15 * 60_000 });
    restoreMessages(conversation, [[43, { body: 'b' }, 1_000]], { serverId: 'm2', createdAt: -1_000_000_000 });
    expect(conversation.cursorBeforeQueue()).toMatchObject({ serverId: 'm2' });
    expect(cursor.serverId).toBe('m29');
  });

  it('do not delay the first socket', async () => {
    const conversation = createTestConversation();
    restoreMessages(conversation, [[42, { body: 'a' }, conversation.clock.now()]], undefined);
    await conversation.prepare(new AbortController().signal);
    expect(conversation.platform.queries).toHaveLength(1);
    conversation.onReady();
    await conversation.clock.advance(0);
    expect(conversation.platform.queries.at(-1)).toMatchObject({ offset: 27 });
  });
});
