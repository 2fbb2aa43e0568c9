import { list, named, object, template, text } from './read-fields.js';
import { type Cell, cells, columns, rows, type TableColumn } from './table-template.js';
import type { TemplateBase } from './template-base.js';

/** Small tables, each with its own header (docs/protocol.md §6.5). */
export interface MiniTableTemplate extends TemplateBase {
  template_type: 'mini_table';
  layout?: 'horizontal' | (string & {});
  elements: { primary: TableColumn[]; additional: Cell[][] }[];
}

export const parseMiniTable = template<MiniTableTemplate>(
  {
    template_type: named('mini_table'),
    elements: list(object({ primary: columns, additional: rows(cells) }, {})),
  },
  { layout: text },
);
