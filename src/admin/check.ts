import { ConfigError } from '../errors/index.js';

/** @throws ConfigError unless it is a text that is not empty */
export function requireText(what: string, name: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw refuse(what, `${name} is missing`);
}

/** @throws ConfigError unless it is a list of texts that is not empty */
export function requireTexts(what: string, name: string, values: unknown): string[] {
  if (Array.isArray(values) && values.length > 0) return values.map((value) => requireText(what, name, value));
  throw refuse(what, `${name} must name at least one`);
}

/** @throws ConfigError unless it is a whole number from 1 to `most` */
export function requireLimit(what: string, limit: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= most) return limit;
  const to = most === Number.MAX_SAFE_INTEGER ? ' up' : ` to ${most}`;
  throw refuse(
    what,
    `limit must be a whole number from 1${to}`,
    'It is the size of a page: all pages are read anyway.',
  );
}

/** A value of a header: only printable ASCII gets through `fetch`. @throws ConfigError */
export function inHeader(what: string, name: string, value: unknown): string {
  const text = requireText(what, name, value);
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw refuse(what, `${name} has characters that an id cannot have`);
}

/** A part of a path. */
export function inPath(what: string, name: string, value: unknown): string {
  return encodeURIComponent(requireText(what, name, value));
}

export function refuse(what: string, why: string, hint?: string): ConfigError {
  return new ConfigError('config_invalid', `unable to ${what}; ${why}`, hint === undefined ? {} : { hint });
}
