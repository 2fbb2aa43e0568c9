import { configError } from '../lib/config-error.js';

/**
 * A point in time: a Date, epoch milliseconds, or a string in ISO 8601: `2026-01-31` (the start of that day in UTC), `2026-01-31T08:00` (UTC),
 * `2026-01-31T08:00:00Z`, `2026-01-31T08:00:00+01:00`.
 */
export type DateInput = Date | number | string;

/** A range of time. */
export interface DateRange {
  /** @default six days before `to`, which is one window */
  from?: DateInput;
  /** @default now */
  to?: DateInput;
}

/** The range of one request, both ends included, in epoch milliseconds. */
export interface DateWindow {
  readonly from: number;
  readonly to: number;
}

/** The platform rejects ranges of 7 days or more. Six days leave room for servers that count whole days. */
const WINDOW_MS = 6 * 86_400_000;

/**
 * Divides a range into windows shorter than the documented 7 days, the newest first, without gaps or overlaps.
 *
 * @throws ConfigError
 */
export function dateWindows(operation: string, range: DateRange, now: number): DateWindow[] {
  const to = range.to === undefined ? now : epochOf(operation, 'to', range.to);
  const from = range.from === undefined ? to - WINDOW_MS : epochOf(operation, 'from', range.from);
  if (from > to) throw configError(operation, 'from is later than to');
  const windows: DateWindow[] = [];
  for (let end = to; end >= from; end -= WINDOW_MS + 1)
    windows.push({ from: Math.max(from, end - WINDOW_MS), to: end });
  return windows;
}

/** The extended form of ISO 8601, with minutes or finer. `Date` reads other forms as local time, or as an unintended date. */
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** @throws ConfigError */
export function epochOf(operation: string, name: string, input: DateInput): number {
  let epoch = Number.NaN;
  if (typeof input === 'string') epoch = epochOfText(input);
  else if (typeof input === 'number' || input instanceof Date) epoch = new Date(input).getTime();
  if (!Number.isNaN(epoch)) return epoch;
  const given = typeof input === 'string' ? ` (${JSON.stringify(input.slice(0, 40))})` : '';
  throw configError(
    operation,
    `${name} is not a date in ISO 8601${given}`,
    'Pass a string like 2026-01-31 or 2026-01-31T08:00:00Z, both in UTC, or 2026-01-31T08:00:00+01:00; or a Date, or epoch milliseconds.',
  );
}

function epochOfText(text: string): number {
  const [, day = '', time = 'T00:00', zone = 'Z'] = ISO_8601.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00Z`);
  // Date.parse would read February 30 as a day in March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return Number.NaN;
  // 24:00 is ambiguous: some systems read it as the next day.
  if (time.startsWith('T24')) return Number.NaN;
  return Date.parse(`${day}${time.replace(',', '.')}${zone.replace(/^(.\d{2})(\d{2})$/, '$1:$2')}`);
}
