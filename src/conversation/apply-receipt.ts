import type { EventsFrame } from '../protocol/inbound.js';
import type { Outbox } from './outbox.js';
import type { Timeline } from './timeline.js';

/** An agent has got or read our messages: one of them, or with `all` every one so far (protocol.md §4.6). */
export function applyReceipt(
  { type, clientMessageId }: EventsFrame['message'],
  { settled, get, update }: Timeline,
  outbox: Outbox,
): void {
  if (type !== 'message_delivered' && type !== 'message_read') return;
  const one = get(clientMessageId);
  if (one) outbox.confirm(one);
  else if (clientMessageId !== 'all') return;
  if (type === 'message_delivered') return;
  for (let i = settled.length; i--; ) {
    const entry = settled[i]!;
    const { from, status } = entry.message;
    if (one ? entry !== one : from !== 'user') continue;
    if (status === 'delivered') update(entry, { status: 'read' });
    if (one || status === 'read') return;
  }
}
