import type { ChatMessage } from '../../conversation/chat-message.js';
import { safeUrl } from '../lib/safe-url.js';

/** Templates that ask for what the field cannot give, or must not show: several answers at once, a code, a PIN. */
const FORMS: ReadonlySet<unknown> = new Set(['form_template', 'otpValidationTemplate', 'resetPinTemplate']);

/**
 * The message with the form that the bot waits for: the newest one, as long as nobody has said anything behind it.
 *
 * @returns its id
 */
export function pendingForm(messages: readonly ChatMessage[]): string | undefined {
  const newest = messages.findLast(({ from }) => from !== 'system');
  const isForm = newest?.components.some(
    (part) =>
      (part.type === 'form' && safeUrl(part.formLink)) || (part.type === 'template' && FORMS.has(part.templateType)),
  );
  return isForm && newest?.from !== 'user' ? newest?.id : undefined;
}
