import type { SendInput } from '../../../client/chat-client.js';

/**
 * A code as it is sent (protocol.md §6.4): between two reduction characters, where the bot has named one, so that the
 * platform masks it. People see asterisks, and the code itself goes to the platform and nowhere else.
 */
export function secretInput(code: string, reductionChar: string | undefined): SendInput {
  const mark = reductionChar ?? '';
  return { payload: `${mark}${code}${mark}`, renderText: '*'.repeat(code.length), secret: true };
}
