import { XoError } from './xo-error.js';

/** An option or argument is wrong, or the runtime lacks something. Thrown at the call, synchronously where possible. */
export class ConfigError extends XoError {
  override readonly name = 'ConfigError';
}

/** No access token could be had: `getJwt` failed, or the platform refused what it gave. */
export class TokenError extends XoError {
  override readonly name = 'TokenError';
}

/** The platform could not be reached, or the socket is gone. */
export class ConnectionError extends XoError<{ closeCode?: number }> {
  override readonly name = 'ConnectionError';
  /** WebSocket close code, where a close was the reason (protocol.md §2.5). */
  declare readonly closeCode?: number;
}

/** An answer that breaks the contract of the wire. */
export class ProtocolError extends XoError {
  override readonly name = 'ProtocolError';
}

/** What an HttpError knows of the answer. */
interface Answer {
  status: number;
  platformCode: string | undefined;
  retryAfterMs: number | undefined;
}

/** A REST call was answered with a failure. */
export class HttpError extends XoError<Answer> {
  override readonly name = 'HttpError';
  /** HTTP status, 100–599; 0 for a redirect in a browser, which does not say which one. */
  declare readonly status: number;
  /** `errors[0].code` of the platform's error body, for example `TOKEN_EXPIRED` (protocol.md §1.2). */
  declare readonly platformCode: string | undefined;
  declare readonly retryAfterMs: number | undefined;
}

/** A message that was accepted by `send()` and will not reach the platform. Its status is `failed`. */
export class DeliveryError extends XoError {
  override readonly name = 'DeliveryError';
}
