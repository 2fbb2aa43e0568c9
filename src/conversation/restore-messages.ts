import type { Conversation } from './conversation.js';
import { roughCursor } from './cursors.js';
import type { SyncCursor } from './history-sync.js';
import type { QueuedMessage } from './outbox.js';
import { type Entry, isUnnumbered, type Timeline } from './timeline.js';

/**
 * Adds messages that earlier pages have stored to the queue. They may have been sent, so they are in doubt until the history
 * has been read. A file of its own, because it loads together with the outbox store, its only user.
 *
 * @param messages oldest first
 * @param cursor stored by those pages: none of the messages is in the history up to it
 */
export function restoreMessages(
  conversation: Conversation,
  messages: readonly QueuedMessage[],
  cursor: SyncCursor | undefined,
): void {
  const { outbox, timeline } = conversation;
  const { queue, insert, unmatched } = timeline;
  // If this page has read nothing yet, it continues there. The stored cursor of another page may be past these messages.
  if (cursor) conversation.resumeFrom(cursor);
  let hasNewMessages = false;
  for (const message of messages) {
    const entry = outbox.restore(message);
    // Two pages may have stored the same message.
    if (!isNew(entry, timeline)) continue;
    hasNewMessages = true;
    const { createdAt } = entry.message;
    entry.notBefore = cursor ?? roughCursor(createdAt);
    // With the same time, messages of this page come later. Ids cannot decide, because each page counts its own.
    const next = queue.findIndex(
      ({ message, onResult }) => message.createdAt > createdAt || (onResult && message.createdAt === createdAt),
    );
    insert(queue, next < 0 ? queue.length : next, entry);
    unmatched.set(entry, createdAt);
  }
  conversation.reconcileQueue(hasNewMessages);
}

/** Whether no message here has this id, or else this text at about this time. */
function isNew({ message: { id, text, createdAt } }: Entry, { get, confirmed }: Timeline): boolean {
  return !get(id) && !confirmed.some((entry) => isUnnumbered(entry, text, createdAt));
}
