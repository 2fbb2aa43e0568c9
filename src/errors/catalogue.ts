/**
 * Every error code of the SDK, and whether the same call may succeed later without any change. The codes are part of the public
 * contract: new ones may be added, existing ones are never renamed. hints.ts says what to change, docs/errors.md says more.
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

  // HttpError: a REST call got an answer, but not the expected one.
  http_status: false,
  http_rate_limited: true,
  http_unavailable: true,
  http_too_large: false,
  http_body: true,

  // Errors of `xo-rtm/admin` that are classes of their own.
  scope_missing: false,
  job_failed: false,
  outcome_unknown: false,

  // ConnectionError: no answer, or the socket has closed.
  network: true,
  timeout: true,
  socket_closed: true,
  socket_refused: true,
  socket_policy: false,
  disconnected: false,
  aborted: false,

  // ProtocolError: an answer that violates the protocol.
  protocol_answer: true,
  frame_too_large: false,

  // DeliveryError: a message that will not reach the platform.
  message_invalid: false,
  message_discarded: false,
  message_refused: false,
  queue_full: true,
} as const satisfies Record<string, boolean>;

/** Identifies an error for programs. */
export type ErrorCode = keyof typeof CATALOGUE;
