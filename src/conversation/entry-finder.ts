import type { ReceivedMessage } from '../protocol/received-message.js';
import { type Entry, isNear, type Timeline } from './timeline.js';

/** Only two sides, because the history may not tell messages of agents from those of the bot. */
const sideAndText = ({ from, text }: { from: string; text: string }) => `${from === 'user'}${text}`;

/**
 * Returns a function that finds the message of a record: by the platform's id, then by `clientMessageId`. Older servers give neither;
 * then the side, the text and the approximate time decide, and each message matches one record, in order. That cannot tell equal texts
 * from two tabs apart: they count as the same message.
 *
 * The messages without a record are indexed once, so that the cost of a lookup does not depend on their number. The function can be
 * used until other messages are added.
 */
export function createEntryFinder({ get, unmatched }: Timeline) {
  const alike = new Map<string, Entry[]>();
  for (const entry of unmatched.keys()) {
    const key = sideAndText(entry.message);
    const entries = alike.get(key);
    if (entries) entries.push(entry);
    else alike.set(key, [entry]);
  }
  /** @param consume the record is merged, so no other record is about the message */
  return (received: ReceivedMessage, consume?: boolean): Entry | undefined => {
    const { serverId, clientMessageId, createdAt } = received;
    const isUnmatched = (entry: Entry) =>
      unmatched.has(entry) && (!createdAt || isNear(unmatched.get(entry), createdAt));
    const keyed = get(serverId) ?? get(clientMessageId);
    const found = keyed || clientMessageId !== undefined ? keyed : alike.get(sideAndText(received))?.find(isUnmatched);
    if (found && consume) unmatched.delete(found);
    return found;
  };
}
