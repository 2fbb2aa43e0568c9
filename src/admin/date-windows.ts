import { ConfigError } from '../errors/index.js';

/**
 * A moment: a Date, epoch milliseconds, or a text in ISO 8601: `2026-01-31` (its beginning in UTC), `2026-01-31T08:00` (UTC),
 * `2026-01-31T08:00:00Z`, `2026-01-31T08:00:00+01:00`.
 */
export type Moment = Date | number | string;

/** Times in UTC, as the platform has them. */
export interface DateRange {
  /** @default six days before `to`, at most one call's worth */
  from?: Moment;
  /** @default now */
  to?: Moment;
}

/** One call's worth, both ends included, in epoch milliseconds. */
export interface DateWindow {
  readonly from: number;
  readonly to: number;
}

/** The platform refuses 7 days or more. Six leave room for servers that count whole days. */
const WINDOW_MS = 6 * 86_400_000;

/**
 * Cuts a range into windows shorter than the documented 7 days, newest first, without gap or overlap.
 *
 * @throws ConfigError
 */
export function dateWindows(what: string, range: DateRange, now: number): DateWindow[] {
  const to = range.to === undefined ? now : epochOf(what, 'to', range.to);
  const from = range.from === undefined ? to - WINDOW_MS : epochOf(what, 'from', range.from);
  if (from > to) throw new ConfigError('config_invalid', `unable to ${what}; from is later than to`);
  const windows: DateWindow[] = [];
  for (let end = to; end >= from; end -= WINDOW_MS + 1)
    windows.push({ from: Math.max(from, end - WINDOW_MS), to: end });
  return windows;
}

/** The extended form of ISO 8601, to the minute or finer: what else a `Date` reads, it reads as local time, or as what nobody meant. */
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(?:(T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** @throws ConfigError */
export function epochOf(what: string, name: string, moment: Moment): number {
  let epoch = Number.NaN;
  if (typeof moment === 'string') epoch = epochOfText(moment);
  else if (typeof moment === 'number' || moment instanceof Date) epoch = new Date(moment).getTime();
  if (!Number.isNaN(epoch)) return epoch;
  const given = typeof moment === 'string' ? ` (${JSON.stringify(moment.slice(0, 40))})` : '';
  throw new ConfigError('config_invalid', `unable to ${what}; ${name} is not a date in ISO 8601${given}`, {
    hint: 'Pass a text like 2026-01-31 or 2026-01-31T08:00:00Z, both in UTC, or 2026-01-31T08:00:00+01:00; or a Date, or epoch milliseconds.',
  });
}

function epochOfText(text: string): number {
  const [, day = '', time = 'T00:00', zone = 'Z'] = ISO_8601.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00Z`);
  // February 30 would be in March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return Number.NaN;
  // 24:00 is a time to some, and tomorrow to others.
  if (time.startsWith('T24')) return Number.NaN;
  return Date.parse(`${day}${time.replace(',', '.')}${zone.replace(/^(.\d{2})(\d{2})$/, '$1:$2')}`);
}
