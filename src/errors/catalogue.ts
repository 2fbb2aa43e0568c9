/**
 * Every error code of the SDK: whether the same call may succeed later without any change, and what to change.
 * The codes are part of the public contract: they may be added to, never renamed.
 */
export const CATALOGUE = {
  // ConfigError: the call itself is wrong.
  config_invalid: [false, 'Correct this option.'],
  config_environment: [false, 'Pass it as an option; in Node, WebSocket is in the package ws.'],

  storage_failed: [false, 'Free some space, or leave the option storage out.'],

  // TokenError: JWT → access token.
  jwt_unavailable: [true, 'Check getJwt and your token endpoint.'],
  jwt_rejected: [false, 'Check client id, secret, algorithm, exp and jti of the JWT, and the clock of its server.'],
  token_rejected: [false, 'Check the bot id, and that the app may use this bot.'],

  // HttpError: a REST call was answered, but not with what was asked for.
  http_status: [false, 'See status and message.'],
  http_rate_limited: [true, 'Wait for retryAfterMs.'],
  http_unavailable: [true, 'Try again later.'],
  http_body: [true, 'Check apiUrl and proxies.'],

  // ConnectionError: no answer, or a socket that is gone.
  network: [true, 'Check network, apiUrl, CORS and CSP (connect-src).'],
  timeout: [true, 'Try again later.'],
  socket_closed: [true, 'The client reconnects by itself.'],
  socket_refused: [true, 'Check proxies and CSP (connect-src).'],
  socket_policy: [false, 'The user or bot is blocked, suspended or too fast. Call connect() to try again.'],
  disconnected: [false, 'Call connect().'],
  aborted: [false, 'You did this.'],

  // ProtocolError: an answer that breaks the contract of the wire.
  protocol_answer: [true, 'Check apiUrl.'],

  // DeliveryError: a message that will not reach the platform.
  message_invalid: [false, 'Pass text, payload or attachments.'],
  message_discarded: [false, 'You did this.'],
  message_refused: [false, 'See cause.'],
  queue_full: [true, 'Wait for deliveries, or discard some.'],
} as const satisfies Record<string, readonly [retryable: boolean, hint: string]>;

/** Which error it is, for programs. */
export type ErrorCode = keyof typeof CATALOGUE;
