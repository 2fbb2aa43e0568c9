import { type HttpError, isXoError, ProtocolError, TokenError } from '../errors/index.js';
import type { HttpClient, HttpRequest } from '../http/http-client.js';
import { type Clock, elapsedOn } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import { isString, textOf } from '../lib/json.js';
import type { Redactor } from '../lib/redact.js';
import type { GrantRequest, GrantResponse } from '../protocol/rest.js';
import { jwtLifetimeMs } from './jwt-lifetime.js';

/** Why a JWT is asked for: the first one, the token ran out, or the platform refused the last one. */
export interface JwtRequest {
  reason: 'initial' | 'expired' | 'rejected';
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
}

/**
 * Asks your server for a JWT. What it throws is told as a TokenError in `state.cause`, without its text, which may hold
 * secrets, whatever `code` it carries. Only an error of the SDK's own classes is passed on: it says itself whether asking
 * again helps. The client goes on asking, ever less often, until a JWT comes.
 */
export type GetJwt = (request: JwtRequest) => string | Promise<string>;

export interface AccessToken {
  readonly value: string;
  /** The JWT it was granted for: secure RTM shows it again when the socket opens. */
  readonly jwt: string;
  /** `u-…` */
  readonly userId: string | undefined;
  /** From here on a new one is asked for, ahead of the expiry. */
  readonly renewAt: Moment;
  /** The JWT's own expiry. */
  readonly jwtUntil: Moment;
}

/**
 * By this machine's clock in epoch milliseconds, and by `elapsedOn()`, whatever comes first: people set clocks back, and the
 * other one may stand still while the machine sleeps.
 */
type Moment = readonly [date: number, elapsed: number];

const JWT_TIMEOUT_MS = 30_000;
const RENEW_AHEAD_MS = 5 * 60_000;

/** The platform has read what it was sent, and does not want it. What a proxy or a gateway answers is no refusal. */
const isRefusal = ({ code }: Partial<HttpError>) => code === 'http_status';

/**
 * Checks what `getJwt` gave, and repeats nothing of it but the character that gives it away: it may be a secret. Texts that are no
 * JWT pass if they could be a token of any kind; the platform decides. Pages of HTML, JSON, quotations, lines of a log and
 * `Bearer …` would fail later, in places where nothing points at `getJwt` any more.
 */
function faultOf(jwt: unknown): string | undefined {
  if (!isString(jwt)) return 'no text';
  const [sign] = /^$|^bearer\b|[<{"'\s]/i.exec(jwt) ?? [undefined];
  return sign === '' ? 'an empty text' : sign && `a text with ${JSON.stringify(sign)} in it`;
}

/** Epoch milliseconds; NaN for what is no date. */
const dateOf = (value: unknown): number => Date.parse(textOf(value));

export interface TokenService {
  /** The token in use. It may have run out. */
  readonly current: AccessToken | undefined;
  /** There is a token, and it has not run out. `showsJwt`: nor has the JWT that it was granted for. */
  isFresh(showsJwt?: boolean): boolean;
  /**
   * Gives the token in use, or exchanges a new JWT for one.
   *
   * @param showsJwt the JWT itself will be shown again and must still be valid, too
   * @throws TokenError, ConnectionError, HttpError
   */
  get(showsJwt?: boolean): Promise<AccessToken>;
  /**
   * Calls the platform with the token (seeds: `Authorization: bearer …`). A refused one is exchanged and the call repeated.
   *
   * @throws TokenError `token_rejected` when the platform refuses a token that it granted a moment ago
   */
  call(request: HttpRequest): Promise<unknown>;
  /** Ends an exchange that is under way. */
  cancelExchange(): void;
}

/**
 * JWT → access token (seeds, steps 1 and 2).
 *
 * One exchange at a time, however many ask. Tokens are compared by identity, so that a late "this token was refused" never
 * throws away its successor. Lifetimes are measured between the platform's own dates and counted on this machine's clock
 * from the moment of the answer: a clock that is wrong by minutes does no harm.
 *
 * @param hide gets each JWT and each token before it is used: no text that leaves may hold it
 * @param onGrant called with the user of each new token. When it throws, everybody who waits for this token gets that error
 *   instead of the token; the token itself is good, and the next call gets it.
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

  /** Asks the application. It may hang or give nonsense: both become a TokenError. */
  async function askJwt(signal: AbortSignal): Promise<string> {
    let why: string | undefined;
    try {
      const given: unknown = await withDeadline(clock, JWT_TIMEOUT_MS, signal, 'get a JWT', (inner) =>
        getJwt({ reason, signal: inner }),
      );
      // Templates and `echo` end with a new line, some editors begin with a byte order mark.
      const jwt = isString(given) ? given.trim() : given;
      hide(jwt);
      why = faultOf(jwt);
      if (!why) return jwt as string;
      why = `getJwt gave ${why}`;
    } catch (error) {
      // An application that throws one of our errors has said itself whether trying again helps.
      if (isXoError(error) && error.code !== 'timeout') throw error;
      // What it threw may hold secrets (law 6): the application knows it anyway.
      why = 'getJwt failed';
    }
    throw new TokenError('jwt_unavailable', `unable to get a JWT; ${why}`);
  }

  async function grant(jwt: string, signal: AbortSignal): Promise<AccessToken> {
    const what = 'get an access token';
    const body: GrantRequest = { assertion: jwt, botInfo };
    const { authorization, userInfo } = (await http({ what, url, body, signal })) as Partial<GrantResponse>;
    const value = textOf(authorization?.accessToken);
    if (!value) throw new ProtocolError('protocol_answer', `unable to ${what}; the answer holds none`);
    hide(value);
    const lifetimeMs =
      dateOf(authorization!.expiresDate) - (dateOf(authorization!.issuedDate) || clock.now()) || Infinity;
    reason = 'expired';
    current = {
      value,
      jwt,
      userId: textOf(userInfo?.userId) || undefined,
      renewAt: momentIn(lifetimeMs - Math.min(RENEW_AHEAD_MS, lifetimeMs / 5)),
      jwtUntil: momentIn(jwtLifetimeMs(jwt) * 0.9),
    };
    const granted = current;
    onGrant?.(granted.userId);
    return granted;
  }

  async function exchange(signal: AbortSignal, again?: boolean): Promise<AccessToken> {
    const jwt = await askJwt(signal);
    return grant(jwt, signal).catch((cause) => {
      if (!isRefusal(cause)) throw cause;
      if (again)
        throw new TokenError('jwt_rejected', `${cause.message}, twice`, {
          cause,
          ...(/\bbot\b/i.test(cause.message) && { hint: 'Check the bot id and the bot name.' }),
        });
      // It may have been a stale copy, or used before, so a new one gets a chance.
      reason = 'rejected';
      return exchange(signal, true);
    });
  }

  const momentIn = (ms: number): Moment => [clock.now() + ms, elapsedOn(clock) + ms];

  const isAhead = ([date, elapsed]: Moment) => clock.now() < date && elapsedOn(clock) < elapsed;

  const isFresh: TokenService['isFresh'] = (showsJwt) =>
    !!current && isAhead(current.renewAt) && !(showsJwt && !isAhead(current.jwtUntil));

  function get(showsJwt?: boolean): Promise<AccessToken> {
    if (isFresh(showsJwt)) return Promise.resolve(current!);
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
      const { what, timeoutMs } = request;
      const work = async (signal?: AbortSignal, again?: boolean): Promise<unknown> => {
        const token = await get();
        const headers = { ...request.headers, authorization: `bearer ${token.value}` };
        return http({ ...request, headers, signal }).catch((cause) => {
          if (cause.status !== 401 || !isRefusal(cause)) throw cause;
          if (current === token) current = undefined;
          if (again) throw new TokenError('token_rejected', cause.message, { cause });
          return work(signal, true);
        });
      };
      // The exchange counts, too: who sets a time needs an answer by then.
      return timeoutMs ? withDeadline(clock, timeoutMs, request.signal, what, work) : work(request.signal);
    },
    cancelExchange() {
      pending = undefined;
      abort?.abort();
    },
  };
}
