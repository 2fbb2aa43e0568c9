import type { SendInput } from '../../../client/chat-client.js';

/** What people read in the place of a code. */
const MASK = '*';

/** Whether this is what people read of a code that was sent. */
export const isMasked = (answer: string): boolean => /^\*+$/.test(answer.trim());

/**
 * A code as it is sent (protocol.md §6.4): between two reduction characters, where the bot has named one, so that the
 * platform masks it. People see asterisks, and the code itself goes to the platform and nowhere else.
 */
export function secretInput(code: string, reductionChar: string | undefined): SendInput {
  const mark = reductionChar ?? '';
  return { payload: `${mark}${code}${mark}`, renderText: MASK.repeat(code.length), secret: true };
}
