import { configError } from '../lib/config-error.js';

/** @throws ConfigError unless `value` is a string that is not blank */
export function requireText(operation: string, name: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw configError(operation, `${name} is missing`);
}

/** @throws ConfigError unless `values` is a list of strings that are not blank, with at least one entry */
export function requireTexts(operation: string, name: string, values: unknown): string[] {
  if (Array.isArray(values) && values.length > 0) return values.map((value) => requireText(operation, name, value));
  throw configError(operation, `${name} must name at least one`);
}

/** @throws ConfigError unless `limit` is a whole number from 1 to `max` */
export function requireLimit(operation: string, limit: number, max = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= max) return limit;
  const to = max === Number.MAX_SAFE_INTEGER ? ' up' : ` to ${max}`;
  throw configError(
    operation,
    `limit must be a whole number from 1${to}`,
    'limit is the size of one page. The list reads all pages in any case.',
  );
}

/** A header value. Only printable ASCII passes `fetch`. @throws ConfigError */
export function headerValue(operation: string, name: string, value: unknown): string {
  const text = requireText(operation, name, value);
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw configError(operation, `${name} has characters that an id cannot have`);
}

/** A path segment, percent-encoded. @throws ConfigError */
export function pathSegment(operation: string, name: string, value: unknown): string {
  const text = requireText(operation, name, value);
  // A URL parser removes these two segments, even percent-encoded ones, and the request would reach another API.
  if (text === '.' || text === '..') throw configError(operation, `${name} is not an id`);
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair.
    throw configError(operation, `${name} has characters that an id cannot have`);
  }
}
