import type { VNode } from 'preact';
import type { MiniTableTemplate } from '../../../protocol/templates/index.js';
import { PlainText } from '../../rich-text/PlainText.js';
import type { TemplateProps } from '../draw-template.js';
import { ScrollTable } from './ScrollTable.js';
import { TableFrame } from './TableFrame.js';

/** Draws small tables, each with its own header, one below the other or side by side. */
export function MiniTable({ template, i18n }: TemplateProps<MiniTableTemplate>): VNode {
  const { text, layout, elements } = template;
  const isHorizontal = layout === 'horizontal' && elements.length > 1;
  const tables = elements.map(({ primary, additional }) => (
    <ScrollTable
      label={
        primary
          .map(([name]) => name)
          .join(' ')
          .trim() ||
        (text ?? i18n.t.table)
      }
      columns={primary}
      rows={additional.map((cells) => cells.map((cell) => <PlainText text={String(cell)} t={i18n.t} />))}
    />
  ));
  return (
    <TableFrame text={text} i18n={i18n}>
      <div class={isHorizontal ? 'table-sheets beside' : 'table-sheets'}>{tables}</div>
    </TableFrame>
  );
}
