import stringWidth from 'string-width';

/** One column: its title, and the value that it shows of an item. */
export interface Column<Item> {
  readonly title: string;
  of(item: Item): unknown;
}

/** Columns of the terminal. Chinese, Japanese and Korean characters and emoji are two columns wide. */
const MAX_WIDTH = 60;
const GAP = '  ';
const ELLIPSIS = '…';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The lines of a table. Cells are cut to 60 columns; `--json` and `--csv` have everything. Control characters become spaces, so that texts of
 * users and bots cannot control the terminal.
 */
export function tableLines<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string[] {
  const rows = items.map((item) => columns.map((column) => cell(column.of(item))));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, at) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[at] ?? '')), stringWidth(title)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((text, at) => text + ' '.repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(text))))
      .join(GAP)
      .trimEnd();
  return [line(titles), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}

function cell(value: unknown): string {
  // The zero-width joiner stays: it joins several emoji into one, and moves nothing.
  const text = textOf(value)
    .replaceAll(/(?:[\p{Cc}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf})+/gu, ' ')
    .trim();
  return stringWidth(text) > MAX_WIDTH ? cut(text) : text;
}

/** Cuts between characters as people see them, never within an emoji or a letter with its accents. */
function cut(text: string): string {
  let head = '';
  let width = stringWidth(ELLIPSIS);
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > MAX_WIDTH) break;
    head += segment;
  }
  return head + ELLIPSIS;
}

/** A value as a cell shows it. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
