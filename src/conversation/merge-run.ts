import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import { type Entry, nameless, type Timeline } from './timeline.js';

/**
 * Merges a run of the history, oldest first. The history has the last word on order: each message goes behind its forerunner,
 * the first one where the first known one stands, else behind `after` and what is older. Merging a run twice changes nothing.
 *
 * @param confirm called with each message that is known already
 * @returns what was new, oldest first
 */
export function mergeRun<Received extends ReceivedMessage>(
  { settled, find, placeOf, lastUpTo, remove, insert, name }: Timeline,
  run: readonly Received[],
  create: (received: Received) => ChatMessage,
  confirm: (entry: Entry, received: Received) => void,
  after?: Entry,
): Entry[] {
  const added: Entry[] = [];
  const found = run.map((received) => find(received, true));
  const places = found.map((entry) => settled.lastIndexOf(entry!)).filter((index) => index >= 0);
  const first = places.length
    ? Math.min(...places)
    : Math.max(settled.lastIndexOf(after!), lastUpTo(Number(run[0]?.createdAt) - 1)) + 1;
  let cursor = placeOf(first, run[0]?.createdAt);
  run.forEach((received, i) => {
    const { serverId, createdAt, text } = received;
    const known = found[i];
    const entry = known ?? { message: create(received) };
    const index = settled.lastIndexOf(entry);
    // Takes an own message that was waiting out of the queue, and puts it last.
    if (known) confirm(known, received);
    else added.push(entry);
    if (index < cursor) {
      if (remove(settled, entry) && index >= 0) cursor--;
      insert(settled, cursor, entry);
    } else cursor = index;
    cursor++;
    entry.stamp = createdAt;
    if (serverId) name(entry, serverId);
    name(entry, nameless(createdAt, text));
  });
  return added;
}
