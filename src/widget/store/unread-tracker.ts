import type { ChatMessage } from '../../conversation/chat-message.js';

/**
 * How many known messages in a row end the search for new ones. The clocks of this machine and of the platform differ,
 * so an answer may be sorted in before its question. Bounds the cost of a call, whatever the length of the
 * conversation.
 */
const LOOK_BACK = 20;

/**
 * Finds the messages that have just arrived, so that each is announced and counted once. Pages of history are inserted
 * before the known messages, and are not searched.
 */
export class UnreadTracker {
  readonly #known = new Set<string>();

  /** Marks messages as known: they existed before, or came from the history. */
  ignore(messages: readonly ChatMessage[]): void {
    for (const message of messages) this.#known.add(message.id);
  }

  /**
   * Returns the messages from others since the last call, oldest first. A streamed message counts when it is complete.
   */
  take(messages: readonly ChatMessage[]): ChatMessage[] {
    const arrived: ChatMessage[] = [];
    let knownInARow = 0;
    for (let index = messages.length - 1; index >= 0 && knownInARow < LOOK_BACK; index--) {
      const message = messages[index]!;
      if (this.#known.has(message.id)) {
        knownInARow++;
        continue;
      }
      knownInARow = 0;
      if (message.streaming) continue;
      this.#known.add(message.id);
      if (message.from !== 'user') arrived.unshift(message);
    }
    return arrived;
  }
}
