import { type Column, textOf } from './table.js';

/** One line of CSV (RFC 4180), without its line break. */
export function csvLine(values: readonly unknown[]): string {
  return values.map(field).join(',');
}

export function csvRow<Item>(columns: readonly Column<Item>[], item: Item): string {
  return csvLine(columns.map((column) => column.of(item)));
}

/** Each way to write the beginning of a formula: spreadsheets of East Asian locales read the full-width forms alike. */
const FORMULA = '[=+\\-@＝﹦⁼₌＋﹢⁺₊－﹣⁻₋−＠﹫]';
/** Where a spreadsheet of some locale begins a cell that would be a formula: it may pass over spaces, quotation marks and what cannot be seen. */
const FORMULA_CELL = new RegExp(String.raw`(?<=^|[;,|\t\r\n])(?=(?:(?![\t\r\n])[\s\p{Cc}\p{Cf}"])*${FORMULA})`, 'gu');

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, also behind a character that separates the cells of
 * another locale, where quotation marks do not hold: messages are written by strangers
 * (https://owasp.org/www-community/attacks/CSV_Injection). Numbers stay numbers; a text that reads as one is a text.
 */
function field(value: unknown): string {
  const raw = textOf(value);
  const text = typeof value === 'number' ? raw : withoutFormulas(raw);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function withoutFormulas(text: string): string {
  const safe = text.replace(FORMULA_CELL, "'");
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}
