import { type Action, action } from './action.js';
import { flag, list, named, oneOf, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A text with buttons (docs/protocol.md §6.3). */
export interface ButtonTemplate extends TemplateBase {
  template_type: 'button';
  subText?: string;
  buttons: Action[];
  variation?: 'plain' | 'textInverted' | 'backgroundInverted';
  fullWidth?: boolean;
  stackedButtons?: boolean;
}

/** Layout fields of buttons and quick replies, as in the platform's own client. */
export const buttonLayout = {
  variation: oneOf('plain', 'textInverted', 'backgroundInverted'),
  fullWidth: flag,
  stackedButtons: flag,
};

export const parseButton = template<ButtonTemplate>(
  { template_type: named('button'), buttons: list(action) },
  { subText: text, ...buttonLayout },
);
