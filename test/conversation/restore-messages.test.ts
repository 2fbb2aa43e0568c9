import { describe, expect, it } from 'vitest';
import { createConversation } from '../../src/conversation/conversation.js';
import { restoreMessages } from '../../src/conversation/restore-messages.js';
import { createEventBus } from '../../src/events/event-bus.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { FakeHistory } from '../support/fake-history.js';
import { botRecord } from '../support/wire.js';

/** A conversation on a platform of 30 messages that gives them three at a time. */
function conversation() {
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
    tell: () => false,
    confirmReceipt() {},
    fetchHistory: async (query) => platform.page(query),
    suspect() {},
    missed() {},
    claim: undefined,
    saveQueue() {},
    saveMark() {},
    ackWaitMs: () => 8_000,
    historyLagMs: 5_000,
    urgency: () => 'none',
    queueLimit: 500,
    gapLimit: 1_000,
  });
  return { ...made, platform, clock };
}

describe('messages of pages that are gone', () => {
  it('that two of them have left are one message', () => {
    const one = conversation();
    restoreMessages(
      one,
      [
        [41, { body: 'a' }, 1_000],
        [41, { body: 'a' }, 1_000],
        [42, { body: 'b' }, 1_000],
      ],
      undefined,
    );
    expect(one.timeline.queue.map(({ message }) => message.text)).toEqual(['a', 'b']);
  });

  it('stand by the time they were sent, whatever their ids say', () => {
    const one = conversation();
    restoreMessages(one, [[42, { body: 'second' }, 2_000]], undefined);
    restoreMessages(one, [[43, { body: 'first' }, 1_000]], undefined);
    expect(one.timeline.queue.map(({ message }) => message.text)).toEqual(['first', 'second']);
  });

  it('may be before any mark until they were looked for', async () => {
    const one = conversation();
    await one.prepare(new AbortController().signal);
    const mark = one.sureMark()!;
    restoreMessages(one, [[42, { body: 'a' }, 1_000]], undefined);
    expect(one.sureMark()).toEqual({ createdAt: 1_000 - 15 * 60_000 });
    restoreMessages(one, [[43, { body: 'b' }, 1_000]], { serverId: 'm2', createdAt: -1_000_000_000 });
    expect(one.sureMark()).toMatchObject({ serverId: 'm2' });
    expect(mark.serverId).toBe('m29');
  });

  it('do not keep the first socket waiting until they are found', async () => {
    const one = conversation();
    restoreMessages(one, [[42, { body: 'a' }, one.clock.now()]], undefined);
    await one.prepare(new AbortController().signal);
    expect(one.platform.queries).toHaveLength(1);
    one.onReady();
    await one.clock.advance(0);
    expect(one.platform.queries.at(-1)).toMatchObject({ offset: 27 });
  });
});
