import { ApiError } from '../lib/api-error.js';
import { optionalText, type Parameters } from './parameters.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** A range that includes both ends, in epoch milliseconds. */
export interface Range {
  from: number;
  to: number;
}

/**
 * Reads `dateFrom` and `dateTo`, each a date (the whole day) or a timestamp in UTC. With only one of them the range is a week, with
 * neither it is today (docs/public-apis.md §6).
 *
 * @throws ApiError 400, also for a range of 7 days or more, as documented
 */
export function dateRange(parameters: Parameters, now: number): Range {
  const from = moment(parameters, 'dateFrom', 0);
  const to = moment(parameters, 'dateTo', DAY_MS - 1);
  if (from === undefined && to === undefined) {
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    return { from: today, to: today + DAY_MS - 1 };
  }
  const range = { from: from ?? to! - WEEK_MS + 1, to: to ?? from! + WEEK_MS - 1 };
  if (range.from > range.to) throw new ApiError(400, 'dateFrom must not be after dateTo');
  if (range.to - range.from >= WEEK_MS) {
    throw new ApiError(400, 'The difference between dateTo and dateFrom must be less than 7 days');
  }
  return range;
}

function moment(parameters: Parameters, name: string, endOfDay: number): number | undefined {
  const text = optionalText(parameters, name);
  if (text === undefined) return undefined;
  const epoch = DATE.test(text) || TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epoch)) throw new ApiError(400, `${name} must be like 2026-01-31 or 2026-01-31T08:00:00.000Z`);
  return DATE.test(text) ? epoch + endOfDay : epoch;
}
