import { type Action, action } from './action.js';
import { named, object, type Reader, row, template, text } from './read-fields.js';
import { columns, MAX_COLUMNS, rows, type TableColumn } from './table-template.js';
import type { TemplateBase } from './template-base.js';

export type CustomCell = [text: string, kind: 'text'] | [text: string, kind: 'button', action: Action];

/** A table whose cells may be buttons and links (docs/protocol.md §6.5). */
export interface CustomTableTemplate extends TemplateBase {
  template_type: 'custom_table';
  columns: TableColumn[];
  table_design?: 'regular';
  elements: { Values: CustomCell[] }[];
}

/** Reads a cell. Anything but an array is the text of the cell. */
const cell: Reader<CustomCell> = (value) => {
  const [label, kind, rawAction] = Array.isArray(value) ? value : [value];
  const read = kind === 'button' ? action(rawAction) : undefined;
  return read ? [text(label) ?? read.title ?? '', 'button', read] : [text(label) ?? '', 'text'];
};

export const parseCustomTable = template<CustomTableTemplate>(
  {
    template_type: named('custom_table'),
    columns,
    elements: rows(object({ Values: row(cell, ['', 'text'], MAX_COLUMNS) }, {})),
  },
  { table_design: named('regular') },
);
