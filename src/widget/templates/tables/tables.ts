import { parseCheckList } from '../../../protocol/templates/check-list-template.js';
import { parseCustomTable } from '../../../protocol/templates/custom-table-template.js';
import { parseMiniTable } from '../../../protocol/templates/mini-table-template.js';
import { parseTableList } from '../../../protocol/templates/table-list-template.js';
import { parseTable } from '../../../protocol/templates/table-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { CheckList } from './CheckList.js';
import { CustomTable } from './CustomTable.js';
import { MiniTable } from './MiniTable.js';
import { Table } from './Table.js';
import { TableList } from './TableList.js';
import { tableStyles } from './table-styles.js';

/** Tables, and lists with a value at the end of each row. */
export const chunk: TemplateChunk = {
  templates: {
    table: drawTemplate(parseTable, Table, ({ elements }) => elements.length > 0),
    custom_table: drawTemplate(parseCustomTable, CustomTable, ({ elements }) => elements.length > 0),
    mini_table: drawTemplate(parseMiniTable, MiniTable, ({ elements }) => elements.length > 0),
    tableList: drawTemplate(parseTableList, TableList, ({ elements }) => elements.length > 0),
    checkListTemplate: drawTemplate(parseCheckList, CheckList, ({ elements }) => elements.length > 0),
  },
  styles: tableStyles,
};
