import { type Action, action } from './action.js';
import { list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface ListElement {
  title: string;
  subtitle?: string;
  image_url?: string;
  default_action?: Action;
  /** Only the first button is used. */
  buttons?: Action[];
}

/** A list of up to four elements, of which three are shown (docs/protocol.md §6.3). */
export interface ListTemplate extends TemplateBase {
  template_type: 'list';
  heading?: string;
  elements: ListElement[];
  /** The "view more" button: a postback, or any other type to open the rest. */
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
