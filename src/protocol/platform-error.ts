import { isObject, type JsonObject, textOf } from './json.js';

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
  const { errors, error, ...rest } = isObject(body) ? body : ({} as JsonObject);
  const first: unknown = Array.isArray(errors) ? errors[0] : errors;
  const found = isObject(first) ? first : isObject(error) ? error : { ...rest, code: rest.code ?? error };
  const code = textOf(found.code);
  const message = redactText(textOf(found.msg) || textOf(found.message));
  const status = code || textOf(found.httpStatus);
  return {
    ...(status && { code: status }),
    ...(message && { message }),
    // 401 is also what a refused JWT gets (jwtgrant); that no new grant mends.
    tokenExpired:
      /^token.expired$/i.test(code) || /^token expired/i.test(message) || (status === '401' && !/jwt/i.test(message)),
  };
}

/** JWTs; what a word announces as a secret; opaque runs of mixed characters, as tokens are. Ids in hexadecimal stay. */
const JWT = /\bey[\w-]{8,}(\.[\w-]*)*/g;
const NAMED = /\b(bearer[\s-]+|(sid|token|secret|assertion|jwt|nonce)["']?[=:|]\s*["']?)[^\s&"',}]+/gi;
const OPAQUE = /\b(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{24,}/g;

/** A text of the platform for errors and logs, cut to 300 characters. */
export function redactText(text: string): string {
  return text
    .slice(0, 1000)
    .replace(JWT, '[redacted]')
    .replace(NAMED, '$1[redacted]')
    .replace(OPAQUE, '[redacted]')
    .slice(0, 300);
}
