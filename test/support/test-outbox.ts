import type { ChatMessage } from '../../src/conversation/chat-message.js';
import { createOutbox, type OutboxHost } from '../../src/conversation/outbox.js';
import { createTimeline } from '../../src/conversation/timeline.js';
import type { UserMessageBody } from '../../src/protocol/outbound.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

/** Creates an outbox with a fake connection: `wire.isUp` is whether a message can be sent. Messages get the numbers 1, 2, … */
export function testOutbox(options: Partial<OutboxHost> = {}, onChange: (message?: ChatMessage) => void = () => {}) {
  const clock = new VirtualClock();
  const wire = { isUp: true, sent: [] as { id: number; body: UserMessageBody }[] };
  const suspicions: Error[] = [];
  let lastId = 0;
  let postponements = 0;
  const timeline = createTimeline(onChange);
  const host = {
    clock,
    nextId: () => ++lastId,
    transmit(id: number, body: UserMessageBody) {
      if (wire.isUp) wire.sent.push({ id, body });
      return wire.isUp;
    },
    suspectSocket: (cause: Error) => suspicions.push(cause),
    // Nothing is stored for later pages.
    saveQueue() {},
    acquireQueue: undefined,
    ackWaitMs: () => 8_000,
    queueLimit: 500,
    ...options,
  };
  const outbox = createOutbox(
    host,
    timeline,
    () => ({ serverId: 'newest' }),
    () => {
      postponements++;
    },
  );
  return {
    clock,
    wire,
    suspicions,
    timeline,
    outbox,
    /** Confirms that the platform has recorded the message with this number. */
    confirm: (id: number) => outbox.confirm(timeline.get(id)),
    /** Numbers of the messages that were sent, in order. */
    ids: () => wire.sent.map(({ id }) => id),
    /** How often the outbox has requested that the history is read before it sends anything else. */
    postponed: () => postponements,
    statuses: () => timeline.snapshot.map(({ id, status }) => `${id} ${status}`),
  };
}
