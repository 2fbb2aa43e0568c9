import type { Conversation } from './conversation.js';
import { roughCursor } from './cursors.js';
import type { SyncCursor } from './history-sync.js';
import type { QueuedMessage } from './outbox.js';
import type { Entry, Timeline } from './timeline.js';

/**
 * Takes up messages that pages which are gone have left. They may have been on the wire: only the history knows what became
 * of them. Beside what keeps messages, which loads it: nobody else has any to restore.
 *
 * @param messages oldest first
 * @param cursor of those pages: the messages are not in the history up to there
 */
export function restoreMessages(
  conversation: Conversation,
  messages: readonly QueuedMessage[],
  cursor: SyncCursor | undefined,
): void {
  const { outbox, timeline } = conversation;
  const { queue, insert, trackForMatch } = timeline;
  // Where this page has read nothing, it goes on where those have stopped. Another page may have read on, past these messages.
  if (cursor) conversation.resumeFrom(cursor);
  let hasNewMessages = false;
  for (const message of messages) {
    const entry = outbox.restore(message);
    // Two pages may have left the same one.
    if (!isNew(entry, timeline)) continue;
    hasNewMessages = true;
    const { createdAt } = entry.message;
    entry.notBefore = cursor ?? roughCursor(createdAt);
    // Of the same moment, those of this page come later. Ids do not tell: each page has its own.
    const next = queue.findIndex(
      ({ message, onResult }) => message.createdAt > createdAt || (onResult && message.createdAt === createdAt),
    );
    insert(queue, next < 0 ? queue.length : next, entry);
    trackForMatch(entry, createdAt);
  }
  conversation.reconcileQueue(hasNewMessages);
}

/** No message here is this one, as far as its name, or else its text and time can tell. */
function isNew(
  { message: { id, text, createdAt } }: Entry,
  { get, isNear, isUnnumbered, confirmed }: Timeline,
): boolean {
  return !get(id) && !confirmed.some((entry) => isUnnumbered(entry, text) && isNear(entry.serverTime, createdAt));
}
