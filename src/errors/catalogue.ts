/**
 * Every error code of the SDK: whether the same call may succeed later without any change, and what to change.
 * The codes are part of the public contract: they may be added to, never renamed. Hints are short, because each page loads them;
 * docs/errors.md says more.
 */
export const CATALOGUE = {
  // ConfigError: the call itself is wrong.
  config_invalid: [false, 'Correct this option.'],
  config_environment: [false, 'Pass it as an option; in Node 20 the WebSocket of ws.'],

  storage_failed: [false, 'Allow storage, or free some space.'],

  // TokenError: JWT → access token.
  jwt_unavailable: [true, 'Check getJwt and your token endpoint.'],
  jwt_rejected: [false, 'Check client id, secret, algorithm, exp and jti of the JWT, and the clock.'],
  token_rejected: [false, 'Check the bot id.'],
  user_changed: [true, 'Make a client for each user.'],

  // HttpError: a REST call was answered, but not with what was asked for.
  http_status: [false, 'See status; check apiUrl and the bot id.'],
  http_rate_limited: [true, 'Wait for retryAfterMs.'],
  http_unavailable: [true, 'Try again later.'],
  http_too_large: [false, 'Ask for less at once: a lower limit, a shorter range.'],
  http_body: [true, 'Check apiUrl; a proxy, a gateway or a login page may have answered.'],

  // ConnectionError: no answer, or a socket that is gone.
  network: [true, 'Check apiUrl, CORS and CSP.'],
  timeout: [true, 'Try again later.'],
  socket_closed: [true, 'Try again later.'],
  socket_refused: [true, 'Check apiUrl, CORS and CSP.'],
  socket_policy: [false, 'The user or bot is blocked, suspended or too fast.'],
  disconnected: [false, 'Call connect().'],
  aborted: [false, 'Its signal was aborted, or disconnect() called.'],

  // ProtocolError: an answer that breaks the contract of the wire.
  protocol_answer: [true, 'Check apiUrl.'],

  // DeliveryError: a message that will not reach the platform.
  message_invalid: [false, 'Pass text, a payload or attachments.'],
  message_discarded: [false, 'It was discarded, or its signal aborted.'],
  message_refused: [false, 'See cause.'],
  queue_full: [true, 'Try again later.'],
} as const satisfies Record<string, readonly [retryable: boolean, hint: string]>;

/** Which error it is, for programs. */
export type ErrorCode = keyof typeof CATALOGUE;
