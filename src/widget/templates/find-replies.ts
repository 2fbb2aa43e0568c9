import type { ChatMessage } from '../../conversation/chat-message.js';
import { toJson } from '../../lib/json.js';
import { type Action, isChosen } from './to-action.js';

/** So many answers a part looks at: which of them is its own, it knows by what they say. */
const MAX_ANSWERS = 20;

/**
 * What the user has said after this message, live or from the history, oldest first. Looked for from the end, where those
 * messages stand that can still be answered.
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
 * The answer, as far as it tells what was chosen: blank where several actions have those words, and send different things.
 *
 * @param actions of the template that was answered
 */
export function resolveReply(answer: string | undefined, actions: readonly Action[]): string | undefined {
  const chosen = actions.flatMap((action) => (action.kind === 'send' && isChosen(action, answer) ? action.input : []));
  return new Set(chosen.map(({ payload }) => toJson(payload))).size > 1 ? '' : answer;
}

/** The newest own message after this one: when it is another than before, there may be another answer. */
export function newestAnswer(id: string, messages: readonly ChatMessage[]): string | undefined {
  const newest = messages.findLast((message) => message.from === 'user' || message.id === id);
  return newest?.from === 'user' ? newest.id : undefined;
}
