import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import { type Entry, fingerprint, type Timeline } from './timeline.js';

/**
 * Merges a run of the history, oldest first. The history has the last word on order: each message goes behind its forerunner,
 * the first one where the first known one stands, else behind `after` and what is older. Merging a run twice changes nothing.
 *
 * @param confirm called with each message that is known already
 * @returns what was new, oldest first
 */
export function mergeRun<Received extends ReceivedMessage>(
  { confirmed, find, indexFor, lastIndexUpTo, remove, insert, addKey }: Timeline,
  run: readonly Received[],
  create: (received: Received) => ChatMessage,
  confirm: (entry: Entry, received: Received) => void,
  after?: Entry,
): Entry[] {
  const added: Entry[] = [];
  const found = run.map((received) => find(received, true));
  const knownIndexes = found.map((entry) => confirmed.lastIndexOf(entry!)).filter((index) => index >= 0);
  const first = knownIndexes.length
    ? Math.min(...knownIndexes)
    : Math.max(confirmed.lastIndexOf(after!), lastIndexUpTo(Number(run[0]?.createdAt) - 1)) + 1;
  let next = indexFor(first, run[0]?.createdAt);
  run.forEach((received, i) => {
    const { serverId, createdAt, text } = received;
    const known = found[i];
    const entry = known ?? { message: create(received) };
    const index = confirmed.lastIndexOf(entry);
    // Takes an own message that was waiting out of the queue, and puts it last.
    if (known) confirm(known, received);
    else added.push(entry);
    if (index < next) {
      if (remove(confirmed, entry) && index >= 0) next--;
      insert(confirmed, next, entry);
    } else next = index;
    next++;
    entry.serverTime = createdAt;
    if (serverId) addKey(entry, serverId);
    addKey(entry, fingerprint(createdAt, text));
  });
  return added;
}
