import { ConfigError } from '../errors/index.js';

/** A moment: a Date, epoch milliseconds, or ISO-8601; a date alone is its beginning in UTC. */
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

/** @throws ConfigError */
export function epochOf(what: string, name: string, moment: Moment): number {
  // A text without a zone would mean another moment on every machine.
  const text = typeof moment === 'string' && /T[\d:.]+$/.test(moment) ? `${moment}Z` : moment;
  const epoch = new Date(text).getTime();
  if (!Number.isNaN(epoch)) return epoch;
  throw new ConfigError('config_invalid', `unable to ${what}; ${name} is not a date`, {
    hint: 'Pass a Date, epoch milliseconds, or a text like 2026-01-31 or 2026-01-31T08:00:00Z.',
  });
}
