import { createOutbox, type OutboxPorts } from '../../src/conversation/outbox.js';
import { createTimeline } from '../../src/conversation/timeline.js';
import type { UserMessageBody } from '../../src/protocol/outbound.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

/** An outbox whose wire is the test's: `wire.isUp` says whether a message can leave. Messages get the numbers 1, 2, … */
export function testOutbox(options: Partial<OutboxPorts> = {}) {
  const clock = new VirtualClock();
  const wire = { isUp: true, sent: [] as { id: number; body: UserMessageBody }[] };
  const suspicions: Error[] = [];
  let lastId = 0;
  let postponements = 0;
  const timeline = createTimeline(() => {});
  const ports = {
    clock,
    nextId: () => ++lastId,
    transmit(id: number, body: UserMessageBody) {
      if (wire.isUp) wire.sent.push({ id, body });
      return wire.isUp;
    },
    suspect: (cause: Error) => suspicions.push(cause),
    // Nothing is kept for later pages.
    saveQueue() {},
    claim: undefined,
    ackWaitMs: () => 8_000,
    queueLimit: 500,
    ...options,
  };
  const outbox = createOutbox(
    ports,
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
    /** The platform has the message with this number. */
    confirm: (id: number) => outbox.confirm(timeline.get(id)),
    /** Numbers of the messages that went out, in order. */
    ids: () => wire.sent.map(({ id }) => id),
    /** So often the history was to be read before anything else is sent. */
    postponed: () => postponements,
    statuses: () => timeline.snapshot.map(({ id, status }) => `${id} ${status}`),
  };
}
