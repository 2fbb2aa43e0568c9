import { filled, isObject, textOf } from '../lib/json.js';

/** The contents of an error body (docs/protocol.md §1.2). */
export interface PlatformError {
  /** For example `TOKEN_EXPIRED`, `401`, `invalid_auth`. */
  code?: string;
  /** As the platform sent it. Code that quotes it must remove secrets and limit its length. */
  message?: string;
  /** True if the access token has expired, so that a new grant helps. */
  tokenExpired: boolean;
  /** True if the body does not have the platform's format: a proxy, a gateway or a login page has answered instead. */
  foreign?: true;
}

/** The values of `error` that rtm/start may send instead of `errors` (docs/protocol.md §1.2). */
const BARE_ERROR = /^(?:not_authed|invalid_auth|account_inactive|token_expired)$/;

/** Reads a parsed error body of any shape. Never throws. A body without any error information counts as foreign. */
export function readPlatformError(body: unknown): PlatformError {
  const { errors, error, ...rest } = isObject(body) ? body : {};
  const found: unknown = [errors].flat()[0] ?? error;
  const details: Record<string, unknown> = isObject(found) ? found : { code: found, ...rest };
  const code = textOf(details.code) || textOf(details.httpStatus);
  const message = textOf(details.msg) || textOf(details.message);
  // Some answers of jwtgrant are a bare `{ msg, code }`. Gateways use `message` instead of `msg`.
  const foreign = isObject(found) ? !code && !message : !BARE_ERROR.test(code) && !(code && textOf(details.msg));
  return {
    ...filled({ code, message }),
    // jwtgrant also answers 401 to a rejected JWT, but another grant with the same JWT would not help.
    tokenExpired: !foreign && (/token.expired/i.test(code + message) || (code === '401' && !/jwt/i.test(message))),
    ...(foreign && { foreign }),
  };
}
