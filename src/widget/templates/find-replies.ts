import type { ChatMessage } from '../../conversation/chat-message.js';
import { toJson } from '../../lib/json.js';
import { type Action, isChosen } from './to-action.js';

/** Number of replies that a part considers as its answer. */
const MAX_ANSWERS = 20;

/**
 * Returns the texts of the user's messages after this message, live or from the history, oldest first. Searches from the end,
 * because the messages that can still be answered are there.
 */
export function findReplies(id: string, messages: readonly ChatMessage[]): string[] {
  const answers: string[] = [];
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index]!;
    if (message.id === id) return answers.reverse().slice(0, MAX_ANSWERS);
    if (message.from === 'user') answers.push(message.text);
  }
  return [];
}

/**
 * Returns the answer, or a blank text if it is ambiguous: several actions show the same text and send different payloads.
 *
 * @param actions the actions of the template
 */
export function resolveReply(answer: string | undefined, actions: readonly Action[]): string | undefined {
  const chosen = actions.flatMap((action) => (action.kind === 'send' && isChosen(action, answer) ? action.input : []));
  return new Set(chosen.map(({ payload }) => toJson(payload))).size > 1 ? '' : answer;
}

/** Returns the id of the user's newest message after this one. If it has changed, there may be a new answer. */
export function newestReplyId(id: string, messages: readonly ChatMessage[]): string | undefined {
  const newest = messages.findLast((message) => message.from === 'user' || message.id === id);
  return newest?.from === 'user' ? newest.id : undefined;
}
