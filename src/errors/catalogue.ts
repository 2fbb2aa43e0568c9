/** Codes of errors after which the same call may succeed later without any change. */
export const RETRYABLE = {
  // TokenError: JWT → access token.
  jwt_unavailable: true,
  user_changed: true,

  // HttpError: a REST call got an answer, but not the expected one.
  http_rate_limited: true,
  http_unavailable: true,
  http_body: true,

  // ConnectionError: no answer, or the socket has closed.
  network: true,
  timeout: true,
  socket_closed: true,
  socket_refused: true,

  // ProtocolError: an answer that violates the protocol.
  protocol_answer: true,

  // DeliveryError: a message that will not reach the platform.
  queue_full: true,
} as const;

/** Codes of errors after which something has to change first. They are types only, which costs a page nothing. */
type FinalCode =
  // ConfigError: the call itself is wrong.
  | 'config_invalid'
  | 'config_environment'
  | 'storage_failed'
  // TokenError
  | 'jwt_rejected'
  | 'token_rejected'
  // HttpError
  | 'http_status'
  | 'http_too_large'
  // Errors of `xo-rtm/admin` that are classes of their own.
  | 'scope_missing'
  | 'job_failed'
  | 'outcome_unknown'
  // ConnectionError
  | 'socket_policy'
  | 'disconnected'
  | 'aborted'
  // ProtocolError
  | 'frame_too_large'
  // DeliveryError
  | 'message_invalid'
  | 'message_unknown'
  | 'message_discarded'
  | 'message_refused';

/**
 * Identifies an error for programs. The codes are part of the public contract: new ones may be added, existing ones are never
 * renamed. hints.ts says what to change, docs/errors.md says more.
 */
export type ErrorCode = keyof typeof RETRYABLE | FinalCode;
