import type { ChatMessage } from '../../conversation/chat-message.js';

/** Steps through the texts that the user has sent, as a shell does. */
export class InputHistory {
  /** Position in the history; 0 is the current input. */
  #depth = 0;
  #shown = '';

  /**
   * @param step 1 for older, -1 for newer
   * @param text the text in the field
   * @returns the text to put into the field; undefined if the key keeps its default action
   */
  step(step: 1 | -1, text: string, messages: readonly ChatMessage[]): string | undefined {
    // The user has edited the text: arrow keys move the cursor again.
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

/**
 * Returns the n-th distinct text from the end, counted from 1. Skips choices and files, which the user did not type.
 */
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
