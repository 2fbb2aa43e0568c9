/** Codes of errors after which the same call may succeed later without any change. */
export const RETRYABLE = {
  // TokenError: JWT → access token.
  XO_JWT_UNAVAILABLE: true,
  XO_USER_CHANGED: true,

  // HttpError: a REST call got an answer, but not the expected one.
  XO_HTTP_RATE_LIMITED: true,
  XO_HTTP_UNAVAILABLE: true,
  XO_HTTP_BODY: true,

  // ConnectionError: no answer, or the socket has closed.
  XO_NETWORK: true,
  XO_TIMEOUT: true,
  XO_SOCKET_CLOSED: true,
  XO_SOCKET_REFUSED: true,

  // ProtocolError: an answer that violates the protocol.
  XO_PROTOCOL_ANSWER: true,

  // DeliveryError: a message that will not reach the platform.
  XO_QUEUE_FULL: true,
} as const;

/** Codes of errors after which something has to change first. They are types only, which costs a page nothing. */
type FinalCode =
  // ConfigError: the call itself is wrong.
  | 'XO_CONFIG_INVALID'
  | 'XO_CONFIG_ENVIRONMENT'
  | 'XO_STORAGE_FAILED'
  // TokenError
  | 'XO_JWT_REJECTED'
  | 'XO_TOKEN_REJECTED'
  // HttpError
  | 'XO_HTTP_STATUS'
  | 'XO_HTTP_TOO_LARGE'
  // Errors of `xo-rtm/admin` that are classes of their own.
  | 'XO_SCOPE_MISSING'
  | 'XO_JOB_FAILED'
  | 'XO_OUTCOME_UNKNOWN'
  // Error of uploads, a class of its own.
  | 'XO_FILE_VANISHED'
  // ConnectionError
  | 'XO_SOCKET_POLICY'
  | 'XO_DISCONNECTED'
  | 'XO_ABORTED'
  // ProtocolError
  | 'XO_FRAME_TOO_LARGE'
  // DeliveryError
  | 'XO_MESSAGE_INVALID'
  | 'XO_MESSAGE_UNKNOWN'
  | 'XO_MESSAGE_DISCARDED'
  | 'XO_MESSAGE_REFUSED';

/**
 * Identifies an error for programs. The codes are part of the public contract: new ones may be added, existing ones are never
 * renamed. hints.ts says what to change, docs/errors.md says more.
 */
export type ErrorCode = keyof typeof RETRYABLE | FinalCode;
