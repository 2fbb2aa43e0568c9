import { type Choice, choice } from './action.js';
import { list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for one element of a list. Sends the value and shows the title (docs/protocol.md §6.3). */
export interface DropdownTemplate extends TemplateBase {
  template_type: 'dropdown_template';
  heading?: string;
  label?: string;
  placeholder?: string;
  submitButtonText?: string;
  elements: Choice[];
}

export const parseDropdown = template<DropdownTemplate>(
  { template_type: named('dropdown_template'), elements: list(choice) },
  { heading: text, label: text, placeholder: text, submitButtonText: text },
);
