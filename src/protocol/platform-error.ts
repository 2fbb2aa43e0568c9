import { filled, isObject, textOf } from '../lib/json.js';

/** What the platform says about a call that failed (protocol.md §1.2). */
export interface PlatformError {
  /** For example `TOKEN_EXPIRED`, `401`, `invalid_auth`. */
  code?: string;
  /** As the platform sent it: whoever repeats it takes the secrets out, and cuts it. */
  message?: string;
  /** The access token is no longer accepted: a new grant helps. */
  tokenExpired: boolean;
  /** The body is not in the platform's form: somebody on the way has answered, such as a proxy, a gateway or a login page. */
  foreign?: true;
}

/** What rtm/start may say in place of `errors` (protocol.md §1.2). */
const BARE_ERROR = /^(?:not_authed|invalid_auth|account_inactive|token_expired)$/;

/** Reads a parsed error body of any shape. Never throws; a body that says nothing is foreign. */
export function readPlatformError(body: unknown): PlatformError {
  const { errors, error, ...rest } = isObject(body) ? body : {};
  const found: unknown = [errors].flat()[0] ?? error;
  const details: Record<string, unknown> = isObject(found) ? found : { code: found, ...rest };
  const code = textOf(details.code) || textOf(details.httpStatus);
  const message = textOf(details.msg) || textOf(details.message);
  // Some answers of jwtgrant have no list: `{ msg, code }`. Gateways say `message`.
  const foreign = isObject(found) ? !code && !message : !BARE_ERROR.test(code) && !(code && textOf(details.msg));
  return {
    ...filled({ code, message }),
    // 401 is also what a refused JWT gets from jwtgrant; no grant with that JWT mends it.
    tokenExpired: !foreign && (/token.expired/i.test(code + message) || (code === '401' && !/jwt/i.test(message))),
    ...(foreign && { foreign }),
  };
}
