import { type Column, textOf } from './table.js';

/** One line of CSV (RFC 4180), without its line break. */
export function csvLine(values: readonly unknown[]): string {
  return values.map(field).join(',');
}

export function csvRow<Item>(columns: readonly Column<Item>[], item: Item): string {
  return csvLine(columns.map((column) => column.of(item)));
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: messages are written by strangers
 * (https://owasp.org/www-community/attacks/CSV_Injection). Numbers stay numbers.
 */
function field(value: unknown): string {
  const raw = textOf(value);
  const isFormula = typeof value !== 'number' && /^[=+\-@\t\r]/.test(raw);
  const text = isFormula ? `'${raw}` : raw;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
