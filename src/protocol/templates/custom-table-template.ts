import type { Action } from './action.js';
import type { TableColumn } from './table-template.js';
import type { TemplateBase } from './template-base.js';

export type CustomCell = [text: string, kind: 'text'] | [text: string, kind: 'button', action: Action];

/** Cells may be buttons and links (protocol.md §6.5). */
export interface CustomTableTemplate extends TemplateBase {
  template_type: 'custom_table';
  columns: TableColumn[];
  table_design?: 'regular';
  elements: { Values: CustomCell[] }[];
}
