import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import { createEntryFinder } from './entry-finder.js';
import { type Entry, fingerprint, type Timeline } from './timeline.js';

/**
 * Merges consecutive records of the history, oldest first. The history determines the order: each message is placed after its
 * predecessor in the run. The run starts at its first known message or, if it contains none, after `after` and all older
 * messages. Merging a run twice changes nothing.
 *
 * @param confirm called with each message that was known before
 * @param isNews whether new messages were missed by the socket, rather than being older than what was shown
 * @returns the messages that were new, oldest first
 */
export function mergeRun<Received extends ReceivedMessage>(
  timeline: Timeline,
  run: readonly Received[],
  create: (received: Received) => ChatMessage,
  confirm: (entry: Entry, received: Received) => void,
  after?: Entry,
  isNews?: boolean,
): Entry[] {
  const { confirmed, indexFor, lastIndexUpTo, remove, insert, addKey } = timeline;
  const added: Entry[] = [];
  const find = createEntryFinder(timeline);
  const found = run.map((received) => {
    const entry = find(received, true);
    // A message that the user has removed after it had failed is new if it has arrived after all.
    return entry?.message.status === 'failed' && !confirmed.includes(entry) ? undefined : entry;
  });
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
    // Records between this one and its predecessor may not be visible yet, while their frames have arrived.
    if (!known) while (Number(confirmed[next]?.serverTime) < Number(createdAt)) next++;
    // Moves an own message from the queue to the end of the confirmed messages.
    if (known) confirm(known, received);
    else added.push(entry);
    if (index < next) {
      if (remove(confirmed, entry) && index >= 0) next--;
      // A gap has an event of its own.
      insert(confirmed, next, entry, isNews && !known && received.from !== ('system' as string));
    } else next = index;
    next++;
    entry.serverTime = createdAt;
    if (serverId) addKey(entry, serverId);
    addKey(entry, fingerprint(createdAt, text));
  });
  return added;
}
