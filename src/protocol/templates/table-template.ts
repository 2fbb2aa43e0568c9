import type { TemplateBase } from './template-base.js';

/** Head of a column, and `left`, `center` or `right`. */
export type TableColumn = [name: string, align?: string];

export type Cell = string | number;

/** Rows and columns (protocol.md §6.5). */
export interface TableTemplate extends TemplateBase {
  template_type: 'table';
  columns: TableColumn[];
  /** Rows need at least two values. */
  elements: { Values: Cell[] }[];
  table_design?: 'regular' | 'responsive';
}
