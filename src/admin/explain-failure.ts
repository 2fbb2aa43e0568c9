import { ConnectionError, HttpError, isXoError, TokenError } from '../errors/index.js';
import { type ApiAccess, describeScopes, scopesOf } from './access.js';

/**
 * The app may not call this API. `scopes` are those that would let it, `hint` says where to tick them.
 * Its `name` is `HttpError`, which it is.
 */
export class MissingScopeError extends HttpError {
  readonly scopes: readonly string[];

  /** @internal */
  constructor(message: string, access: ApiAccess, cause: HttpError) {
    const { status, platformCode, retryAfterMs } = cause;
    super('http_status', message, { status, platformCode, retryAfterMs, cause, hint: describeScopes(access) });
    this.scopes = scopesOf(access);
  }
}

export interface FailedCall {
  /** Completes "unable to …". */
  readonly what: string;
  readonly access: ApiAccess;
  /** Doing it twice does no harm. */
  readonly repeatable: boolean;
}

/** Both texts that the platform's documents name, and that of a forum (public-apis: Rate limits). */
const RATE_LIMIT = /exceeded the (?:per-minute|hourly) rate limit|rate limit for this api|too many requests/i;
/** The token itself is not accepted: its signature, dates, jti, or the app it names. */
const BAD_TOKEN = /jwt|token|replay|credential|signature|api ?key|client ?id/i;
const DENIED = /scope|permission|privilege|forbidden|not allowed|access denied|not authori[sz]ed/i;
/** "Invalid SDK credentials". */
const UNKNOWN_APP = '4002';

/**
 * Tells apart what the platform answers alike. Which status and body a missing scope gets is not documented: 403, or words
 * about scope or permission, are taken for it; other refusals with 401, 403 or code 4002 for a JWT that is not accepted,
 * with a hint that names the scope as well.
 */
export function explainFailure(error: unknown, call: FailedCall): unknown {
  if (error instanceof HttpError) return explainAnswer(error, call);
  if (error instanceof ConnectionError && error.retryable && !call.repeatable) return outcomeUnknown(error);
  return error;
}

function explainAnswer(error: HttpError, call: FailedCall): unknown {
  const { status, platformCode, message } = error;
  if (error.code !== 'http_rate_limited' && status >= 400 && RATE_LIMIT.test(message)) {
    return new HttpError('http_rate_limited', message, { ...answerOf(error), cause: error });
  }
  if (isRefusal(error)) {
    const why = message.slice(message.indexOf(';') + 1);
    const tokenIsBad = platformCode === UNKNOWN_APP || BAD_TOKEN.test(why);
    if (!tokenIsBad && (status === 403 || platformCode === '403' || DENIED.test(why))) {
      return new MissingScopeError(`${message}; the app may lack an API scope`, call.access, error);
    }
    return new TokenError('jwt_rejected', message, {
      cause: error,
      hint: `Check client id, secret, algorithm, exp and jti of the JWT, and its clock. ${describeScopes(call.access)}`,
    });
  }
  if (error.retryable && error.code !== 'http_rate_limited' && !call.repeatable) return outcomeUnknown(error);
  return error;
}

function isRefusal({ status, platformCode = '' }: HttpError): boolean {
  if (status === 429 || status > 499) return false;
  return status === 401 || status === 403 || ['401', '403', UNKNOWN_APP].includes(platformCode);
}

/** The request may have been carried out. Repeating it is for people to decide, not for programs. */
function outcomeUnknown(error: ConnectionError | HttpError): unknown {
  const details = {
    cause: error,
    retryable: false,
    hint: 'Whether the platform has done it is unknown. Look before you repeat it.',
  };
  return error instanceof HttpError
    ? new HttpError(error.code, error.message, { ...answerOf(error), ...details })
    : new ConnectionError(error.code, error.message, details);
}

function answerOf({ status, platformCode, retryAfterMs }: HttpError) {
  return { status, platformCode, retryAfterMs };
}

/** The token was refused, so nothing was done: asking again with a new one is safe. */
export function isTokenRefusal(error: unknown): boolean {
  return isXoError(error) && error.code === 'jwt_rejected';
}
