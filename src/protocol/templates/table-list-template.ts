import { type Action, action, actionFields, type Image, image } from './action.js';
import { list, named, object, or, template, text, verbatim } from './read-fields.js';
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

/** Rows in sections, each with a title at its start and a value at its end (docs/protocol.md §6.5). */
export interface TableListTemplate extends TemplateBase {
  template_type: 'tableList';
  title?: string;
  description?: string;
  headerOptions?: { type?: 'text' | (string & {}); text?: string };
  elements: { sectionHeader?: string; sectionHeaderDesc?: string; rowItems: TableListRow[] }[];
}

const link = object({}, { link: verbatim, title: text });
const empty: TableListRow['title'] = {};

const rowItem = object<TableListRow>(
  {
    title: or(
      object<TableListRow['title']>(
        {},
        {
          type: text,
          text: object({}, { title: text, subtitle: text }),
          url: object({}, { link: verbatim, title: text, subtitle: text }),
          image,
          rowColor: text,
        },
      ),
      empty,
    ),
  },
  {
    value: object<NonNullable<TableListRow['value']>>(
      {},
      {
        type: text,
        text,
        url: link,
        image,
        button: action,
        menu: list(action),
        layout: object({}, { align: text, color: text, colSize: text }),
      },
    ),
    default_action: object<Action & { link?: string }>({}, { ...actionFields, link: verbatim }),
    bgcolor: text,
  },
);

export const parseTableList = template<TableListTemplate>(
  {
    template_type: named('tableList'),
    elements: list(object({ rowItems: list(rowItem) }, { sectionHeader: text, sectionHeaderDesc: text })),
  },
  { title: text, description: text, headerOptions: object({}, { type: text, text }) },
);
