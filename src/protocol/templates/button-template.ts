import type { Action } from './action.js';
import type { TemplateBase } from './template-base.js';

/** A text with buttons (protocol.md §6.3). */
export interface ButtonTemplate extends TemplateBase {
  template_type: 'button';
  subText?: string;
  buttons: Action[];
  variation?: 'plain' | 'textInverted' | 'backgroundInverted';
  fullWidth?: boolean;
  stackedButtons?: boolean;
}
