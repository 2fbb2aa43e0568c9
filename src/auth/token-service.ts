import { type HttpError, isXoError, ProtocolError, TokenError } from '../errors/index.js';
import type { HttpClient, HttpRequest } from '../http/http-client.js';
import { type Clock, elapsedOn } from '../lib/clock.js';
import { isString, textOf } from '../lib/json.js';
import type { Redactor } from '../lib/redact.js';
import { withTimeout } from '../lib/timeout.js';
import type { GrantRequest, GrantResponse } from '../protocol/rest.js';
import { jwtLifetimeMs } from './jwt-lifetime.js';

/** The argument of `getJwt`. */
export interface JwtRequest {
  /** Why a JWT is needed: it is the first one, the access token has expired, or the platform has rejected the last JWT. */
  reason: 'initial' | 'expired' | 'rejected';
  /** Aborted when the JWT is no longer needed. */
  signal: AbortSignal;
}

/**
 * Requests a JWT from your server. If it throws, `state.cause` is a TokenError `XO_JWT_UNAVAILABLE`; the original error is dropped
 * because its message may contain secrets. An error of the SDK's own classes is passed on instead, and its `retryable` decides
 * whether the client tries again. The client calls `getJwt` with increasing delays until it returns a JWT.
 */
export type GetJwt = (request: JwtRequest) => string | Promise<string>;

/** An access token, with the JWT and the user that it was granted for. */
export interface AccessToken {
  readonly value: string;
  /** The JWT that was exchanged for this token. Secure RTM sends it again when the socket opens (docs/protocol.md §2.3). */
  readonly jwt: string;
  /** `u-…`; undefined if the platform did not name the user. */
  readonly userId: string | undefined;
  /** When the token is renewed, some time before it expires. */
  readonly renewAt: Deadline;
  /** When the JWT counts as expired, shortly before its `exp`. */
  readonly jwtExpiresAt: Deadline;
}

/**
 * A time in epoch milliseconds and in the time of `elapsedOn()`, whichever comes first: the clock of the machine may be set back,
 * and the monotonic clock may stop while the machine sleeps.
 */
type Deadline = readonly [date: number, elapsed: number];

const JWT_TIMEOUT_MS = 30_000;
const RENEW_AHEAD_MS = 5 * 60_000;

/** True if the platform itself rejected the request. The answer of a proxy or a gateway does not count. */
const isRefusal = ({ code }: Partial<HttpError>) => code === 'XO_HTTP_STATUS';

/**
 * Describes why a value from `getJwt` cannot be a JWT; undefined if it could be one. The description quotes only the offending
 * character, because the value may be a secret. Any opaque token passes, and the platform decides about it. HTML, JSON, quoted
 * texts, log lines and `Bearer …` are rejected here, because later errors would not point to `getJwt`.
 */
function findProblem(jwt: unknown): string | undefined {
  if (!isString(jwt)) return 'no text';
  const [sign] = /^$|^bearer\b|[<{"'\s]/i.exec(jwt) ?? [];
  return sign === '' ? 'an empty text' : sign && `a text with ${JSON.stringify(sign)} in it`;
}

/** Parses a date to epoch milliseconds; NaN if it is not a date. */
const dateOf = (value: unknown): number => Date.parse(textOf(value));

/** Provides the access token and makes authorised calls. */
export interface TokenService {
  /** The current token, which may have expired. */
  readonly current: AccessToken | undefined;
  /** Returns whether there is a token that has not expired. With `needsJwt`, its JWT must not have expired either. */
  isFresh(needsJwt?: boolean): boolean;
  /**
   * Resolves with the current token, or exchanges a new JWT for a token.
   *
   * @param needsJwt the caller will send the JWT as well, so it must still be valid
   * @throws TokenError, ConnectionError, HttpError
   */
  get(needsJwt?: boolean): Promise<AccessToken>;
  /**
   * Calls the platform with the token, as `Authorization: bearer …` (docs/protocol.md §1.5). If the platform rejects the token,
   * obtains a new one and repeats the call once.
   *
   * @throws TokenError `XO_TOKEN_REJECTED` if the platform rejects the new token as well
   */
  call(request: HttpRequest): Promise<unknown>;
  /** Aborts the exchange in progress, if there is one. */
  cancelExchange(): void;
}

/**
 * Exchanges JWTs for access tokens (docs/protocol.md §1.3, §1.4).
 *
 * - Concurrent callers share one exchange.
 * - Tokens are compared by identity, so that a late rejection of an old token does not discard its successor.
 * - A lifetime is the difference between two dates of the platform, counted from the arrival of the answer. A clock that is
 *   wrong by minutes does not matter.
 *
 * @param hide receives each JWT and each token before it is used, to remove it from all texts that leave the SDK
 * @param onGrant called with the user of each new token. If it throws, all callers that wait for this token get that error. The
 *   token itself remains valid, and the next call gets it.
 */
export function createTokenService(
  getJwt: GetJwt,
  http: HttpClient,
  url: string,
  botInfo: GrantRequest['botInfo'],
  clock: Clock,
  hide: Redactor['add'],
  onGrant?: (userId: string | undefined) => void,
): TokenService {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;
  let abort: AbortController;
  let reason: JwtRequest['reason'] = 'initial';

  /** Calls `getJwt`. A hanging call or an invalid result becomes a TokenError. */
  async function requestJwt(signal: AbortSignal): Promise<string> {
    let problem: string | undefined;
    try {
      const result: unknown = await withTimeout(clock, JWT_TIMEOUT_MS, signal, 'get a JWT', (inner) =>
        getJwt({ reason, signal: inner }),
      );
      // Templates and `echo` append a line break, and some editors prepend a byte order mark.
      const jwt = isString(result) ? result.trim() : result;
      hide(jwt);
      problem = findProblem(jwt);
      if (!problem) return jwt as string;
      problem = `getJwt gave ${problem}`;
    } catch (error) {
      // By throwing one of our errors, the application decides itself whether to try again.
      if (isXoError(error) && error.code !== 'XO_TIMEOUT') throw error;
      // The error is dropped, because it may hold secrets (D9 in docs/delivery.md).
      problem = 'getJwt failed';
    }
    throw new TokenError('XO_JWT_UNAVAILABLE', `unable to get a JWT; ${problem}`);
  }

  async function grant(jwt: string, signal: AbortSignal): Promise<AccessToken> {
    const operation = 'get an access token';
    const body: GrantRequest = { assertion: jwt, botInfo };
    const { authorization, userInfo } = (await http({ operation, url, body, signal })) as Partial<GrantResponse>;
    const value = textOf(authorization?.accessToken);
    if (!value) throw new ProtocolError('XO_PROTOCOL_ANSWER', `unable to ${operation}; the answer holds none`);
    hide(value);
    const lifetimeMs =
      dateOf(authorization!.expiresDate) - (dateOf(authorization!.issuedDate) || clock.now()) || Infinity;
    reason = 'expired';
    current = {
      value,
      jwt,
      userId: textOf(userInfo?.userId) || undefined,
      renewAt: deadlineIn(lifetimeMs - Math.min(RENEW_AHEAD_MS, lifetimeMs / 5)),
      jwtExpiresAt: deadlineIn(jwtLifetimeMs(jwt) * 0.9),
    };
    const granted = current;
    onGrant?.(granted.userId);
    return granted;
  }

  async function exchange(signal: AbortSignal, isRetry?: boolean): Promise<AccessToken> {
    const jwt = await requestJwt(signal);
    return grant(jwt, signal).catch((cause) => {
      if (!isRefusal(cause)) throw cause;
      if (isRetry) throw new TokenError('XO_JWT_REJECTED', `${cause.message}, twice`, { cause });
      // The JWT may have been a cached copy or used before, so a new one is tried once.
      reason = 'rejected';
      return exchange(signal, true);
    });
  }

  const deadlineIn = (ms: number): Deadline => [clock.now() + ms, elapsedOn(clock) + ms];

  const isAhead = ([date, elapsed]: Deadline) => clock.now() < date && elapsedOn(clock) < elapsed;

  const isFresh: TokenService['isFresh'] = (needsJwt) =>
    !!current && isAhead(current.renewAt) && !(needsJwt && !isAhead(current.jwtExpiresAt));

  function get(needsJwt?: boolean): Promise<AccessToken> {
    if (isFresh(needsJwt)) return Promise.resolve(current!);
    if (!pending) {
      abort = new AbortController();
      const exchanging = exchange(abort.signal).finally(() => {
        if (pending === exchanging) pending = undefined;
      });
      pending = exchanging;
    }
    return pending;
  }

  return {
    get current() {
      return current;
    },
    isFresh,
    get,
    call(request) {
      const { operation, timeoutMs } = request;
      const work = async (signal?: AbortSignal, isRetry?: boolean): Promise<unknown> => {
        const token = await get();
        const headers = { ...request.headers, authorization: `bearer ${token.value}` };
        return http({ ...request, headers, signal }).catch((cause) => {
          if (cause.status !== 401 || !isRefusal(cause)) throw cause;
          if (current === token) current = undefined;
          if (isRetry) throw new TokenError('XO_TOKEN_REJECTED', cause.message, { cause });
          return work(signal, true);
        });
      };
      // The time limit includes a token exchange, because the caller needs the answer by then.
      return timeoutMs ? withTimeout(clock, timeoutMs, request.signal, operation, work) : work(request.signal);
    },
    cancelExchange() {
      pending = undefined;
      abort?.abort();
    },
  };
}
