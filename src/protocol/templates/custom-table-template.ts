import { type Action, action } from './action.js';
import { named, object, type Reader, row, template, text } from './read-fields.js';
import { columns, MAX_COLUMNS, rows, type TableColumn } from './table-template.js';
import type { TemplateBase } from './template-base.js';

export type CustomCell = [text: string, kind: 'text'] | [text: string, kind: 'button', action: Action];

/** Cells may be buttons and links (protocol.md §6.5). */
export interface CustomTableTemplate extends TemplateBase {
  template_type: 'custom_table';
  columns: TableColumn[];
  table_design?: 'regular';
  elements: { Values: CustomCell[] }[];
}

/** A cell that is no pair is its text. */
const cell: Reader<CustomCell> = (value) => {
  const [words, kind, act] = Array.isArray(value) ? value : [value];
  const does = kind === 'button' ? action(act) : undefined;
  return does ? [text(words) ?? does.title ?? '', 'button', does] : [text(words) ?? '', 'text'];
};

export const parseCustomTable = template<CustomTableTemplate>(
  {
    template_type: named('custom_table'),
    columns,
    elements: rows(object({ Values: row(cell, ['', 'text'], MAX_COLUMNS) }, {})),
  },
  { table_design: named('regular') },
);
