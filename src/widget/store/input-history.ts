import type { ChatMessage } from '../../conversation/chat-message.js';

/** Walks back through what the user has sent, as a shell does. */
export class InputHistory {
  /** How far back: 0 is what is being written now. */
  #depth = 0;
  #shown = '';

  /**
   * @param step 1 further back, -1 towards now
   * @param text what is in the field
   * @returns what to put there; undefined when the key means something else
   */
  step(step: 1 | -1, text: string, messages: readonly ChatMessage[]): string | undefined {
    // What the user has changed is theirs: arrows move in it again.
    if (text !== this.#shown) this.#depth = 0;
    if (this.#depth === 0 && (step < 0 || text)) return undefined;
    const depth = this.#depth + step;
    const found = depth === 0 ? '' : nthSent(messages, depth);
    if (found === undefined) return undefined;
    this.#depth = depth;
    this.#shown = found;
    return found;
  }
}

/** The n-th different text from the end, counted from 1. Choices and files are no texts that were written. */
function nthSent(messages: readonly ChatMessage[], n: number): string | undefined {
  let last: string | undefined;
  for (let at = messages.length; at--; ) {
    const { from, text, components } = messages[at]!;
    if (from !== 'user' || !text || text === last || components[0]?.type !== 'text') continue;
    last = text;
    if (--n === 0) return text;
  }
  return undefined;
}
