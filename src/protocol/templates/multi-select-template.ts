import { type Action, action, type Choice, choice } from './action.js';
import { list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Several of a list: sends the values joined by commas (protocol.md §6.3). */
export interface MultiSelectTemplate extends TemplateBase {
  template_type: 'multi_select';
  heading?: string;
  /** Label of the box that ticks all. Without it there is none. */
  selectAllText?: string;
  elements: Choice[];
  /** The first one sends. */
  buttons: Action[];
}

export const parseMultiSelect = template<MultiSelectTemplate>(
  { template_type: named('multi_select'), elements: list(choice), buttons: list(action) },
  { heading: text, selectAllText: text },
);
