import type { ChatMessage } from '../../conversation/chat-message.js';

/**
 * The next own message after this one, live or from the history: what the user has answered. Undefined while there is none.
 * Looked for from the end, where those stand that can still be answered.
 */
export function answerTo(id: string, messages: readonly ChatMessage[]): ChatMessage | undefined {
  let answer: ChatMessage | undefined;
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index]!;
    if (message.id === id) return answer;
    if (message.from === 'user') answer = message;
  }
  return undefined;
}
