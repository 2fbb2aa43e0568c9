import type { ChatMessage } from '../../conversation/chat-message.js';
import { safeUrl } from '../lib/safe-url.js';

/** Templates whose input the field cannot provide or must not show: several answers at once, a code, a PIN. */
const FORMS: ReadonlySet<unknown> = new Set(['form_template', 'otpValidationTemplate', 'resetPinTemplate']);

/**
 * Finds the form that the bot is waiting for: that of the newest message, until somebody replies.
 *
 * @returns the id of its message
 */
export function pendingForm(messages: readonly ChatMessage[]): string | undefined {
  const newest = messages.findLast(({ from }) => from !== 'system');
  const isForm = newest?.components.some(
    (part) =>
      (part.type === 'form' && safeUrl(part.formLink)) || (part.type === 'template' && FORMS.has(part.templateType)),
  );
  return isForm && newest?.from !== 'user' ? newest?.id : undefined;
}
