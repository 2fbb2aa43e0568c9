import type { VNode } from 'preact';
import type { TableTemplate } from '../../../protocol/templates/index.js';
import { PlainText } from '../../rich-text/PlainText.js';
import type { TemplateProps } from '../draw-template.js';
import { ScrollTable } from './ScrollTable.js';
import { TableFrame } from './TableFrame.js';

/** Draws a table. */
export function Table({ template, i18n }: TemplateProps<TableTemplate>): VNode {
  const { text, columns, elements, table_design: design } = template;
  return (
    <TableFrame text={text} i18n={i18n}>
      <ScrollTable
        label={text ?? i18n.t.table}
        columns={columns}
        design={design}
        rows={elements.map(({ Values }) => Values.map((cell) => <PlainText text={String(cell)} t={i18n.t} />))}
      />
    </TableFrame>
  );
}
