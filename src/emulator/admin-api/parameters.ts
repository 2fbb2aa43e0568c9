import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';

/** Parameters from a query, which are texts, or from a JSON body. */
export type Parameters = Readonly<Record<string, unknown>>;

export function fromQuery(query: URLSearchParams): Parameters {
  return Object.fromEntries(query);
}

/** @throws ApiError 400 */
export function wholeNumber(parameters: Parameters, name: string, least: number, most = Number.MAX_SAFE_INTEGER) {
  const value = parameters[name];
  if (value === undefined || value === '') return undefined;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (Number.isSafeInteger(number) && Number(number) >= least && Number(number) <= most) return Number(number);
  throw new ApiError(400, `${name} must be a whole number from ${least}${most < 1e9 ? ` to ${most}` : ' up'}`);
}

/** @throws ApiError 400 */
export function optionalText(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new ApiError(400, `${name} must be a text`);
}

/** @throws ApiError 400 */
export function requiredText(parameters: Parameters, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined) throw new ApiError(400, `${name} is mandatory`);
  return value;
}

/** Reads a list from JSON, or comma-separated texts from a query. @throws ApiError 400 */
export function texts(parameters: Parameters, name: string): string[] | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new ApiError(400, `${name} must be a list of texts`);
}

/** Reads a boolean, also from a text, because the platform's samples have both. */
export function flag(parameters: Parameters, name: string): boolean {
  return String(parameters[name]) === 'true';
}

/** Checks the id of the only bot. @throws ApiError 400 */
export function checkBotId({ settings }: Platform, botId: string | undefined): void {
  if (botId !== settings.bot.id) throw new ApiError(400, 'Invalid bot id');
}

const MAX_LIMIT = 50;

/**
 * A page of roles or users. `limit` is 50 at most (docs/public-apis.md §4, §5). `offset` is the number of the page, as documented for the similar API Get
 * Groups.
 *
 * @throws ApiError 400
 */
export function numberedPage<Item>(all: readonly Item[], parameters: Parameters) {
  const limit = wholeNumber(parameters, 'limit', 1, MAX_LIMIT) ?? MAX_LIMIT;
  const start = (wholeNumber(parameters, 'offset', 0) ?? 0) * limit;
  const items = all.slice(start, start + limit);
  return { total: all.length, availableMore: start + items.length < all.length, items };
}
