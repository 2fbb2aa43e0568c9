import { type Action, action } from './action.js';
import { pinLength } from './otp-validation-template.js';
import { flag, list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A new PIN, entered twice (protocol.md §6.4). The PIN is a secret: people and stores get asterisks. */
export interface ResetPinTemplate extends TemplateBase {
  template_type: 'resetPinTemplate';
  title?: string;
  enterPinTitle?: string;
  reEnterPinTitle?: string;
  /** Shown when the two do not match. */
  warningMessage?: string;
  description?: string;
  mobileNumber?: string;
  /** Put before and after the PIN, so that the platform masks it. */
  piiReductionChar?: string;
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
