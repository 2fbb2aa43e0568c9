/** `\d(…)` and its kin: values that the bot sends bare and the window formats (protocol.md §6.6). */
export const MACRO = /^\\(dt|d|t|#|\$)\(([^()\n]{1,64})\)/;

/** What a bot may write before or behind an amount, beside ISO 4217 codes. */
const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': 'JPY' };
/** The platform's own sign for amounts is the dollar, and the macro is written with it. */
const DEFAULT_CURRENCY = 'USD';

const DATE_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  d: { dateStyle: 'medium' },
  t: { timeStyle: 'short' },
  dt: { dateStyle: 'medium', timeStyle: 'short' },
};

/** `2026-11-20` is a day wherever the reader is, and midnight in London only by accident of Date.parse. */
const BARE_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const BARE_TIME = /^(\d\d?):(\d\d)(?::(\d\d))?$/;

function toDate(value: string): Date {
  if (/^\d{9,13}$/.test(value)) return new Date(Number(value) * (value.length < 12 ? 1000 : 1));
  const [, year, month, day] = BARE_DAY.exec(value) ?? [];
  if (year) return new Date(Number(year), Number(month) - 1, Number(day));
  const [, hours, minutes, seconds = '0'] = BARE_TIME.exec(value) ?? [];
  // Any day that has no change of the clock.
  if (hours) return new Date(2000, 0, 1, Number(hours), Number(minutes), Number(seconds));
  return new Date(value);
}

/** `1,234.5` and `1234.5`; undefined for anything that is no number. */
function toNumber(value: string): number | undefined {
  const plain = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(value) ? value.replaceAll(',', '') : value;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** Without blanks and commas at both ends. */
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
  const behind = /(?:[a-z]{3}|[$€£₹¥])$/i.exec(value.slice(before?.length))?.[0];
  const number = toNumber(trimSeparators(value.slice(before?.length, behind ? -behind.length : undefined)));
  if (number === undefined) return undefined;
  const sign = (before ?? behind ?? DEFAULT_CURRENCY).toUpperCase();
  return new Intl.NumberFormat(locale, { style: 'currency', currency: SIGNS[sign] ?? sign }).format(number);
}

/**
 * Formats one macro for a reader. Undefined where the value is none: then the text stays as it is.
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
