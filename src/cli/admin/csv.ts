import { type Column, textOf } from './table.js';

/** One line of CSV (RFC 4180), without its line break. */
export function csvLine(values: readonly unknown[]): string {
  return values.map(field).join(',');
}

export function csvRow<Item>(columns: readonly Column<Item>[], item: Item): string {
  return csvLine(columns.map((column) => column.of(item)));
}

/** The characters that can begin a formula. Spreadsheets of East Asian locales read the full-width forms in the same way. */
const FORMULA = '[=+\\-@＝﹦⁼₌＋﹢⁺₊－﹣⁻₋−＠﹫]';
/**
 * The places where a spreadsheet of some locale begins a cell that would be a formula. It may ignore spaces, quotation marks and
 * invisible characters in front of one.
 */
const FORMULA_CELL = new RegExp(String.raw`(?<=^|[;,|\t\r\n])(?=(?:(?![\t\r\n])[\s\p{Cc}\p{Cf}"])*${FORMULA})`, 'gu');

/**
 * Puts an apostrophe in front of text that a spreadsheet would read as a formula, because messages are written by strangers
 * (https://owasp.org/www-community/attacks/CSV_Injection). This includes text after a character that separates cells in another
 * locale, where quotation marks do not protect it. Numbers are not changed; a string that looks like a number is treated as text.
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
