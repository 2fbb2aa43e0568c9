import type { SendInput } from '../../../client/chat-client.js';

/** Shown for each character of a code. */
const MASK = '*';

/** Whether an answer is a masked code. */
export const isMasked = (answer: string): boolean => /^\*+$/.test(answer.trim());

/**
 * Returns what a code sends (docs/protocol.md §6.4). If the bot names a reduction character, the code goes between two of them, so
 * that the platform masks it. The message shows asterisks, and only the platform gets the code itself.
 */
export function secretInput(code: string, reductionChar: string | undefined): SendInput {
  const mark = reductionChar ?? '';
  return { payload: `${mark}${code}${mark}`, renderText: MASK.repeat(code.length), secret: true };
}
