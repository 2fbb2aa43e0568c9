import type { RequestContext } from './rate-limiter.js';

/** A response before it becomes a `Response`. Creating and reading a `Response` takes Node longer than making the JWT in it. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The method of a handler that returns plain responses, for adapters that can send them. */
export const PLAIN_RESPONSE = Symbol('xo-rtm.plain-answer');

/** A handler of this package, as opposed to any other Fetch-API handler. */
export interface PlainHandler {
  [PLAIN_RESPONSE](request: Request, context: RequestContext): Promise<PlainResponse>;
}

export function hasPlainResponse(handler: object): handler is PlainHandler {
  return PLAIN_RESPONSE in handler;
}

export function toResponse({ status, headers, body }: PlainResponse): Response {
  return new Response(body, { status, headers });
}

/** The reason why no token was given: `errors[0].code` of the response. */
export type RefusalCode =
  | 'unidentified'
  | 'origin_not_listed'
  | 'method_not_allowed'
  | 'body_too_large'
  | 'rate_limited'
  | 'server_error';

const REFUSALS = {
  unidentified: [401, 'nobody is signed in'],
  origin_not_listed: [403, 'allowedOrigins does not list the origin of this page'],
  method_not_allowed: [405, 'the method must be POST'],
  body_too_large: [413, 'the request is too large'],
  rate_limited: [429, 'too many requests'],
  server_error: [500, 'the server has a problem'],
} as const satisfies Record<RefusalCode, readonly [status: number, why: string]>;

/** The headers of every response. They forbid caching, type guessing, framing and scripts. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'origin',
} as const;

type HeaderList = Record<string, string>;

/** `200 { jwt }` */
export function tokenResponse(jwt: string, headers: HeaderList): PlainResponse {
  return jsonResponse(200, { jwt }, headers);
}

/**
 * A failure in the form of the platform, `{ errors: [{ msg, code }] }` (protocol.md §1.2), so that clients read both in the same
 * way.
 */
export function refusal(code: RefusalCode, headers: HeaderList): PlainResponse {
  const [status, why] = REFUSALS[code];
  return jsonResponse(status, { errors: [{ msg: `unable to give a token; ${why}`, code }] }, headers);
}

/** The response to a preflight request, which the browser may cache for ten minutes. */
export function preflightResponse(headers: HeaderList): PlainResponse {
  return { status: 204, headers: { ...SECURITY_HEADERS, ...headers }, body: null };
}

function jsonResponse(status: number, body: object, headers: HeaderList): PlainResponse {
  return {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
