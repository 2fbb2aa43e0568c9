import type { ReceivedMessage } from '../protocol/received-message.js';
import { type Entry, isNear, type Timeline } from './timeline.js';

/**
 * Returns the message that a record is about: by the platform's id, then by `clientMessageId`. Older servers give neither; then the
 * side, the text and the approximate time decide, and each message matches one record, in order. That cannot tell equal texts from
 * two tabs apart: they count as the same message.
 *
 * @param consume the record is merged, so no other record is about the message
 */
export function findEntry(
  { get, unmatched }: Timeline,
  { from, text, serverId, clientMessageId, createdAt }: ReceivedMessage,
  consume?: boolean,
): Entry | undefined {
  // Only two sides, because the history may not tell messages of agents from those of the bot.
  const isAlike = ([{ message }, time]: [Entry, number]) =>
    message.text === text && (message.from === 'user') === (from === 'user') && (!createdAt || isNear(time, createdAt));
  const keyed = get(serverId) ?? get(clientMessageId);
  const found = keyed || clientMessageId !== undefined ? keyed : [...unmatched].find(isAlike)?.[0];
  if (found && consume) unmatched.delete(found);
  return found;
}
