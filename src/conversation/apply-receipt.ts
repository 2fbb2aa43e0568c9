import type { EventsFrame } from '../protocol/inbound.js';
import type { Outbox } from './outbox.js';
import type { Entry, Timeline } from './timeline.js';

/** An agent has got or read our messages: one of them, or with `all` every one so far (protocol.md §4.6). */
export function applyReceipt(
  { type, clientMessageId }: EventsFrame['message'],
  { confirmed, get, update }: Timeline,
  outbox: Outbox,
): void {
  const isRead = type === 'message_read';
  if (!isRead && type !== 'message_delivered') return;
  const one = get(clientMessageId);
  outbox.confirm(one);
  const read = (entry: Entry) => {
    const { from, status } = entry.message;
    if (from === 'user' && status === 'delivered') update(entry, { status: 'read' });
    return status === 'read';
  };
  if (isRead && one) read(one);
  // Back to one that was read before: so are all that come before that.
  else if (isRead && clientMessageId === 'all') confirmed.findLast(read);
}
