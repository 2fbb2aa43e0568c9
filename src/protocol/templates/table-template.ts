import { list, named, object, oneOf, type Reader, row, scalar, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** The header of a column, and its alignment: `left`, `center` or `right`. */
export type TableColumn = [name: string, align?: string];

export type Cell = string | number;

/** A table (docs/protocol.md §6.5). */
export interface TableTemplate extends TemplateBase {
  template_type: 'table';
  columns: TableColumn[];
  /** Rows need at least two values. */
  elements: { Values: Cell[] }[];
  table_design?: 'regular' | 'responsive';
}

const MAX_ROWS = 500;
export const MAX_COLUMNS = 50;

/** Reads `[name, align]`, or the name alone. A column without a name keeps its position. */
export const column: Reader<TableColumn> = (value) => {
  const [name, align] = Array.isArray(value) ? value : [value];
  const side = text(align);
  return side ? [text(name) ?? '', side] : [text(name) ?? ''];
};

export const columns = row(column, [''], MAX_COLUMNS);

export const cells = row<Cell>(scalar, '', MAX_COLUMNS);

/** Reads the rows of any kind of table. */
export const rows = <T>(reader: Reader<T>) => list(reader, MAX_ROWS);

export const parseTable = template<TableTemplate>(
  {
    template_type: named('table'),
    columns,
    elements: rows(object({ Values: cells }, {})),
  },
  { table_design: oneOf('regular', 'responsive') },
);
