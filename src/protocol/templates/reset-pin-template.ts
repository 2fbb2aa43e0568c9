import { type Action, action } from './action.js';
import { pinLength } from './otp-validation-template.js';
import { flag, list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for a new PIN, entered twice (docs/protocol.md §6.4). The PIN is a secret: messages and storage have asterisks instead. */
export interface ResetPinTemplate extends TemplateBase {
  template_type: 'resetPinTemplate';
  title?: string;
  enterPinTitle?: string;
  reEnterPinTitle?: string;
  /** Shown if the two PINs do not match. */
  warningMessage?: string;
  description?: string;
  mobileNumber?: string;
  /** Added before and after the PIN, so that the platform masks it. */
  piiReductionChar?: string;
  /** Number of digits, 4 to 12. @default 4 */
  pinLength: number;
  sliderView?: boolean;
  resetButtons: Action[];
}

export const parseResetPin = template<ResetPinTemplate>(
  { template_type: named('resetPinTemplate'), pinLength, resetButtons: list(action, 2) },
  {
    title: text,
    enterPinTitle: text,
    reEnterPinTitle: text,
    warningMessage: text,
    description: text,
    mobileNumber: text,
    piiReductionChar: text,
    sliderView: flag,
  },
);
