import type { Choice } from './action.js';
import type { TemplateBase } from './template-base.js';

/** One of a list: sends the value, shows the title (protocol.md §6.3). */
export interface DropdownTemplate extends TemplateBase {
  template_type: 'dropdown_template';
  heading?: string;
  label?: string;
  placeholder?: string;
  submitButtonText?: string;
  elements: Choice[];
}
