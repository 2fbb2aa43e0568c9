import type { Action } from './action.js';
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
