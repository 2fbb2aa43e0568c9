import type { Action } from './action.js';
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
