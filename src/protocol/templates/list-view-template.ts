import { type Action, action } from './action.js';
import { count, flag, list, named, object, record, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface ListViewElement {
  title: string;
  subtitle?: string;
  value?: string;
  image_url?: string;
  default_action?: Action;
}

/** Rows with a value at their end (docs/protocol.md §6.3). */
export interface ListViewTemplate extends TemplateBase {
  template_type: 'listView';
  heading?: string;
  elements: ListViewElement[];
  seeMore?: boolean;
  moreCount?: number;
  buttons?: Action[];
  /** The elements of the slider, by the name of the tab. */
  moreData?: Record<string, ListViewElement[]>;
}

const element = object<ListViewElement>(
  { title: text },
  { subtitle: text, value: text, image_url: verbatim, default_action: action },
);

export const parseListView = template<ListViewTemplate>(
  { template_type: named('listView'), elements: list(element) },
  {
    heading: text,
    seeMore: flag,
    moreCount: count,
    buttons: list(action),
    moreData: record(list(element)),
  },
);
