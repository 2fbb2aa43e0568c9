import { range } from '../shared/range.js';

/** The value of an `<input type="date">`, for example `2026-11-20`; empty if no date is chosen. */
export type IsoDate = string;

/** The tokens of a format. Everything else is literal. */
const TOKEN = /YYYY|YY|MMMM|MMM|MM?|DD?/gi;
const FALLBACK = 'DD-MM-YYYY';

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Returns the English name of a month, because bots parse it. */
const monthName = (month: number, style: 'long' | 'short') =>
  new Intl.DateTimeFormat('en', { month: style, timeZone: 'UTC' }).format(Date.UTC(2000, month - 1));

/** Whether a format has day, month and year once each. A bot could not parse the date otherwise. */
const isWhole = (format: string) => {
  const tokens = format.match(TOKEN) ?? [];
  return ['Y', 'M', 'D'].every(
    (letter) => tokens.filter((token) => token.toUpperCase().startsWith(letter)).length === 1,
  );
};

const usable = (format: string) => (isWhole(format) ? format : FALLBACK);

/** Formats a date as the bot expects it (docs/protocol.md §6.4), for example `20-11-2026`. */
export function formatDate(date: IsoDate, format: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return usable(format).replace(TOKEN, (token) => {
    switch (token.toUpperCase()) {
      case 'YYYY':
        return pad(year, 4);
      case 'YY':
        return pad(year % 100, 2);
      case 'MMMM':
        return monthName(month, 'long');
      case 'MMM':
        return monthName(month, 'short');
      case 'MM':
        return pad(month, 2);
      case 'M':
        return String(month);
      case 'DD':
        return pad(day, 2);
      default:
        return String(day);
    }
  });
}

/** Parses what `formatDate` returns, or an ISO date. Returns undefined if it is not a valid date. */
export function parseDate(text: string | undefined, format: string): IsoDate | undefined {
  const given = text?.trim() ?? '';
  const kinds: string[] = [];
  const source = usable(format)
    .split(/(YYYY|YY|MMMM|MMM|MM?|DD?)/i)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const kind = piece.toUpperCase();
      kinds.push(kind);
      return kind.length > 2 && kind.startsWith('M') ? '([A-Za-z]+)' : kind === 'YYYY' ? '(\\d{4})' : '(\\d{1,2})';
    })
    .join('');
  const found = new RegExp(`^${source}$`).exec(given);
  if (!found) return /^\d{4}-\d{2}-\d{2}/.test(given) ? validDate(...readIso(given)) : undefined;
  let [year, month, day] = [0, 0, 0];
  for (let index = 0; index < kinds.length; index++) {
    const kind = kinds[index]!;
    const piece = found[index + 1]!;
    if (kind.startsWith('Y')) year = kind === 'YY' ? 2000 + Number(piece) : Number(piece);
    else if (kind.startsWith('D')) day = Number(piece);
    else month = kind.length > 2 ? monthOf(piece) : Number(piece);
  }
  return validDate(year, month, day);
}

const readIso = (text: string): [number, number, number] => {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return [year, month, day];
};

const monthOf = (name: string) =>
  range(13)
    .slice(1)
    .find((month) =>
      (['long', 'short'] as const).some((style) => monthName(month, style).toLowerCase() === name.toLowerCase()),
    ) ?? 0;

/** Returns undefined for dates that do not exist, such as February 31. */
function validDate(year: number, month: number, day: number): IsoDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isValid = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isValid ? `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` : undefined;
}

/** Formats the value of an `<input type="time">`, such as `14:05`, as the bot expects it: `02:05 PM` (docs/protocol.md §6.4). */
export function formatTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${pad(hours % 12 || 12, 2)}:${pad(minutes, 2)} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** Parses what `formatTime` returns. Returns undefined for anything else. */
export function parseTime(text: string | undefined): string | undefined {
  const [, hours, minutes, half] = /^(\d{1,2}):(\d{2}) ?([AP])M$/i.exec(text?.trim() ?? '') ?? [];
  if (!hours || !minutes || !half || Number(hours) > 12 || Number(minutes) > 59) return undefined;
  return `${pad((Number(hours) % 12) + (half.toUpperCase() === 'P' ? 12 : 0), 2)}:${minutes}`;
}
