import { XoError } from './xo-error.js';

/** An option or argument is wrong, or the runtime lacks something. Thrown by the call itself, synchronously where possible. */
export class ConfigError extends XoError {
  override readonly name = 'ConfigError';
}

/** The client could not obtain an access token: `getJwt` failed, or the platform rejected the JWT. */
export class TokenError extends XoError {
  override readonly name = 'TokenError';
}

/** The platform could not be reached, or the socket has closed. */
export class ConnectionError extends XoError<{ closeCode?: number }> {
  override readonly name = 'ConnectionError';
  /** WebSocket close code, if the error was caused by a close (docs/protocol.md §2.5). */
  declare readonly closeCode?: number;
}

/** An answer or a frame that violates the protocol. */
export class ProtocolError extends XoError {
  override readonly name = 'ProtocolError';
}

/** The details of the HTTP response that an HttpError carries. */
interface ResponseDetails {
  status: number;
  platformCode: string | undefined;
  retryAfterMs: number | undefined;
}

/** A REST call was answered with a failure. */
export class HttpError extends XoError<ResponseDetails> {
  override readonly name = 'HttpError';
  /** HTTP status, 100–599; 0 for a redirect in a browser, which hides the actual status. */
  declare readonly status: number;
  /** `errors[0].code` of the platform's error body, for example `TOKEN_EXPIRED` (docs/protocol.md §1.2). */
  declare readonly platformCode: string | undefined;
  declare readonly retryAfterMs: number | undefined;
}

/** A message that `send()` accepted and that will not reach the platform. Its status is `failed`. */
export class DeliveryError extends XoError<{ messageId?: string | undefined }> {
  override readonly name = 'DeliveryError';
  /** `id` of the message in `client.messages`, for `client.retry()`. Undefined if the message was not accepted at all. */
  declare readonly messageId?: string | undefined;
}
