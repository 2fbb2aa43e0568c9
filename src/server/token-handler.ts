import { configErrorFor, requireLogger, requireObject } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { assertServer } from './assert-server.js';
import type { SignRequest } from './claims.js';
import { createForwardingNotice } from './forwarding-notice.js';
import type { JwtSigner } from './jwt-signer.js';
import { isBodyWithin } from './limit-body.js';
import { createOriginList } from './origin-list.js';
import { createRateLimiter, type RateLimitOptions, type RequestContext } from './rate-limiter.js';
import { createOriginNotice } from './refused-origins.js';
import { isSameOrigin } from './same-origin.js';
import { serializeError } from './serialize-error.js';
import {
  PLAIN_RESPONSE,
  type PlainHandler,
  type PlainResponse,
  preflightResponse,
  refusal,
  tokenResponse,
  toResponse,
} from './token-response.js';

const configError = configErrorFor('make a token handler');

/** The visitor of a request. `setCookie` is sent with the token, for visitors who are recognised by a cookie. */
export interface Visitor extends SignRequest {
  setCookie?: string;
}

/** The options of `createTokenHandler()`: who may request a JWT, from which pages, and how often. */
export interface TokenHandlerOptions {
  signer: Pick<JwtSigner, 'sign'>;
  /**
   * Identifies the visitor by a session cookie, a header or the body. Returns null when nobody is signed in (401). Behind
   * `toNodeHandler` and `toFastifyPlugin` a request without a body is a light one: pass its `clone()` to `fetch()` or `new
   * Request()`.
   */
  identify: (request: Request) => Visitor | null | undefined | Promise<Visitor | null | undefined>;
  /**
   * Exact origins of the pages that may request a JWT. Pages that the same server serves need no entry. A request without the header
   * `Origin` does not come from a page, because browsers send it with every POST; such a request passes, and `identify` decides.
   * @default [] only pages of this server
   */
  allowedOrigins?: readonly string[] | undefined;
  /** How often one visitor may request a JWT; false for no limit. @default 60 times in 60 seconds, counted in this process */
  rateLimit?: RateLimitOptions | false;
  /** Request headers that pages of other origins may send. @default ['content-type', 'authorization'] */
  allowedHeaders?: readonly string[];
  /** Longest request body in bytes. @default 4096 */
  maxBodyBytes?: number;
  /** Receives problems; the lines never contain a token or a key. @default warnings and errors to the console */
  logger?: Logger;
}

/** A Fetch-API handler. `context` contains facts from an adapter; values that other frameworks pass there are ignored. */
export type TokenHandler = (request: Request, context?: RequestContext) => Promise<Response>;

/**
 * Creates the endpoint that gives a page its JWT: `POST` → `200 { jwt }`.
 *
 * Failures are 401 nobody is signed in, 403 the page is of another origin that is not listed (without CORS headers), 405 not POST, 413 body too large, 429 too
 * many requests (`Retry-After` in seconds), and 500; each has the body `{ errors: [{ msg, code }] }`.
 *
 * ```ts
 * const handler = createTokenHandler({
 *   signer,
 *   identify: async (request) => {
 *     const user = await userOfSession(request.headers.get('cookie'));
 *     return user && { identity: user.id };
 *   },
 *   allowedOrigins: ['https://shop.example'],
 * });
 * ```
 *
 * @throws ConfigError when an option is wrong, or in a browser. The handler rejects with one when it is called with anything but a
 *   Request.
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  assertServer('make a token handler');
  const { signer, identify, rateLimit = {}, maxBodyBytes = 4096 } = requireObject('make a token handler', options);
  const { allowedHeaders = ['content-type', 'authorization'] } = options;
  const logger = requireLogger('make a token handler', options.logger);
  if (typeof signer?.sign !== 'function') throw configError('signer is missing', 'Make one with createJwtSigner.');
  if (typeof identify !== 'function') throw configError('identify must be a function');
  if (!Number.isInteger(maxBodyBytes) || maxBodyBytes < 0) throw configError('maxBodyBytes must be a whole number');
  const origins = createOriginList(options.allowedOrigins ?? []);
  const limiter = rateLimit === false ? undefined : createRateLimiter(rateLimit);
  const isTrustUnset = rateLimit !== false && rateLimit.keyOf === undefined;
  const warnOfForwarding = isTrustUnset ? createForwardingNotice(logger) : undefined;
  const warnOfOrigin = createOriginNotice(logger);
  let isWarned = false;

  /** Handles a POST of a page that may request a token. */
  const answer = async (
    request: Request,
    context: RequestContext,
    cors: Record<string, string>,
  ): Promise<PlainResponse> => {
    const limitResponse = async (key: string): Promise<PlainResponse | undefined> => {
      const waitMs = limiter ? await limiter.waitMs(key) : 0;
      return waitMs > 0
        ? refusal('rate_limited', { ...cors, 'retry-after': `${Math.ceil(waitMs / 1000)}` })
        : undefined;
    };

    warnOfForwarding?.(request, context);
    const early = limiter?.earlyKey(request, context);
    const denied = early === undefined ? undefined : await limitResponse(early);
    if (denied) return denied;
    if (context.hasBody !== false && !(await isBodyWithin(request, maxBodyBytes)))
      return refusal('body_too_large', cors);
    const visitor = await identify(request);
    if (!visitor) return refusal('unidentified', cors);
    if (early === undefined) {
      const deniedLate = await limitResponse(`identity:${visitor.identity}`);
      if (deniedLate) return deniedLate;
      if (limiter && visitor.setCookie !== undefined && !isWarned) {
        isWarned = true;
        logger.warn('the rate limit does not hold back new visitors; pass rateLimit.keyOf, or use an adapter');
      }
    }
    const { setCookie, ...signRequest } = visitor;
    // Throws for a line break here, where it becomes a response.
    if (setCookie !== undefined) new Headers().set('set-cookie', setCookie);
    const jwt = await signer.sign(signRequest);
    return tokenResponse(jwt, { ...cors, ...(setCookie !== undefined && { 'set-cookie': setCookie }) });
  };

  const plain: PlainHandler[typeof PLAIN_RESPONSE] = async (request, context) => {
    const origin = request.headers.get('origin');
    const isListed = origin !== null && origins.has(origin);
    if (origin !== null && !isListed && !isSameOrigin(request, origin)) {
      warnOfOrigin(origin);
      return refusal('origin_not_listed', {});
    }
    // A page of this server needs none, and the page of another scheme that looks like one must not get them.
    const cors = isListed ? corsHeaders(origin) : {};
    if (request.method === 'OPTIONS') return preflightResponse({ ...cors, ...preflightHeaders(allowedHeaders) });
    if (request.method !== 'POST') return refusal('method_not_allowed', { ...cors, allow: 'POST, OPTIONS' });
    try {
      return await answer(request, context, cors);
    } catch (failure) {
      // A visitor who has closed the page does not receive the response, and is not a problem of the server.
      if (request.signal?.aborted) logger.debug('unable to give a token; the visitor has gone');
      else logger.error('unable to give a token', serializeError(failure));
      return refusal('server_error', cors);
    }
  };
  const handler: TokenHandler = async (request, context = {}) => {
    if (typeof request?.headers?.get !== 'function') {
      throw configErrorFor('give a token')(
        'the argument is not a Request',
        'Use toNodeHandler() or toFastifyPlugin() there.',
      );
    }
    return toResponse(await plain(request, context));
  };
  return Object.assign(handler, { [PLAIN_RESPONSE]: plain });
}

function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after',
  };
}

function preflightHeaders(allowedHeaders: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': allowedHeaders.join(', '),
    'access-control-max-age': '600',
  };
}
