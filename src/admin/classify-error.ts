import { ConnectionError, HttpError, isXoError, TokenError, XoError } from '../errors/index.js';
import { type ApiAccess, describeScopes, scopesOf } from './access.js';

/** The app may not call this API, because it lacks an API scope. `cause` is the HttpError with the answer of the platform. */
export class MissingScopeError extends XoError<{
  status: number;
  platformCode: string | undefined;
  scopes: readonly string[];
}> {
  override readonly name = 'MissingScopeError';
  /** HTTP status of the answer, usually 403. */
  declare readonly status: number;
  /** The platform's own code for the error, where the answer has one. */
  declare readonly platformCode: string | undefined;
  /** The scopes that would each allow the call. `hint` says where to grant them. */
  declare readonly scopes: readonly string[];

  /** @internal */
  constructor(message: string, access: ApiAccess, cause: HttpError) {
    const { status, platformCode } = cause;
    const scopes = scopesOf(access);
    super('XO_SCOPE_MISSING', message, { status, platformCode, scopes, cause, hint: describeScopes(access) });
  }
}

/**
 * A call that changes something was interrupted, so that nobody knows whether the platform has carried it out. It is never repeated
 * automatically. Check the result on the platform before you repeat it yourself.
 */
export class OutcomeUnknownError extends XoError {
  override readonly name = 'OutcomeUnknownError';
  /** What interrupted the call: no answer, an error of a server, or an answer that cannot be read. */
  declare readonly cause: ConnectionError | HttpError;

  /** @internal */
  constructor(cause: ConnectionError | HttpError) {
    super('XO_OUTCOME_UNKNOWN', `${cause.message}; whether the call was carried out is unknown`, { cause });
  }
}

/** The properties of a call that decide what an error of it means. */
export interface CallTraits {
  /** Completes "unable to …". */
  readonly operation: string;
  readonly access: ApiAccess;
  /** Whether the call may be sent twice without harm. */
  readonly repeatable: boolean;
}

/** Both texts from the documents of the platform, and one from its forum (public-apis.md §3). */
const RATE_LIMIT = /exceeded the (?:per-minute|hourly) rate limit|rate limit for this api|too many requests/i;
/** The token itself is not accepted: its signature, dates, jti, or the app that it names. */
const BAD_TOKEN = /jwt|token|replay|credential|signature|api ?key|client ?id/i;
const DENIED = /scope|permission|privilege|forbidden|not allowed|access denied|not authori[sz]ed/i;
/** "Invalid SDK credentials". */
const UNKNOWN_APP = '4002';

/**
 * Distinguishes errors that the platform reports alike. The documents do not say which status and body a missing scope has. An answer
 * with status 403, or with a text about scopes or permissions, counts as a missing scope. Other answers with 401, 403 or code 4002
 * count as a JWT that is not accepted, and their hint names the scope as well.
 */
export function classifyError(error: unknown, call: CallTraits): unknown {
  if (error instanceof HttpError) return classifyResponse(error, call);
  if (error instanceof ConnectionError && error.retryable && !call.repeatable) return new OutcomeUnknownError(error);
  return error;
}

function classifyResponse(error: HttpError, call: CallTraits): unknown {
  const { status, platformCode, retryAfterMs, message } = error;
  if (error.code !== 'XO_HTTP_RATE_LIMITED' && status >= 400 && RATE_LIMIT.test(message)) {
    return new HttpError('XO_HTTP_RATE_LIMITED', message, { status, platformCode, retryAfterMs, cause: error });
  }
  if (isRefusal(error)) {
    const why = message.slice(message.indexOf(';') + 1);
    const isBadToken = platformCode === UNKNOWN_APP || BAD_TOKEN.test(why);
    if (!isBadToken && (status === 403 || platformCode === '403' || DENIED.test(why))) {
      return new MissingScopeError(`${message}; the app may lack an API scope`, call.access, error);
    }
    return new TokenError('XO_JWT_REJECTED', message, {
      cause: error,
      hint: `Check client id, secret, algorithm, exp and jti of the JWT, and the clock of this machine. ${describeScopes(call.access)}`,
    });
  }
  if (error.retryable && error.code !== 'XO_HTTP_RATE_LIMITED' && !call.repeatable)
    return new OutcomeUnknownError(error);
  return error;
}

function isRefusal({ status, platformCode = '' }: HttpError): boolean {
  if (status === 429 || status > 499) return false;
  return status === 401 || status === 403 || ['401', '403', UNKNOWN_APP].includes(platformCode);
}

/** The token was rejected, so the platform has done nothing, and the call may be repeated with a new token. */
export function isTokenRejection(error: unknown): boolean {
  return isXoError(error) && error.code === 'XO_JWT_REJECTED';
}
