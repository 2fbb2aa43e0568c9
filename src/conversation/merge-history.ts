import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { MessageIndex } from './message-index.js';
import type { MessageList } from './message-list.js';

/**
 * Merges a run of the history, oldest first. Its order is the platform's: each new message goes right behind its
 * forerunner, or before the first known one. Merging a run twice changes nothing (law 2).
 *
 * @param confirm hears of each known message; true moves it to its place in the history
 * @param fallback index for a run in which nothing is known
 * @returns the messages that were added, oldest first
 */
export function mergeHistory<Received extends ReceivedMessage>(
  run: readonly Received[],
  list: MessageList,
  { find }: MessageIndex,
  confirm: (message: ChatMessage, received: Received) => boolean,
  create: (received: Received) => ChatMessage,
  fallback: number,
): ChatMessage[] {
  const added: ChatMessage[] = [];
  let cursor = -1;
  run.forEach((received, i) => {
    const known = find(received);
    if (known && !confirm(known, received)) {
      cursor = Math.max(cursor, list.indexOf(known.id) + 1);
      return;
    }
    if (cursor < 0) {
      const next = run.slice(i + 1).find(find);
      cursor = next ? list.indexOf(find(next)!.id) : fallback;
    }
    if (known) {
      if (list.indexOf(known.id) < cursor) cursor--;
      list.insert(cursor++, list.remove(known.id));
    } else {
      const message = create(received);
      list.insert(cursor++, message);
      added.push(message);
    }
  });
  return added;
}
