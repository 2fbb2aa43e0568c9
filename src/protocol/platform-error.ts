import { filled, isObject, textOf } from '../lib/json.js';

/** What the platform says about a call that failed (protocol.md §1.2). */
export interface PlatformError {
  /** For example `TOKEN_EXPIRED`, `401`, `invalid_auth`. */
  code?: string;
  /** Without anything that looks like a secret; at most 300 characters. */
  message?: string;
  /** The access token is no longer accepted: a new grant helps. */
  tokenExpired: boolean;
}

/** Reads a parsed error body of any shape. Never throws; a body that says nothing gives `{ tokenExpired: false }`. */
export function readPlatformError(body: unknown): PlatformError {
  const { errors, error, ...rest } = isObject(body) ? body : {};
  const found: unknown = [errors].flat()[0] ?? error;
  const details = isObject(found) ? found : { code: found, ...rest };
  const code = textOf(details.code) || textOf(details.httpStatus);
  const message = redactText(textOf(details.msg) || textOf(details.message));
  return {
    ...filled({ code, message }),
    // 401 is also what a refused JWT gets from jwtgrant; no grant with that JWT mends it.
    tokenExpired: /token.expired/i.test(code + message) || (code === '401' && !/jwt/i.test(message)),
  };
}

/** What a word announces as a secret; and long runs of mixed capitals, as JWTs and tokens are. Ids in hexadecimal stay. */
const NAMED = /((?:bearer\W+|(?:sid|token|secret)(?:=|":))["'-]*)[^\s&"',}]+/gi;
const OPAQUE = /\b(?=[\w.-]*[a-z][A-Z])[\w.-]{20,}/g;

/** A text of the platform for errors and logs, cut to 300 characters. */
export function redactText(text: string): string {
  return text.slice(0, 1000).replace(NAMED, '$1[redacted]').replace(OPAQUE, '[redacted]').slice(0, 300);
}
