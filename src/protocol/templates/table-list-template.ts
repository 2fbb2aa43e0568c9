import type { Action, Image } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface TableListRow {
  title: {
    type?: 'text' | 'url' | (string & {});
    text?: { title?: string; subtitle?: string };
    url?: { link?: string; title?: string; subtitle?: string };
    image?: Image;
    rowColor?: string;
  };
  value?: {
    type?: 'text' | 'url' | 'image' | 'button' | 'menu' | (string & {});
    text?: string;
    url?: { link?: string; title?: string };
    image?: Image;
    button?: Action;
    menu?: Action[];
    layout?: { align?: string; color?: string; colSize?: string };
  };
  default_action?: Action & { link?: string };
  bgcolor?: string;
}

/** Rows in sections: a title to the left, a value to the right (protocol.md §6.5). */
export interface TableListTemplate extends TemplateBase {
  template_type: 'tableList';
  title?: string;
  description?: string;
  headerOptions?: { type?: 'text' | (string & {}); text?: string };
  elements: { sectionHeader?: string; sectionHeaderDesc?: string; rowItems: TableListRow[] }[];
}
