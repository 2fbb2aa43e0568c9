import type { PlainAnswer } from './plain-answer.js';

/** Why no token was given: `errors[0].code` of the answer. */
export type RefusalCode =
  | 'unidentified'
  | 'origin_not_listed'
  | 'method_not_allowed'
  | 'body_too_large'
  | 'rate_limited'
  | 'server_error';

const REFUSALS = {
  unidentified: [401, 'nobody is signed in'],
  origin_not_listed: [403, 'this page may not ask'],
  method_not_allowed: [405, 'ask with POST'],
  body_too_large: [413, 'the request is too large'],
  rate_limited: [429, 'too many requests'],
  server_error: [500, 'the server has a problem'],
} as const satisfies Record<RefusalCode, readonly [status: number, why: string]>;

/** On every answer: nothing here may be kept, guessed at, framed or run. */
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
export function tokenAnswer(jwt: string, headers: HeaderList): PlainAnswer {
  return jsonAnswer(200, { jwt }, headers);
}

/** A failure in the platform's own form `{ errors: [{ msg, code }] }` (protocol.md §1.2), so that one reader fits both. */
export function refusal(code: RefusalCode, headers: HeaderList): PlainAnswer {
  const [status, why] = REFUSALS[code];
  return jsonAnswer(status, { errors: [{ msg: `unable to give a token; ${why}`, code }] }, headers);
}

/** Answer to a preflight, kept by the browser for ten minutes. */
export function preflightAnswer(headers: HeaderList): PlainAnswer {
  return { status: 204, headers: { ...SECURITY_HEADERS, ...headers }, body: null };
}

function jsonAnswer(status: number, body: object, headers: HeaderList): PlainAnswer {
  return {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
