import type { ChatMessage } from '../../conversation/chat-message.js';

/**
 * How far before the newest known message a new one is looked for. The clocks of this machine and of the platform differ, so
 * an answer may be sorted in before the question. Bounds the cost of a look, whatever the length of the conversation (law 9).
 */
const LOOK_BACK = 20;

/**
 * Tells what has just arrived from what was there, so that each message is announced and counted once.
 * A page of the history goes in before what is known, and is never looked at.
 */
export class UnreadTracker {
  readonly #known = new Set<string>();

  /** Takes these as known: they were there before, or came from the history. */
  ignore(messages: readonly ChatMessage[]): void {
    for (const message of messages) this.#known.add(message.id);
  }

  /** What others have said since the last look, oldest first. A streamed answer counts when it is complete. */
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
