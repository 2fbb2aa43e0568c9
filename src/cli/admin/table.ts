/** One column: what stands above it, and what of an item stands in it. */
export interface Column<Item> {
  readonly title: string;
  of(item: Item): unknown;
}

const WIDEST = 60;
const GAP = '  ';

/**
 * Lines of a table. Cells are cut to 60 characters: everything is in `--json` and `--csv`. What users and bots said cannot
 * steer the terminal: control characters become spaces.
 */
export function tableLines<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string[] {
  const rows = items.map((item) => columns.map((column) => cell(column.of(item))));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, at) =>
    rows.reduce((widest, row) => Math.max(widest, lengthOf(row[at])), title.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((text, at) => text + ' '.repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(text))))
      .join(GAP)
      .trimEnd();
  return [line(titles), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}

function cell(value: unknown): string {
  const text = textOf(value)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const letters = [...text];
  return letters.length > WIDEST ? `${letters.slice(0, WIDEST - 1).join('')}…` : text;
}

/** In characters, not in UTF-16 units. */
function lengthOf(text = ''): number {
  return [...text].length;
}

/** A value as people read it in a cell. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
