import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { MessageStore } from './message-store.js';

export interface Merging {
  /** A known message was found in the history. @returns true when it must move to its place there */
  confirm(message: ChatMessage, received: ReceivedMessage): boolean;
  create(received: ReceivedMessage): ChatMessage;
}

/**
 * Merges a run of the history, oldest first. Its order is the platform's: each new message goes right behind its
 * forerunner, or before the first known one. Merging a run twice changes nothing (law 2).
 *
 * @param fallback index for a run in which nothing is known
 * @returns the messages that were added, oldest first
 */
export function mergeHistory(
  run: readonly ReceivedMessage[],
  store: MessageStore,
  { confirm, create }: Merging,
  fallback: number,
): ChatMessage[] {
  const { list, index } = store;
  const added: ChatMessage[] = [];
  let cursor = -1;
  run.forEach((received, i) => {
    const known = index.find(received);
    if (known && !confirm(known, received)) {
      cursor = Math.max(cursor, list.indexOf(known.id) + 1);
      return;
    }
    if (cursor < 0) {
      const next = run.slice(i + 1).find((later) => index.find(later));
      cursor = next ? list.indexOf(index.find(next)!.id) : fallback;
    }
    if (known) {
      if (list.indexOf(known.id) < cursor) cursor--;
      store.move(known.id, cursor++);
    } else {
      const message = create(received);
      store.add(message, cursor++);
      added.push(message);
    }
  });
  return added;
}
