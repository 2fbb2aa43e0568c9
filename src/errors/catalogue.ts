/**
 * Every error code of the SDK, with the sentence that tells a developer what to change and whether trying again can help.
 * The codes are part of the public contract: they may be added to, never renamed.
 */
export const CATALOGUE = {
  // ConfigError: the call itself is wrong.
  config_invalid: [false, 'Correct the option that the message names.'],
  config_environment: [false, 'Pass the missing piece as an option, for example WebSocket from the package ws.'],

  // TokenError: JWT → access token.
  jwt_unavailable: [true, 'getJwt must resolve to a JWT string. Check your token endpoint.'],
  jwt_rejected: [false, 'Check client id, secret, algorithm, expiry and jti of the JWT, and the server clock.'],
  token_rejected: [false, 'A fresh access token was refused. Check bot id, and that the app may use this bot.'],

  // HttpError: a REST call was answered, but not with what was asked for.
  http_status: [false, 'See status and the platform message.'],
  http_rate_limited: [true, 'Wait for retryAfterMs.'],
  http_unavailable: [true, 'The platform has a problem. Try again later.'],
  http_body: [true, 'The answer is not the platform’s. Check apiUrl and proxies.'],

  // ConnectionError: no answer, or a socket that is gone.
  network: [true, 'Check the network, apiUrl, CORS and the connect-src of your CSP.'],
  timeout: [true, 'The platform or a proxy is slow. Try again.'],
  socket_closed: [true, 'The client reconnects by itself.'],
  socket_refused: [true, 'A proxy may block WebSockets. Check connect-src of your CSP.'],
  socket_policy: [
    false,
    'The platform refuses this user or bot (blocked, suspended or too fast). connect() tries again.',
  ],
  disconnected: [false, 'disconnect() was called. connect() starts anew.'],
  aborted: [false, 'The signal you passed was aborted.'],

  // ProtocolError: an answer that breaks the contract of the wire.
  protocol_answer: [true, 'Check that apiUrl is the platform’s API.'],
  protocol_frame: [true, 'The client goes on; see raw.'],

  // DeliveryError: a message that will not reach the platform.
  message_invalid: [false, 'Pass a text, a payload or attachments.'],
  queue_full: [true, 'Wait until queued messages are delivered, or discard some.'],
  message_refused: [false, 'The platform refused this message. See cause.'],
  message_discarded: [false, 'The message was taken back before it was delivered.'],
} as const satisfies Record<string, readonly [retryable: boolean, hint: string]>;

export type ErrorCode = keyof typeof CATALOGUE;
