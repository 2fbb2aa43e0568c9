import type { Action } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface ListViewElement {
  title: string;
  subtitle?: string;
  value?: string;
  image_url?: string;
  default_action?: Action;
}

/** Rows with a value at their end (protocol.md §6.3). */
export interface ListViewTemplate extends TemplateBase {
  template_type: 'listView';
  heading?: string;
  elements: ListViewElement[];
  seeMore?: boolean;
  moreCount?: number;
  buttons?: Action[];
  /** What the slider shows, by the name of its tab. */
  moreData?: Record<string, ListViewElement[]>;
}
