/**
 * Every error code of the SDK, and whether the same call may succeed later without any change. The codes are part of the public
 * contract: they may be added to, never renamed. hints.ts says what to change, docs/errors.md says more.
 */
export const CATALOGUE = {
  // ConfigError: the call itself is wrong.
  config_invalid: false,
  config_environment: false,

  storage_failed: false,

  // TokenError: JWT → access token.
  jwt_unavailable: true,
  jwt_rejected: false,
  token_rejected: false,
  user_changed: true,

  // HttpError: a REST call was answered, but not with what was asked for.
  http_status: false,
  http_rate_limited: true,
  http_unavailable: true,
  http_too_large: false,
  http_body: true,

  // Errors of `xo-rtm/admin` that are classes of their own.
  scope_missing: false,
  job_failed: false,
  outcome_unknown: false,

  // ConnectionError: no answer, or a socket that is gone.
  network: true,
  timeout: true,
  socket_closed: true,
  socket_refused: true,
  socket_policy: false,
  disconnected: false,
  aborted: false,

  // ProtocolError: an answer that breaks the contract of the wire.
  protocol_answer: true,
  frame_too_large: false,

  // DeliveryError: a message that will not reach the platform.
  message_invalid: false,
  message_discarded: false,
  message_refused: false,
  queue_full: true,
} as const satisfies Record<string, boolean>;

/** Which error it is, for programs. */
export type ErrorCode = keyof typeof CATALOGUE;
