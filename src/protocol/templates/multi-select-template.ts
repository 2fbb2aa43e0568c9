import { type Action, action, type Choice, choice } from './action.js';
import { list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for any number of options. Sends the values joined by commas (docs/protocol.md §6.3). */
export interface MultiSelectTemplate extends TemplateBase {
  template_type: 'multi_select';
  heading?: string;
  /** Label of the checkbox that ticks all options. Without it there is no such checkbox. */
  selectAllText?: string;
  elements: Choice[];
  /** The first one submits. */
  buttons: Action[];
}

export const parseMultiSelect = template<MultiSelectTemplate>(
  { template_type: named('multi_select'), elements: list(choice), buttons: list(action) },
  { heading: text, selectAllText: text },
);
