import type { Action } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface ListElement {
  title: string;
  subtitle?: string;
  image_url?: string;
  default_action?: Action;
  /** Only the first one is used. */
  buttons?: Action[];
}

/** Up to four elements, of which three are shown (protocol.md §6.3). */
export interface ListTemplate extends TemplateBase {
  template_type: 'list';
  heading?: string;
  elements: ListElement[];
  /** "View more": a postback, or any other type for a slider. */
  buttons?: Action[];
}
