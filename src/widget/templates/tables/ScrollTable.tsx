import type { ComponentChild, VNode } from 'preact';
import type { TableColumn } from '../../../protocol/templates/index.js';
import { range } from '../shared/range.js';

export interface ScrollTableProps {
  /** Accessible name of the table. */
  label: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly ComponentChild[])[];
  /** With `responsive`, each row becomes a card in a narrow window. */
  design?: 'regular' | 'responsive' | undefined;
}

/** `left` and `right` follow the text direction. */
const ALIGN: Readonly<Record<string, string>> = { left: 'start', center: 'center', right: 'end' };

export const alignOf = (align: string | undefined): string | undefined =>
  align === undefined ? undefined : ALIGN[align.trim().toLowerCase()];

/** Draws a table. If it is wider than the window, it scrolls in its own box, also by keyboard. */
export function ScrollTable({ label, columns, rows, design }: ScrollTableProps): VNode {
  const isStacked = design === 'responsive';
  const width = rows.reduce((most, row) => Math.max(most, row.length), columns.length);
  const heads = range(width).map((index) => columns[index] ?? ['']);
  // With `display` values for cards, browsers drop the semantics of a table; explicit roles keep them.
  const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'cell') => (isStacked ? name : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div class={isStacked ? 'table-sheet stacked' : 'table-sheet'} role="group" aria-label={label} tabIndex={0}>
      <table role={role('table')} aria-label={label}>
        {columns.some(([name]) => name) && (
          <thead role={role('rowgroup')}>
            <tr role={role('row')}>
              {heads.map(([name, align]) =>
                name ? (
                  <th scope="col" role={role('columnheader')} class={alignOf(align)}>
                    <bdi>{name}</bdi>
                  </th>
                ) : (
                  <td role={role('cell')} />
                ),
              )}
            </tr>
          </thead>
        )}
        <tbody role={role('rowgroup')}>
          {rows.map((row) => (
            <tr role={role('row')}>
              {heads.map(([name, align], index) => (
                <td role={role('cell')} class={alignOf(align)} data-head={isStacked ? name : undefined}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
