import { type Action, action } from './action.js';
import { count, flag, list, named, type TotalReader, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for a one-time code (docs/protocol.md §6.4). The code is a secret: messages and storage have asterisks instead. */
export interface OtpValidationTemplate extends TemplateBase {
  template_type: 'otpValidationTemplate';
  title?: string;
  description?: string;
  mobileNumber?: string;
  /** Added before and after the code, so that the platform masks it. */
  piiReductionChar?: string;
  /** Number of digits, 4 to 12. @default 4 */
  pinLength: number;
  sliderView?: boolean;
  resendText?: string;
  /** The submit and the resend button, in this order. Resend sends its `payload`. */
  otpButtons: Action[];
}

/** Number of digits of a code. Limited, because each digit takes room in the field. @default 4 */
export const pinLength: TotalReader<number> = (value) => Math.min(Math.max(Math.trunc(count(value) ?? 4), 4), 12);

export const parseOtpValidation = template<OtpValidationTemplate>(
  { template_type: named('otpValidationTemplate'), pinLength, otpButtons: list(action, 2) },
  {
    title: text,
    description: text,
    mobileNumber: text,
    piiReductionChar: text,
    sliderView: flag,
    resendText: text,
  },
);
