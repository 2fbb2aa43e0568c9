import type { VNode } from 'preact';
import type { CustomCell, CustomTableTemplate } from '../../../protocol/templates/index.js';
import { PlainText } from '../../rich-text/PlainText.js';
import { ActionButton } from '../ActionButton.js';
import type { TemplateProps } from '../draw-template.js';
import { toAction } from '../to-action.js';
import { ScrollTable } from './ScrollTable.js';
import { TableFrame } from './TableFrame.js';

/** Draws a table whose cells may be buttons and links. */
export function CustomTable(props: TemplateProps<CustomTableTemplate>): VNode {
  const { template, i18n, strings, answer, onSend } = props;
  const { text, columns, elements } = template;
  const draw = ([label, , raw]: CustomCell) => {
    const action = raw && toAction(raw, 'custom_table', label);
    if (!action) return <PlainText text={label} t={i18n.t} />;
    return (
      <ActionButton
        action={{ ...action, title: label || action.title }}
        strings={strings}
        answer={answer}
        class="quiet cell-action"
        onSend={onSend}
      />
    );
  };
  return (
    <TableFrame text={text} i18n={i18n}>
      <ScrollTable
        label={text ?? i18n.t.table}
        columns={columns}
        rows={elements.map(({ Values }) => Values.map(draw))}
      />
    </TableFrame>
  );
}
