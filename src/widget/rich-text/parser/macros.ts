/** `\d(…)` and similar macros: values that the bot sends unformatted and the window formats (docs/protocol.md §6.6). */
export const MACRO = /^\\(dt|d|t|#|\$)\(([^()\n]{1,64})\)/;

/** Currency signs that a bot may write before or after an amount instead of an ISO 4217 code. */
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': 'JPY' };
/** The macro itself is written with a dollar sign, so amounts without a currency are dollars. */
const DEFAULT_CURRENCY = 'USD';

const DATE_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  d: { dateStyle: 'medium' },
  t: { timeStyle: 'short' },
  dt: { dateStyle: 'medium', timeStyle: 'short' },
};

/** A date without a time, `2026-11-20`, is the same day in every time zone; Date.parse() would read it as midnight UTC. */
const BARE_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const BARE_TIME = /^(\d\d?):(\d\d)(?::(\d\d))?$/;

function toDate(value: string): Date {
  if (/^\d{9,13}$/.test(value)) return new Date(Number(value) * (value.length < 12 ? 1000 : 1));
  const [, year, month, day] = BARE_DAY.exec(value) ?? [];
  if (year) return new Date(Number(year), Number(month) - 1, Number(day));
  const [, hours, minutes, seconds = '0'] = BARE_TIME.exec(value) ?? [];
  // Any day without a change to or from daylight saving time.
  if (hours) return new Date(2000, 0, 1, Number(hours), Number(minutes), Number(seconds));
  return new Date(value);
}

/** Parses `1,234.5` and `1234.5`. Returns undefined for anything that is not a number. */
function toNumber(value: string): number | undefined {
  const plain = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(value) ? value.replaceAll(',', '') : value;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** Removes whitespace and commas at both ends. */
function trimSeparators(text: string): string {
  const isSeparator = (at: number) => /[\s,]/.test(text.charAt(at));
  let begin = 0;
  let end = text.length;
  while (isSeparator(begin)) begin++;
  while (end > begin && isSeparator(end - 1)) end--;
  return text.slice(begin, end);
}

function formatCurrency(value: string, locale: string): string | undefined {
  const before = /^(?:[a-z]{3}|[$€£₹¥])/i.exec(value)?.[0];
  const after = /(?:[a-z]{3}|[$€£₹¥])$/i.exec(value.slice(before?.length))?.[0];
  const number = toNumber(trimSeparators(value.slice(before?.length, after ? -after.length : undefined)));
  if (number === undefined) return undefined;
  const sign = (before ?? after ?? DEFAULT_CURRENCY).toUpperCase();
  return new Intl.NumberFormat(locale, { style: 'currency', currency: SIGNS[sign] ?? sign }).format(number);
}

/**
 * Formats one macro for a reader. Returns undefined if the value is invalid; the text then stays as it is.
 *
 * @param kind `d`, `t`, `dt`, `#` or `$`
 * @param locale BCP 47 tag
 */
export function formatMacro(kind: string, value: string, locale: string): string | undefined {
  const text = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (kind === '$') return formatCurrency(text, locale);
  if (kind === '#') {
    const number = toNumber(text);
    return number === undefined ? undefined : new Intl.NumberFormat(locale).format(number);
  }
  const date = toDate(text);
  return Number.isNaN(date.getTime()) ? undefined : new Intl.DateTimeFormat(locale, DATE_STYLES[kind]).format(date);
}
