import { type Action, action } from './action.js';
import { count, flag, list, named, type TotalReader, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A code that came by another way (protocol.md §6.4). The code is a secret: people and stores get asterisks. */
export interface OtpValidationTemplate extends TemplateBase {
  template_type: 'otpValidationTemplate';
  title?: string;
  description?: string;
  mobileNumber?: string;
  /** Put before and after the code, so that the platform masks it. */
  piiReductionChar?: string;
  /** Digits, at least 4. */
  pinLength: number;
  sliderView?: boolean;
  resendText?: string;
  /** Submit and resend, in this order. Resend sends its `payload`. */
  otpButtons: Action[];
}

/** Digits of a code, 4 where it does not say. Bounded: each is a box on screen. */
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
