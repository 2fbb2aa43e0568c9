import type { Action, Choice } from './action.js';
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
