import { HttpError, isXoError, ProtocolError, TokenError } from '../errors/index.js';
import type { HttpClient } from '../http/http-client.js';
import type { Clock } from '../lib/clock.js';
import { withDeadline } from '../lib/deadline.js';
import type { GrantRequest, GrantResponse } from '../protocol/rest.js';
import { jwtLifetimeMs } from './jwt-lifetime.js';

/** Why a JWT is asked for: the first one, the token ran out, or the platform refused the last one. */
export interface JwtRequest {
  reason: 'initial' | 'expired' | 'rejected';
  /** Aborted when nobody waits any more. */
  signal: AbortSignal;
}

export type GetJwt = (request: JwtRequest) => string | Promise<string>;

export interface AccessToken {
  readonly value: string;
  /** The JWT it was granted for: secure RTM shows it again when the socket opens. */
  readonly jwt: string;
  /** `u-…` */
  readonly userId: string | undefined;
  /** Epoch milliseconds by this machine's clock: from here on a new one is asked for ahead of the expiry. */
  readonly renewAt: number;
  /** The same for the JWT's own expiry. */
  readonly jwtUntil: number;
}

export interface TokenServiceOptions {
  getJwt: GetJwt;
  http: HttpClient;
  url: string;
  botInfo: GrantRequest['botInfo'];
  clock: Clock;
}

const JWT_TIMEOUT_MS = 30_000;
const RENEW_AHEAD_MS = 5 * 60_000;

/**
 * JWT → access token (seeds, steps 1 and 2).
 *
 * One exchange at a time, however many ask. Tokens are compared by identity, so that a late "this token was refused"
 * never throws away its successor. Lifetimes are measured from the platform's own dates and counted on this machine's
 * clock from the moment of the answer: a clock that is wrong by minutes does no harm.
 */
export class TokenService {
  readonly #options: TokenServiceOptions;
  #current: AccessToken | undefined;
  #pending: { promise: Promise<AccessToken>; abort: AbortController } | undefined;
  #reason: JwtRequest['reason'] = 'initial';

  constructor(options: TokenServiceOptions) {
    this.#options = options;
  }

  /** The token in use. It may have run out. */
  get current(): AccessToken | undefined {
    return this.#current;
  }

  /**
   * Gives the token in use, or exchanges a new JWT for one.
   *
   * @param showsJwt the JWT itself will be shown again and must still be valid, too
   * @throws TokenError, ConnectionError, HttpError
   */
  get(showsJwt = false): Promise<AccessToken> {
    const now = this.#options.clock.now();
    const token = this.#current;
    if (token && now < token.renewAt && !(showsJwt && now >= token.jwtUntil)) return Promise.resolve(token);
    if (!this.#pending) {
      const abort = new AbortController();
      const pending = {
        abort,
        promise: this.#exchange(abort.signal).finally(() => {
          if (this.#pending === pending) this.#pending = undefined;
        }),
      };
      this.#pending = pending;
    }
    return this.#pending.promise;
  }

  /** The platform refused this token: the next `get()` asks for a new one. */
  refused(token: AccessToken): void {
    if (this.#current === token) this.#current = undefined;
  }

  /** Ends an exchange that is under way. */
  cancel(): void {
    this.#pending?.abort.abort();
    this.#pending = undefined;
  }

  async #exchange(signal: AbortSignal): Promise<AccessToken> {
    try {
      return await this.#grant(await this.#jwt(signal), signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Once more with a new JWT: the first may have been a stale copy or used before.
      this.#reason = 'rejected';
    }
    try {
      return await this.#grant(await this.#jwt(signal), signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new TokenError('jwt_rejected', `unable to get an access token; the platform refused the JWT twice`, {
        cause: error,
      });
    }
  }

  async #grant(jwt: string, signal: AbortSignal): Promise<AccessToken> {
    const { http, url, botInfo, clock } = this.#options;
    const body: GrantRequest = { assertion: jwt, botInfo };
    const { authorization, userInfo } = (await http({
      what: 'exchange the JWT for an access token',
      url,
      body,
      signal,
    })) as Partial<GrantResponse>;
    if (typeof authorization?.accessToken !== 'string') {
      throw new ProtocolError('protocol_answer', 'unable to get an access token; the answer holds none');
    }
    const now = clock.now();
    const lifetimeMs =
      Date.parse(authorization.expiresDate!) - (Date.parse(authorization.issuedDate!) || now) || Infinity;
    const token: AccessToken = {
      value: authorization.accessToken,
      jwt,
      userId: userInfo?.userId,
      renewAt: now + lifetimeMs - Math.min(RENEW_AHEAD_MS, lifetimeMs / 5),
      jwtUntil: now + jwtLifetimeMs(jwt) * 0.9,
    };
    if (!signal.aborted) {
      this.#current = token;
      this.#reason = 'expired';
    }
    return token;
  }

  /** Asks the application. It may hang or give nonsense: both become a TokenError. */
  async #jwt(signal: AbortSignal): Promise<string> {
    const { getJwt, clock } = this.#options;
    const unable = (why: string, cause?: unknown) =>
      new TokenError('jwt_unavailable', `unable to get a JWT; ${why}`, { cause });
    let jwt: unknown;
    try {
      jwt = await withDeadline(
        { clock, limitMs: JWT_TIMEOUT_MS, signal, refuse: (why) => unable(`getJwt: ${why}`) },
        (inner) => getJwt({ reason: this.#reason, signal: inner }),
      );
    } catch (error) {
      // An application that throws one of our errors has said itself whether trying again helps.
      throw isXoError(error) ? error : unable('getJwt failed', error);
    }
    if (typeof jwt !== 'string' || !jwt) throw unable('getJwt gave no string');
    return jwt;
  }
}

/** The platform has read the JWT and does not want it. */
function isRefusal(error: unknown): boolean {
  return error instanceof HttpError && error.code === 'http_status';
}
