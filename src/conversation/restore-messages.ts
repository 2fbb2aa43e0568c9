import type { Conversation } from './conversation.js';
import type { Mark } from './history-sync.js';
import { roughPlace } from './older-mark.js';
import type { Saved } from './outbox.js';
import type { Entry, Timeline } from './timeline.js';

/**
 * Takes up messages that pages which are gone have left. They may have been on the wire: only the history knows what became
 * of them. Beside what keeps messages, which loads it: nobody else has any to restore.
 *
 * @param messages oldest first
 * @param mark of those pages: the messages are not in the history up to there
 */
export function restoreMessages(conversation: Conversation, messages: readonly Saved[], mark: Mark | undefined): void {
  const { outbox, timeline } = conversation;
  const { queue, insert, watch } = timeline;
  // Where this page has read nothing, it goes on where those have stopped. Another page may have read on, past these messages.
  if (mark) conversation.resume(mark);
  let joined = false;
  for (const message of messages) {
    const entry = outbox.revive(message);
    // Two pages may have left the same one.
    if (!isNew(entry, timeline)) continue;
    joined = true;
    const { createdAt } = entry.message;
    entry.after = mark ?? roughPlace(createdAt);
    // Of the same moment, those of this page come later. Ids do not tell: each page has its own.
    const next = queue.findIndex(
      ({ message, settle }) => message.createdAt > createdAt || (settle && message.createdAt === createdAt),
    );
    insert(queue, next < 0 ? queue.length : next, entry);
    watch(entry, createdAt);
  }
  conversation.doubt(joined);
}

/** No message here is this one, as far as its name, or else its text and time can tell. */
function isNew({ message: { id, text, createdAt } }: Entry, { get, isNear, isUnnumbered, settled }: Timeline): boolean {
  return !get(id) && !settled.some((entry) => isUnnumbered(entry, text) && isNear(entry.stamp, createdAt));
}
