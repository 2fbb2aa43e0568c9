import { type Action, action } from './action.js';
import { list, named, object, template, text, verbatim } from './read-fields.js';
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

const element = object<ListElement>(
  { title: text },
  { subtitle: text, image_url: verbatim, default_action: action, buttons: list(action) },
);

export const parseList = template<ListTemplate>(
  { template_type: named('list'), elements: list(element) },
  { heading: text, buttons: list(action) },
);
